/** A person chose another time range in a chart. */
export class NexusRangeChangeEvent extends Event {
  static readonly type = 'nexus-range-change';
  /** Length of the window that ends now. */
  readonly rangeMs: number;

  constructor(rangeMs: number) {
    super(NexusRangeChangeEvent.type, { bubbles: true, composed: true });
    this.rangeMs = rangeMs;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'nexus-range-change': NexusRangeChangeEvent;
  }
}
