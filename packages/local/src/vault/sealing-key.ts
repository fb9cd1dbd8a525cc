import { randomBytes } from 'node:crypto';
import type { Database } from '../engine/database.ts';

/** Before the key id: the private half of a sealing key in the vault, 32 bytes in base64url. */
export const SEALING_KEY_PREFIX = 'NEXUS_SEALING_KEY_';

/**
 * Sees to it that there is a key that tenants' AI keys are sealed for, whose private half is in the vault: makes an X25519
 * pair when there is none, or when the private half is lost, as whatever is sealed for it then could never be opened.
 *
 * @returns the id of a key that was made now
 */
export async function ensureSealingKey(database: Database): Promise<string | null> {
  const [can] = await database.query<{ can: boolean }>(
    `select to_regprocedure('public.add_sealing_key(text, text)') is not null as can`,
  );
  if (!can?.can) return null;
  // Made beforehand: nothing waits for the database's lock meanwhile. One too many costs nothing.
  const pair = await makePair();
  return database.transaction(async (session) => {
    await session.query('lock table private.sealing_keys in share row exclusive mode');
    const [active] = await session.query<{ has_private: boolean }>(
      `select exists (
         select from vault.decrypted_secrets as kept
         where kept.name = $1 || key.key_id and kept.decrypted_secret is not null) as has_private
       from private.sealing_keys as key where key.status = 'active'`,
      [SEALING_KEY_PREFIX],
    );
    if (active?.has_private) return null;
    const id = `k${randomBytes(6).toString('hex')}`;
    await session.query('select vault.create_secret($1, $2)', [pair.privateKey, SEALING_KEY_PREFIX + id]);
    await session.query('select public.add_sealing_key($1, $2)', [id, pair.publicKey]);
    return id;
  });
}

/** Both halves raw, in base64url without padding. */
async function makePair(): Promise<{ readonly publicKey: string; readonly privateKey: string }> {
  const pair = (await crypto.subtle.generateKey({ name: 'X25519' }, true, ['deriveBits'])) as CryptoKeyPair;
  const { x, d } = await crypto.subtle.exportKey('jwk', pair.privateKey);
  if (x === undefined || d === undefined) throw new Error('WebCrypto gave a key without its halves');
  return { publicKey: x, privateKey: d };
}
