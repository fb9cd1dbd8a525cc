import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateApiKey } from '@supabase/lite';

/** The secrets of one stack. */
export interface Keys {
  /** For browsers and gateways: `sb_publishable_…`. Public by design; row level security is the wall. */
  readonly publishableKey: string;
  /** For servers only: `sb_secret_…`. It passes row level security. */
  readonly secretKey: string;
  /** Signs access tokens (HS256). */
  readonly jwtSecret: string;
  /** Seals the vault. Without it, and it is nowhere else, what the vault holds is lost. */
  readonly vaultKey: string;
}

/**
 * The keys of a data folder, made on first use and kept in `keys.json`, so that sessions survive a restart.
 *
 * @param dataDir a folder, or `memory` for keys that end with the process
 */
export async function loadKeys(dataDir: string): Promise<Keys> {
  const file = join(dataDir, 'keys.json');
  if (dataDir !== 'memory') {
    const text = await readFile(file, 'utf8').catch(() => null);
    if (text !== null) {
      const kept = JSON.parse(text) as Omit<Keys, 'vaultKey'> & Partial<Keys>;
      if (kept.vaultKey !== undefined) return kept as Keys;
      // From before there was a vault.
      const keys = { ...kept, vaultKey: makeVaultKey() };
      await keep(file, keys);
      return keys;
    }
  }
  const keys: Keys = {
    publishableKey: (await generateApiKey('publishable')).key,
    secretKey: (await generateApiKey('secret')).key,
    jwtSecret: randomBytes(48).toString('base64url'),
    vaultKey: makeVaultKey(),
  };
  if (dataDir !== 'memory') await keep(file, keys);
  return keys;
}

const makeVaultKey = (): string => randomBytes(32).toString('base64url');

/** Whole or not at all: half a file would cost every session, and every secret in the vault. */
async function keep(file: string, keys: Keys): Promise<void> {
  const temporary = `${file}.${process.pid}.new`;
  await writeFile(temporary, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  await rename(temporary, file);
}
