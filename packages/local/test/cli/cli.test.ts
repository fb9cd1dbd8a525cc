import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createClient } from '@supabase/supabase-js';
import { ENGINE, until, withFolder } from '../support/test-stack.ts';

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

interface Started {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
  readonly code: Promise<number | null>;
}

function start(...args: string[]): Started {
  const child = spawn(process.execPath, ['--conditions=nexus-source', CLI, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const code = once(child, 'close').then(([status]) => status as number | null);
  return { child, out: () => out, err: () => err, code };
}

/** On free ports, with an API port that is told to us in the ready line. */
const quick = (data: string, ...more: string[]): Started =>
  start('--port', '0', '--api-port', '0', '--data', data, '--json', '--no-simulator', ...more);

async function ready(
  started: Started,
): Promise<{ portal: string; api: string; publishableKey: string; accounts: object[] }> {
  await until(
    () => (started.out().includes('\n') ? true : started.child.exitCode === null ? undefined : true),
    60_000,
  );
  assert.equal(started.child.exitCode, null, started.err());
  return JSON.parse(started.out());
}

/** Processes that were started for a data folder, or below a process. */
function processesOf(data: string): string[] {
  const lines = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(data) && !line.includes('ps -eo'));
}

describe('npm start', { skip: process.platform === 'win32' }, () => {
  test('--help explains every option', async () => {
    const { out, code } = start('--help');
    assert.equal(await code, 0);
    for (const option of [
      'port',
      'api-port',
      'data',
      'reset',
      'json',
      'no-simulator',
      'replay',
      'speed',
      'engine',
    ]) {
      assert.match(out(), new RegExp(`--${option}\\b`));
    }
  });

  test('a missing replay file and a port in use are one line each, and touch nothing', () =>
    withFolder(async (folder) => {
      const data = join(folder, 'data');
      const missing = quick(data, '--replay', join(folder, 'none.csv'));
      assert.equal(await missing.code, 1);
      assert.match(missing.err(), /^There is no file \S+none\.csv\.\n$/);
      const busy = createServer().listen(0, '127.0.0.1');
      await once(busy, 'listening');
      const port = String((busy.address() as AddressInfo).port);
      for (const option of ['--port', '--api-port']) {
        const refused = quick(data, option, port);
        assert.equal(await refused.code, 1);
        assert.match(refused.err(), new RegExp(`^Port ${port} is in use: .* with ${option}\n$`));
        assert.equal(refused.out(), '');
      }
      busy.close();
      assert.equal(existsSync(data), false);
    }));

  test('a signal to npm alone, which its shell does not pass on, ends everything too', () =>
    withFolder(async (folder) => {
      const data = join(folder, 'data');
      const args = [
        '--port',
        '0',
        '--api-port',
        '0',
        '--data',
        data,
        '--json',
        '--no-simulator',
        '--engine',
        ENGINE,
      ];
      const npm = spawn('npm', ['start', '--silent', '--', ...args], {
        cwd: fileURLToPath(new URL('../../../..', import.meta.url)),
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const [line] = (await once(npm.stdout, 'data')) as [Buffer];
      assert.equal((JSON.parse(String(line)) as { ready: boolean }).ready, true, 'nothing else on stdout');
      npm.kill('SIGTERM');
      await until(() => (processesOf(data).length === 0 ? true : undefined), 10_000);
    }));

  test('a database that ends by itself ends the stack, with one line', { skip: ENGINE !== 'postgres' }, () =>
    withFolder(async (folder) => {
      const data = join(folder, 'data');
      const stack = quick(data, '--engine', ENGINE);
      await ready(stack);
      const [pid] = (await readFile(join(data, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
      process.kill(Number(pid), 'SIGKILL');
      assert.equal(await stack.code, 1);
      assert.equal(stack.err(), 'PostgreSQL ended by itself. What it stored is kept: start again.\n');
      const again = quick(data);
      await ready(again);
      again.child.kill('SIGTERM');
      assert.equal(await again.code, 0);
    }),
  );

  test('a life: ready line, second start, portal, restart with the same data, a kill, newer data, reset', () =>
    withFolder(async (folder) => {
      const data = join(folder, 'data');
      const first = quick(data, '--engine', ENGINE);
      const told = await ready(first);
      assert.equal(first.out().split('\n').length, 2, 'one line');
      assert.deepEqual(told.accounts[0], {
        email: 'admin@alpenwerk.example',
        password: 'nexus-demo-2026',
        role: 'master_admin',
        tenant: 'Alpenwerk Präzision',
      });

      const page = await fetch(told.portal);
      assert.equal(page.headers.get('cache-control'), 'no-cache');
      const script = /src="(\/assets\/[^"]+)"/.exec(await page.text())?.[1] ?? '';
      const asset = await fetch(`${told.portal}${script}`);
      assert.equal(asset.status, 200);
      assert.match(asset.headers.get('cache-control') ?? '', /immutable/);
      const config = (await (await fetch(`${told.portal}/nexus-config.json`)).json()) as Record<
        string,
        unknown
      >;
      assert.equal(config.url, told.api);
      assert.equal(config.publishableKey, told.publishableKey);
      assert.equal((await fetch(`${told.portal}/../package.json`)).status, 404);

      const second = quick(data);
      assert.equal(await second.code, 1);
      assert.match(second.err(), /^\S+ is in use by process \d+: .*--data\n$/);

      const client = createClient(told.api, told.publishableKey, { auth: { persistSession: false } });
      await client.auth.signInWithPassword({ email: 'admin@alpenwerk.example', password: 'nexus-demo-2026' });
      const { data: machine, error } = await client.from('machines').select('id').limit(1).single();
      assert.equal(error, null);
      const renamed = await client
        .from('machines')
        .update({ name: 'Kept over a restart' })
        .eq('id', machine?.id);
      assert.equal(renamed.error, null);

      const asked = performance.now();
      first.child.kill('SIGTERM');
      assert.equal(await first.code, 0);
      assert.ok(performance.now() - asked < 3000, 'ends within 3 s');
      assert.deepEqual(processesOf(data), []);
      assert.equal(existsSync(join(data, 'lock.owner')), false);

      const again = quick(data);
      const stillTold = await ready(again);
      assert.equal(stillTold.publishableKey, told.publishableKey);
      const api = createClient(stillTold.api, told.publishableKey, { auth: { persistSession: false } });
      await api.auth.signInWithPassword({ email: 'admin@alpenwerk.example', password: 'nexus-demo-2026' });
      const kept = await api.from('machines').select('name').eq('id', machine?.id).single();
      assert.equal(kept.data?.name, 'Kept over a restart');

      again.child.kill('SIGKILL');
      await again.code;
      const survivor = quick(data);
      await ready(survivor);
      survivor.child.kill('SIGINT');
      assert.equal(await survivor.code, 0);
      assert.deepEqual(processesOf(data), []);

      await copyAsNewer(data, join(folder, 'newer'));
      const newer = quick(join(folder, 'newer'));
      assert.equal(await newer.code, 1);
      assert.match(
        newer.err(),
        /^This data is from a newer version of Nexus \(migration 29990101000000 .*\n$/,
      );
      assert.deepEqual(processesOf(join(folder, 'newer')), []);

      await writeFile(join(data, 'mine.txt'), 'not yours');
      const fresh = quick(data, '--reset', '--engine', ENGINE);
      const freshTold = await ready(fresh);
      assert.notEqual(freshTold.publishableKey, told.publishableKey);
      assert.equal(await readFile(join(data, 'mine.txt'), 'utf8'), 'not yours');
      fresh.child.kill('SIGTERM');
      assert.equal(await fresh.code, 0);
    }));
});

/** A copy of a data folder that a later version has migrated further. */
async function copyAsNewer(data: string, copy: string): Promise<void> {
  await cp(data, copy, { recursive: true });
  // cp does not keep owners; PostgreSQL's data belongs to the user that it runs as.
  if (process.getuid?.() === 0 && ENGINE === 'postgres') {
    const owner = execFileSync('stat', ['-c', '%u:%g', join(data, 'postgres')], { encoding: 'utf8' }).trim();
    execFileSync('chown', ['-R', owner, join(copy, 'postgres')]);
  }
  const { openEngine } = await import('../../src/engine/choose.ts');
  const database = await openEngine({ dataDir: copy });
  await database.query(
    `insert into supabase_migrations.schema_migrations (version, name) values ('29990101000000', 'later')`,
  );
  await database.close();
}
