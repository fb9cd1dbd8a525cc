import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { type Stack, type StackOptions, SUPABASE_DIR, startStack } from '../../src/index.ts';

/** The engine that this run of the tests is for. */
export const ENGINE: 'pglite' | 'postgres' =
  process.env.NEXUS_TEST_ENGINE === 'pglite' ? 'pglite' : 'postgres';

/** Of everybody in supabase/seed.sql. */
export const PASSWORD = 'nexus-demo-2026';

export const ALPENWERK = 'a1000000-0000-4000-8000-000000000001';
export const RIO_BRAVO = 'b2000000-0000-4000-8000-000000000001';

/** A stack in memory, without functions unless asked for. */
export function startTestStack(options: StackOptions = {}): Promise<Stack> {
  return startStack({ engine: ENGINE, dataDir: 'memory', functions: false, ...options });
}

/** A client that keeps nothing outside itself. */
export function clientOf(stack: Stack, options: { key?: string; vsn?: string } = {}): SupabaseClient {
  return createClient(stack.url, options.key ?? stack.publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
    ...(options.vsn !== undefined && { realtime: { vsn: options.vsn } }),
  });
}

/** A client that is signed in. */
export async function signIn(
  stack: Stack,
  email: string,
  options: { vsn?: string } = {},
): Promise<SupabaseClient> {
  const client = clientOf(stack, options);
  const { error } = await client.auth.signInWithPassword({ email, password: PASSWORD });
  if (error) throw error;
  return client;
}

/** A copy of the project's `supabase` folder with a changed config.toml. The caller removes it. */
export async function copySupabase(change: (config: string) => string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'nexus-supabase-'));
  await cp(SUPABASE_DIR, folder, { recursive: true });
  const config = join(folder, 'config.toml');
  await writeFile(config, change(await readFile(config, 'utf8')));
  return folder;
}

/** A folder that is gone when `work` is done. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'nexus-test-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Resolves as soon as `check` gives a value; checks every 10 ms, because there is nothing to listen to. */
export async function until<T>(check: () => T | undefined | Promise<T | undefined>, ms = 5000): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const value = await check();
    if (value !== undefined) return value;
    if (Date.now() > end) throw new Error(`Nothing came in ${ms} ms: ${check.toString()}`);
    await new Promise((done) => setTimeout(done, 10));
  }
}
