import type { BufferStatus } from '@nexus-mfg/sdk';
import type { LedgerSums } from './ledger.ts';
import type { Holdings } from './plant.ts';

/** What was left of a storm. */
export interface StormReport {
  /** Readings whose `record()` resolved: all that were ordered. */
  acknowledged: number;
  /** Whether nothing waited any more at the end. */
  isDrained: boolean;
  /** What waited at the end, by tab. */
  waiting: number[];
  holdings: Holdings;
  ledger: LedgerSums;
  dropped: number;
  quarantined: number;
  statuses: BufferStatus[];
  /** Requests that record, whatever became of them. */
  requests: number;
  /** Requests for a new token. */
  renewals: number;
  /** Faults of single requests and weathers, with how often. */
  happened: Record<string, number>;
  /** What was done to tabs, with how often. */
  done: Record<string, number>;
  retryAfter: { kept: number; broken: string[] };
  /** Names that the SDK took for the edited machine, and those that the database logged. */
  edits: { expected: string[]; logged: string[] };
  /** Rejections of `record()`, by code, for each tab. */
  rejections: Record<string, number>[];
  uncaught: string[];
  seconds: number;
  drainSeconds: number;
}
