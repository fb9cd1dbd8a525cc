import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { test } from 'node:test';
import type { Stack } from '../../src/index.ts';
import { startTestStack, withFolder } from '../support/test-stack.ts';

interface SealingKey {
  key_id: string;
  public_key: string;
  status: string;
  private_key: string | null;
}

const keysOf = (stack: Stack): Promise<SealingKey[]> =>
  stack.db.query<SealingKey>(
    `select key.key_id, key.public_key, key.status, private.secret('NEXUS_SEALING_KEY_' || key.key_id) as private_key
     from private.sealing_keys as key order by key.created_at`,
  );
const geminiKey = async (stack: Stack): Promise<string | null | undefined> =>
  (await stack.db.query<{ key: string | null }>(`select private.secret('GOOGLE_GEMINI_KEY') as key`))[0]?.key;

test('a first start makes a sealing key whose halves fit; later starts keep it, unless its private half is lost', () =>
  withFolder(async (dataDir) => {
    let stack = await startTestStack({ dataDir });
    const [made, ...more] = await keysOf(stack);
    assert.ok(made?.private_key);
    assert.equal(more.length, 0);
    assert.equal(made.status, 'active');
    assert.equal(Buffer.from(made.private_key, 'base64url').length, 32);
    const jwk = { kty: 'OKP', crv: 'X25519', d: made.private_key, x: made.public_key };
    const { x } = createPublicKey(createPrivateKey({ key: jwk, format: 'jwk' })).export({ format: 'jwk' });
    assert.equal(x, made.public_key);
    await stack.stop();

    stack = await startTestStack({ dataDir });
    assert.deepEqual(await keysOf(stack), [made]);
    await stack.db.query('delete from vault.secrets');
    await stack.stop();

    stack = await startTestStack({ dataDir });
    const [old, fresh] = await keysOf(stack);
    assert.deepEqual([old?.status, old?.private_key], ['accepted', null]);
    assert.ok(fresh?.private_key && fresh.status === 'active');
    await stack.stop();
  }));

test('the Gemini key of the environment goes into the vault, is replaced by another, and stays without one', () =>
  withFolder(async (dataDir) => {
    const lines: string[] = [];
    const start = (key?: string): Promise<Stack> =>
      startTestStack({
        dataDir,
        env: key === undefined ? {} : { GOOGLE_GEMINI_KEY: key },
        log: (line) => lines.push(line),
      });
    const found: unknown[] = [];
    for (const key of [undefined, 'first-key-7F3A', 'second-key-7F3A', undefined, '']) {
      const stack = await start(key);
      found.push(await geminiKey(stack));
      await stack.stop();
    }
    assert.deepEqual(found, [
      null,
      'first-key-7F3A',
      'second-key-7F3A',
      'second-key-7F3A',
      'second-key-7F3A',
    ]);
    assert.doesNotMatch(lines.join('\n'), /7F3A/);
  }));
