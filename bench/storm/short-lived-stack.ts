import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Stack, type StackOptions, SUPABASE_DIR, startStack } from '../../packages/local/src/index.ts';

/** Tokens live so long, in s: in the shortest storm they end several times. */
const TOKEN_LIFE_S = 14;

/** The whole back end in this process, whose tokens end within seconds. */
export async function startShortLivedStack(options: StackOptions = {}): Promise<Stack> {
  const folder = await mkdtemp(join(tmpdir(), 'nexus-storm-'));
  const config = await readFile(join(SUPABASE_DIR, 'config.toml'), 'utf8');
  const changed = config.replace(/^jwt_expiry = \d+$/m, `jwt_expiry = ${TOKEN_LIFE_S}`);
  if (changed === config) throw new Error('config.toml says nothing of jwt_expiry any more');
  await writeFile(join(folder, 'config.toml'), changed);
  await symlink(join(SUPABASE_DIR, 'migrations'), join(folder, 'migrations'));
  await symlink(join(SUPABASE_DIR, 'templates'), join(folder, 'templates'));
  await cp(join(SUPABASE_DIR, 'seed.sql'), join(folder, 'seed.sql'));
  try {
    const stack = await startStack({ dataDir: 'memory', functions: false, ...options, supabaseDir: folder });
    return {
      ...stack,
      stop: async () => {
        await stack.stop();
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}
