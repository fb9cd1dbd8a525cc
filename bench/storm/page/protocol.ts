import type { BufferStatus } from '@nexus-mfg/sdk';
import type { Plant, TabName } from '../readings.ts';

/** How a page records: through the SDK's buffer, or through a list in memory that is sent again until it is taken. */
const WAYS = ['buffer', 'memory'] as const;
export type Way = (typeof WAYS)[number];

/** What a page is told when it opens. */
export interface PageSetting {
  tab: TabName;
  way: Way;
  url: string;
  publishableKey: string;
  plant: Plant;
  /** The machine that is there to be renamed. */
  editedMachine: string;
  /** Whether it listens to the machines, as a dashboard does. */
  isLive: boolean;
}

/** Readings to record: from a number on, so many of them, in so many calls at once. */
export interface Order {
  from: number;
  count: number;
  calls: number;
  /** Whether the page freezes in the very step in which it hears that they are safe, for good. */
  thenFreezes: boolean;
}

/** What the page calls outside. */
export interface StormHost {
  setting(): Promise<PageSetting>;
  /** The next readings to record; null when there are no more. */
  next(): Promise<Order | null>;
  /** Every reading before this number is safe: `record()` has resolved. */
  acknowledge(before: number): Promise<void>;
  /** A call of the SDK rejected. */
  rejected(code: string, message: string): Promise<void>;
}

/** What is called in the page. */
export interface StormPage {
  signIn(email: string, password: string): Promise<void>;
  /** Whose session it is; null when there is none, undefined when it is not known yet. */
  userId(): string | null | undefined;
  status(): BufferStatus;
  /** How many readings and edits wait. */
  waiting(): number;
  /** Asks the server for a new token. */
  renew(): Promise<void>;
  /** Renames the machine that is there to be edited. */
  rename(name: string): Promise<void>;
}
