import type { Cache } from '../cache/cache.ts';
import type { BufferOptions } from '../nexus.ts';
import type { Permission } from '../types/index.ts';
import { databaseName } from './database-name.ts';

/** Whoever has one of these may have to keep something for the network. */
const WRITING: readonly Permission[] = ['telemetry.write', 'machines.write'];

/** Whether a signed-in person's buffer is to be loaded before anything is recorded. */
export async function isNeeded(cache: Cache, userId: string, { store }: BufferOptions): Promise<boolean> {
  const { origin } = cache.data;
  // Outside a browser nothing is saved by waiting; a store of the page's own may have something in it.
  if (store !== undefined || origin === undefined || !('document' in globalThis)) return true;
  if (await isOnDevice(databaseName(origin))) return true;
  try {
    const { permissions } = await cache.membershipOf(userId, 'prepare the buffer');
    return WRITING.some((permission) => permissions.includes(permission));
  } catch {
    // Nothing is known of the person yet: rather too early than too late.
    return true;
  }
}

/** Whether this browser has kept something for this project, for whomever. Where it does not tell: perhaps. */
async function isOnDevice(name: string): Promise<boolean> {
  // Not every runtime that the SDK is checked for has the name.
  const { indexedDB } = globalThis as { indexedDB?: { databases(): Promise<{ name?: string }[]> } };
  try {
    return (await indexedDB?.databases())?.some((database) => database.name === name) ?? true;
  } catch {
    return true;
  }
}
