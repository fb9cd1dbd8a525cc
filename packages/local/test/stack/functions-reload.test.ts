import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { copySupabase, startTestStack, until, withFolder } from '../support/test-stack.ts';

const code = (version: number): string => `
export default {
  async fetch(request) {
    const { pathname } = new URL(request.url);
    if (pathname === '/slow/fetch') await new Promise((done) => setTimeout(done, 700));
    return new Response('version ${version}');
  },
};
`;

test('functions start anew when their code changes; what is under way ends, and broken code changes nothing', () =>
  withFolder(async (folder) => {
    const entry = join(folder, 'index.ts');
    await writeFile(entry, code(1));
    const supabaseDir = await copySupabase(
      (config) => `${config}\n[functions.slow]\nverify_jwt = false\n[functions.now]\nverify_jwt = false\n`,
    );
    const lines: string[] = [];
    const stack = await startTestStack({
      functions: entry,
      supabaseDir,
      reloadFunctions: true,
      log: (line) => lines.push(line),
    });
    const ask = async (path: string): Promise<string> =>
      (await fetch(`${stack.url}/functions/v1/${path}`)).text();
    const said = (text: string): Promise<string> =>
      until(() => lines.find((line) => line.startsWith(text)), 20_000);
    try {
      assert.equal(await ask('now'), 'version 1');
      const slow = ask('slow/fetch');
      await writeFile(entry, code(2));
      await said('Functions were reloaded: index.ts changed');
      assert.equal(await ask('now'), 'version 2');
      assert.equal(await slow, 'version 1');

      await writeFile(entry, 'export default {');
      await said('Functions did not start after index.ts changed');
      assert.equal(await ask('now'), 'version 2');

      lines.length = 0;
      await writeFile(entry, code(3));
      await said('Functions were reloaded');
      assert.equal(await ask('now'), 'version 3');

      lines.length = 0;
      await mkdir(join(supabaseDir, 'functions', 'new'), { recursive: true });
      await writeFile(join(supabaseDir, 'functions', 'health', 'index.ts'), '// changed\n');
      await said('Functions were reloaded');
    } finally {
      await stack.stop();
      await rm(supabaseDir, { recursive: true });
    }
  }));
