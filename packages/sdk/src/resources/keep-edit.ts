import type { BufferHandle } from '../buffer/buffer-handle.ts';
import { pick } from '../buffer/same-value.ts';
import { isNexusError } from '../errors/nexus-error.ts';
import type { EditKind } from '../types/index.ts';
import { raceAbort } from '../util/abort.ts';

/** A change that can wait for the network. */
export interface Edit<T> {
  kind: EditKind;
  targetId: string;
  changes: object;
  /** The thing as it is known here, or undefined: then nobody could tell later whether somebody else changed it. */
  known: () => T | undefined;
  /** Changes it at once. */
  direct: () => Promise<T>;
  /** Reads it from the server, with what waits for it. */
  read: () => Promise<T>;
}

/**
 * Changes a thing at once where the server can be reached; else keeps the edit in the outbox. What already waits for the
 * thing goes first, so that edits keep their order.
 *
 * @returns the thing as it is now, or as it will be
 */
export async function changeOrKeep<T extends object>(
  buffer: BufferHandle,
  isOffline: boolean,
  { kind, targetId, changes: given, known, direct, read }: Edit<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  // Where its code cannot be loaded, nothing has been kept on this page either.
  const resumed = buffer.load().then((waiting) => waiting.resumed());
  await raceAbort(
    resumed.catch(() => {}),
    'change it',
    signal,
  );
  let failure: unknown = null;
  if (!isOffline && !buffer.pending.has(targetId)) {
    try {
      return await direct();
    } catch (error) {
      if (!isUnreached(error)) throw error;
      failure = error;
    }
  }
  const before = known() ?? (await readIfReached(failure, read));
  const waiting = await buffer.load();
  const fields = Object.keys(changes);
  const base = kind === 'machine.create' ? {} : pick(before, fields);
  await waiting.edit({ kind, targetId, changes, base }, signal);
  return { ...before, ...changes };
}

/** What others wait for and what is not known here has to be read, so that it can be told later who changed what. */
async function readIfReached<T>(failure: unknown, read: () => Promise<T>): Promise<T> {
  if (failure) throw failure;
  return read();
}

/** The server may not have heard of it. Whether it did shows when the edit is sent. */
function isUnreached(error: unknown): boolean {
  return isNexusError(error) && (error.code === 'network_unreachable' || error.code === 'timeout');
}
