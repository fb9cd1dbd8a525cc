import { invalid } from '../../errors/invalid.ts';
import { NexusError } from '../../errors/nexus-error.ts';

interface TimeFilter<TSelf> {
  gte(column: string, value: string): TSelf;
  lt(column: string, value: string): TSelf;
}

/**
 * The change only if the row is as old as it was read. The server counts microseconds, the SDK's times are cut to ms: the
 * row's time lies within the ms that was told.
 *
 * @param updatedAt ISO 8601 as it was read; undefined for any
 */
export function unchangedSince<T extends TimeFilter<T>>(change: T, updatedAt: string | undefined): T {
  if (updatedAt === undefined) return change;
  const readMs = Date.parse(updatedAt);
  if (Number.isNaN(readMs)) {
    throw invalid(
      `Could not change it: ifUpdatedAt ${updatedAt} is no time.`,
      'Give updatedAt as it was read.',
    );
  }
  const nextMs = new Date(readMs + 1).toISOString();
  return change.gte('updated_at', updatedAt).lt('updated_at', nextMs);
}

/** For a guarded change of something that somebody else changed first. */
export function changedMeanwhile(doing: string, theirs: unknown): NexusError {
  return new NexusError('conflict', `Could not ${doing}: somebody else changed it meanwhile.`, {
    hint: 'Look at details.theirs, and change what is there now.',
    details: { theirs },
  });
}
