import type { BufferStatus, Connection } from '@nexus-mfg/sdk';

/** Entries younger than this are on their way as usual: a page that records would blink otherwise. */
export const USUAL_MS = 5_000;

/** What the compact line has to say about the buffer. All 0: nothing. */
export interface BufferSummary {
  /** Readings and edits that wait longer than usual. */
  waiting: number;
  /** Edits that only a person can settle. */
  toDecide: number;
  refused: number;
}

/** What is worth a place in the line. `now` in epoch ms. */
export function summarise(
  status: BufferStatus | undefined,
  connection: Pick<Connection, 'state'>,
  now: number,
): BufferSummary {
  if (status === undefined) return { waiting: 0, toDecide: 0, refused: 0 };
  const { pendingReadings, pendingEdits, quarantined, state, oldestAt } = status;
  const refused = quarantined;
  // Idle with edits: nothing of it can be sent, so that what is left are conflicts.
  if (state === 'idle' && pendingEdits > 0) return { waiting: 0, toDecide: pendingEdits, refused };
  const pending = pendingReadings + pendingEdits;
  const isOld = oldestAt !== null && now - Date.parse(oldestAt) >= USUAL_MS;
  const isHeld = state === 'offline' || state === 'stopped' || connection.state === 'offline';
  return { waiting: isOld || isHeld ? pending : 0, toDecide: 0, refused };
}
