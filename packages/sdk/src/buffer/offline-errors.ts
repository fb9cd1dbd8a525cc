import { NexusError } from '../errors/nexus-error.ts';

/** For what waits of a person who is not there, or not in the tenant, any more. */
export function elsewhere(doing: string, why: string): NexusError {
  return new NexusError('session_changed', `Could not ${doing}: ${why}.`, {
    hint: 'It waits until the same person is back in the same tenant.',
  });
}

export function notFlushed(pendingReadings: number, pendingEdits: number, cause: unknown): NexusError {
  return new NexusError(
    'buffer_not_flushed',
    `Closed with ${pendingReadings} readings and ${pendingEdits} edits unsent, which were in memory only.`,
    {
      hint: 'Give createNexus a durable store: fileStore(folder) of @nexus-mfg/sdk/node in Node.',
      details: { pendingReadings, pendingEdits },
      cause,
    },
  );
}
