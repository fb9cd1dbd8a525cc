import type { Reading } from '@nexus-mfg/sdk';

/** One way of keeping readings in a browser until they have been sent. `temperature` is the number of a reading. */
export interface Adapter {
  /** Resolves once the readings are stored. */
  enqueue(readings: readonly Reading[]): Promise<void>;
  /** Takes out the oldest, at most `max`, as one does after the server has accepted them. Answers them in order. */
  take?(max: number): Promise<readonly Reading[]>;
  /** Takes out everything, for what empties itself. */
  takeAll?(): Promise<readonly Reading[]>;
  count(): Promise<number>;
  close(): Promise<void>;
}

/** Opens an adapter on what it kept before, which may be nothing. */
export type OpenAdapter = (name: string) => Promise<Adapter>;
