import type { ChartAnnotation, ChartThreshold } from '../chart/chart-model.ts';
import { adoptSheet } from '../internal/adopt-sheet.ts';
import type { NexusElement } from '../internal/nexus-element.ts';
import { type Comparison, isCompared } from './compare.ts';
import { type FormerPart, formerPart, type MarksPart, marksPart } from './parts.ts';

interface PartsHost extends NexusElement {
  readonly compare: Comparison;
  readonly thresholds: readonly ChartThreshold[];
  readonly annotations: readonly ChartAnnotation[];
}

/** What few charts need, where one chart needs it and it is here. */
export class ChartParts {
  readonly #host: PartsHost;
  readonly #onChange: () => void;
  #former: FormerPart | undefined;
  #marks: MarksPart | undefined;
  #isMissing = false;

  /** @param onChange - Called when what was asked for has come or failed. */
  constructor(host: PartsHost, onChange: () => void) {
    this.#host = host;
    this.#onChange = onChange;
  }

  /** The period that it is compared with. */
  get former(): FormerPart | undefined {
    return this.#former;
  }

  /** Limits and annotations. */
  get marks(): MarksPart | undefined {
    return this.#marks;
  }

  /** Something that this chart needs did not load. */
  get isMissing(): boolean {
    return this.#isMissing;
  }

  /** Before the chart is drawn: looks what it needs now. Says whether that is something else than before. */
  settle(): boolean {
    const before = [this.#former, this.#marks];
    const { compare, thresholds, annotations, renderRoot } = this.#host;
    const [needsFormer, needsMarks] = [isCompared(compare), thresholds.length + annotations.length > 0];
    this.#former = needsFormer ? formerPart.get(this.#onChange) : undefined;
    this.#marks = needsMarks ? marksPart.get(this.#onChange) : undefined;
    this.#isMissing = (needsFormer && formerPart.hasFailed) || (needsMarks && marksPart.hasFailed);
    if (this.#former) adoptSheet(renderRoot, this.#former.formerStyles);
    if (this.#marks) adoptSheet(renderRoot, this.#marks.notesStyles);
    return before[0] !== this.#former || before[1] !== this.#marks;
  }

  /** The next drawing asks for what did not load again. */
  retry(): void {
    formerPart.retry();
    marksPart.retry();
  }

  /** The chart leaves the page. */
  close(): void {
    formerPart.forget(this.#onChange);
    marksPart.forget(this.#onChange);
  }
}
