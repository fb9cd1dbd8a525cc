import type { ChartModel } from '../chart/chart-model.ts';
import type { Words } from '../locale/words.ts';
import type { WindowAct } from './chart-keys.ts';

/** What the parts of a chart that are loaded on demand know of it. */
export interface ExtrasHost {
  readonly words: Words;
  readonly renderRoot: ParentNode;
  /** Name of what is shown. */
  readonly name: string;
  /** What can be asked of the window now. */
  readonly acts: readonly WindowAct[];
  act(act: WindowAct): void;
  /** What is shown in at most so many points; undefined while nothing is. */
  modelOf(columns: number): ChartModel | undefined;
  /** The readings behind it as CSV; undefined when there is nothing to read them from. */
  csv(signal: AbortSignal): ReadableStream<Uint8Array> | undefined;
  /** Says something to people who do not see it. */
  announce(text: string): void;
  requestUpdate(): void;
}
