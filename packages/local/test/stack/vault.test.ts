import assert from 'node:assert/strict';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Stack } from '../../src/index.ts';
import { clientOf, signIn, startTestStack, withFolder } from '../support/test-stack.ts';

const SECRET = 'the-secret-of-the-alps-7F3A';
const MAKE = `select vault.create_secret('${SECRET}', 'ai_key')`;

async function read(stack: Stack): Promise<unknown> {
  const [row] = await stack.db.query<{ secret: unknown }>(`select private.secret('ai_key') as secret`);
  return row?.secret;
}

/** Every file below a folder that holds one of the texts. */
async function holding(folder: string, texts: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(join(entry.parentPath, entry.name)).catch(() => Buffer.alloc(0));
    if (texts.some((text) => bytes.includes(text))) found.push(entry.name);
  }
  return found;
}

test('a secret is sealed on disk, opens after a restart, and not with another key', () =>
  withFolder(async (dataDir) => {
    const keysFile = join(dataDir, 'keys.json');
    let stack = await startTestStack({ dataDir });
    await stack.db.query(MAKE);
    await stack.db.query(`select vault.update_secret(id, '${SECRET}-2') from vault.secrets`);
    await stack.db.exec('checkpoint');
    assert.equal(await read(stack), `${SECRET}-2`);
    await stack.stop();
    const { vaultKey } = JSON.parse(await readFile(keysFile, 'utf8')) as { vaultKey: string };
    const encoded = Buffer.from(SECRET).toString('base64').slice(0, 32);
    assert.deepEqual(await holding(dataDir, [SECRET, encoded, Buffer.from(SECRET).toString('hex')]), []);
    assert.deepEqual(await holding(dataDir, [vaultKey]), ['keys.json']);
    if (process.platform !== 'win32') assert.equal((await stat(keysFile)).mode & 0o077, 0);

    stack = await startTestStack({ dataDir });
    assert.equal(await read(stack), `${SECRET}-2`);
    await stack.stop();

    const keys = await readFile(keysFile, 'utf8');
    await writeFile(keysFile, keys.replace(vaultKey, 'A'.repeat(43)));
    stack = await startTestStack({ dataDir });
    await assert.rejects(read(stack), /The vault does not open: its key is missing, or is another one/);
    await assert.rejects(stack.db.query(MAKE), /The vault does not open/);
    await stack.stop();

    await writeFile(keysFile, keys);
    stack = await startTestStack({ dataDir });
    assert.equal(await read(stack), `${SECRET}-2`);
    await stack.stop();
  }));

test('a folder from before there was a vault gets one; one without secrets takes a new key', () =>
  withFolder(async (dataDir) => {
    const keysFile = join(dataDir, 'keys.json');
    let stack = await startTestStack({ dataDir });
    const { publishableKey } = stack;
    await stack.db.exec('drop schema vault cascade');
    await stack.stop();
    const { vaultKey, ...old } = JSON.parse(await readFile(keysFile, 'utf8')) as Record<string, string>;
    await writeFile(keysFile, JSON.stringify(old));

    stack = await startTestStack({ dataDir });
    assert.equal(stack.publishableKey, publishableKey);
    await stack.db.query(MAKE);
    assert.equal(await read(stack), SECRET);
    const kept = JSON.parse(await readFile(keysFile, 'utf8')) as Record<string, string>;
    assert.notEqual(kept.vaultKey, vaultKey);
    assert.deepEqual({ ...kept, vaultKey: '' }, { ...old, vaultKey: '' });
    await stack.db.query('delete from vault.secrets');
    await stack.stop();

    await writeFile(keysFile, JSON.stringify(old));
    stack = await startTestStack({ dataDir });
    await stack.db.query(MAKE);
    assert.equal(await read(stack), SECRET);
    await stack.stop();
  }));

test('requests find the key in their session, also after failed ones, and nobody finds the vault in the API', async () => {
  const stack = await startTestStack();
  try {
    await stack.db.query(MAKE);
    // A function as the later ones are: it uses the secret and does not give it.
    await stack.db.exec(
      `create function private.length_of_secret() returns int language plpgsql security definer set search_path = '' as
         $$ begin return length(private.secret('ai_key')); end $$;
       create function public.length_of_secret() returns int language sql as 'select private.length_of_secret()';
       grant execute on function private.length_of_secret, public.length_of_secret to authenticated`,
    );
    const client = await signIn(stack, 'admin@alpenwerk.example');
    for (let round = 0; round < 12; round += 1) {
      const [good] = await Promise.all([
        client.rpc('length_of_secret'),
        client.from('machines').insert({ name: '' }),
        client.from('none').select(),
      ]);
      assert.deepEqual([good.data, good.error], [SECRET.length, null]);
    }
    for (const schema of ['vault', 'private']) {
      for (const caller of [client, clientOf(stack), clientOf(stack, { key: stack.secretKey })]) {
        const inside = caller.schema(schema as 'public');
        assert.notEqual((await inside.from('decrypted_secrets').select()).error, null);
        assert.notEqual((await inside.rpc('secret', { name: 'ai_key' })).error, null);
      }
    }
  } finally {
    await stack.stop();
  }
});
