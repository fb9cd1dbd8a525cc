import { type Stack, type StackOptions, startStack } from '../../../local/src/index.ts';
import type { SignInParams } from '../../src/types/index.ts';

/** Password of every seeded account. */
export const PASSWORD = 'nexus-demo-2026';

/** A seeded account: `who('gateway', 'alpenwerk')`. */
export function who(mailbox: string, tenant: 'alpenwerk' | 'rio-bravo'): SignInParams {
  return { email: `${mailbox}@${tenant}.example`, password: PASSWORD };
}

/** The platform's operator, who is in no tenant. */
export const OPERATOR: SignInParams = { email: 'operator@nexus.example', password: PASSWORD };

/** The engine under the stack: `NEXUS_TEST_ENGINE=pglite|postgres`, else what the stack itself prefers. */
const NAMED = process.env.NEXUS_TEST_ENGINE;
export const ENGINE: Pick<StackOptions, 'engine'> =
  NAMED === 'pglite' || NAMED === 'postgres' ? { engine: NAMED } : {};

/** The whole back end in this process, without the functions that no test here needs. */
export function startTestStack(options: StackOptions = {}): Promise<Stack> {
  return startStack({ dataDir: 'memory', functions: false, ...ENGINE, ...options });
}
