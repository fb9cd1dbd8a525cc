import type { ChartModel } from '../chart/chart-model.ts';
import type { NexusElement } from '../internal/nexus-element.ts';
import type { ChartReader } from './chart-reader.ts';
import type { ChartStage } from './chart-stage.ts';
import type { RangeKeeper } from './range-keeper.ts';
import type { Window } from './window.ts';

/** What people's acts know of their chart, and do to it. */
export interface HandsHost {
  readonly element: NexusElement;
  readonly reader: ChartReader;
  readonly ranges: RangeKeeper;
  readonly stage: ChartStage | undefined;
  readonly model: ChartModel | undefined;
  /** Name of what is shown. */
  readonly name: string;
  /** Position of the point under the cursor; null for none in the window. */
  readonly cursor: number | null;
  /** What is shown now, epoch ms; also while a gesture lasts. */
  readonly window: Window;
  /** Puts the cursor on a time and keeps it there; null takes it away. */
  place(time: number | null): void;
  /** Shows another window for as long as a gesture lasts; null goes back. */
  preview(window: Window | null): void;
  /** Tells people who do not see it which range is shown now. */
  announceRange(): void;
  /** Says something to people who do not see it. */
  announce(text: string): void;
}
