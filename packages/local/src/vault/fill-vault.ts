import type { Database } from '../engine/database.ts';
import { ensureSealingKey } from './sealing-key.ts';
import { keepSecret } from './secrets.ts';

/** The platform's own key for Gemini, in the environment and in the vault. */
const GEMINI_KEY = 'GOOGLE_GEMINI_KEY';

/**
 * Brings into the vault what functions read from it: the private half of the sealing key, and the Gemini key of the
 * environment. A key that is no longer in the environment stays in the vault; `secrets remove` takes it out.
 *
 * A vault that does not open (its key is lost) is told and no reason not to start: all but the secrets works.
 */
export async function fillVault(
  database: Database,
  env: NodeJS.ProcessEnv,
  log: (line: string) => void,
): Promise<void> {
  try {
    const made = await ensureSealingKey(database);
    if (made !== null) log(`Sealing key ${made} was made`);
    const key = env[GEMINI_KEY]?.trim() ?? '';
    if (key !== '' && (await keepSecret(database, GEMINI_KEY, key))) {
      log(`${GEMINI_KEY} of the environment is in the vault now`);
    }
  } catch (error) {
    // The message only: some errors carry the values that were sent.
    log(`The vault was not filled: ${error instanceof Error ? error.message : 'unknown error'}`);
  }
}
