import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
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
    if (text !== null) return JSON.parse(text) as Keys;
  }
  const keys: Keys = {
    publishableKey: (await generateApiKey('publishable')).key,
    secretKey: (await generateApiKey('secret')).key,
    jwtSecret: randomBytes(48).toString('base64url'),
  };
  if (dataDir !== 'memory') await writeFile(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  return keys;
}
