import type { TimeRange } from '../view/view.ts';

/** A person chose another time range. */
export class NexusRangeChangeEvent extends Event {
  static readonly type = 'nexus-range-change';
  /** What was chosen: a window that ends now, or one that stands still. */
  readonly range: TimeRange;

  constructor(range: TimeRange) {
    super(NexusRangeChangeEvent.type, { bubbles: true, composed: true });
    this.range = range;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'nexus-range-change': NexusRangeChangeEvent;
  }
}
