import { type Stack, type StackOptions, startStack } from '../../../local/src/index.ts';
import type { Deps } from '../../src/internal/deps.ts';

export const ALPENWERK = 'a1000000-0000-4000-8000-000000000001';
export const RIO_BRAVO = 'b2000000-0000-4000-8000-000000000001';
const PASSWORD = 'nexus-demo-2026';

const NAMED = process.env.NEXUS_TEST_ENGINE;

/** A back end without functions of its own: those are called here. */
export function startTestStack(options: StackOptions = {}): Promise<Stack> {
  return startStack({
    dataDir: 'memory',
    functions: false,
    env: {},
    ...(NAMED === 'pglite' || NAMED === 'postgres' ? { engine: NAMED } : {}),
    ...options,
  });
}

/** What handlers may touch: the stack, settings, and an environment over them and a log that belong to the test. */
export function testDeps(
  stack: Stack,
  lines: Record<string, unknown>[],
  env: Readonly<Record<string, string | undefined>>,
  settings: Readonly<Record<string, string>> = {},
): Deps {
  return {
    fetch: (...args) => fetch(...args),
    now: () => performance.now(),
    requestId: () => crypto.randomUUID(),
    env: (name) =>
      ({
        SUPABASE_URL: stack.url,
        SUPABASE_ANON_KEY: stack.publishableKey,
        SUPABASE_SERVICE_ROLE_KEY: stack.secretKey,
        ...settings,
        ...env,
      })[name],
    runtime: 'test',
    log: (line) => lines.push(line),
  };
}

/** The access token of a seeded account. */
export async function signIn({ url, publishableKey }: Stack, email: string): Promise<string> {
  const response = await fetch(`${url}/auth/v1/token?grant_type=password`, {
    method: 'POST',
    headers: { apikey: publishableKey, 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  const { access_token: token } = (await response.json()) as { access_token?: string };
  if (!token) throw new Error(`Nobody signed in as ${email}`);
  return token;
}
