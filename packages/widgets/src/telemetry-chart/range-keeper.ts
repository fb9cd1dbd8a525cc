import type { ViewController } from '../controllers/view-controller.ts';
import { NexusRangeChangeEvent } from '../events/range-change.ts';
import type { NexusElement } from '../internal/nexus-element.ts';
import { asRange } from '../time-range/checked.ts';
import { sameRange, type TimeRange } from '../view/view.ts';

/** The range when neither the element nor its neighbours have one. */
const LAST_HOUR: TimeRange = { lastMs: 3_600_000 };
/** Steps that lead back. */
const MOST_STEPS = 50;

interface RangeHost extends NexusElement {
  range: TimeRange | undefined;
}

/** The range that a chart shows, and the way back through the ones that a person zoomed from. */
export class RangeKeeper {
  readonly #host: RangeHost;
  readonly #view: ViewController;
  #steps: TimeRange[] = [];
  /** What the last step led to: from any other range there is no way back. */
  #reached: TimeRange | null = null;

  readonly #fallback: () => TimeRange | undefined;

  /** @param fallback - What is shown while nobody has chosen; undefined for the last hour. */
  constructor(host: RangeHost, view: ViewController, fallback: () => TimeRange | undefined) {
    this.#host = host;
    this.#view = view;
    this.#fallback = fallback;
  }

  /** The element's own, else what the neighbours look at, else the last hour. */
  get current(): TimeRange {
    return this.#chosen ?? this.#fallback() ?? LAST_HOUR;
  }

  /** Somebody chose it, or it is the last hour. */
  get isChosen(): boolean {
    return this.#chosen !== null || this.#fallback() === undefined;
  }

  get #chosen(): TimeRange | null {
    return asRange(this.#host.range) ?? this.#view.state?.range ?? null;
  }

  get isZoomed(): boolean {
    return this.#steps.length > 0 && sameRange(this.#reached, this.current);
  }

  /** A person's choice: a range of its own right, from which nothing leads back. */
  choose(range: TimeRange): void {
    if (sameRange(range, this.current)) return;
    this.#steps = [];
    this.#apply(range);
  }

  /** A person's step from the range that is shown. */
  step(range: TimeRange): void {
    const before = this.current;
    if (sameRange(range, before)) return;
    const steps = this.isZoomed ? this.#steps : [];
    this.#steps = [...steps, before].slice(-MOST_STEPS);
    this.#apply(range);
  }

  /** The range before the last step. */
  back(): void {
    const before = this.isZoomed ? this.#steps.pop() : undefined;
    if (before !== undefined) this.#apply(before);
  }

  /** The range before the first step. */
  reset(): void {
    const first = this.isZoomed ? this.#steps[0] : undefined;
    if (first === undefined) return;
    this.#steps = [];
    this.#apply(first);
  }

  #apply(range: TimeRange): void {
    this.#reached = range;
    if (this.#host.range !== undefined || !this.#view.set({ range })) this.#host.range = range;
    this.#host.requestUpdate();
    this.#host.dispatchEvent(new NexusRangeChangeEvent(range));
  }
}
