/** A person chose another time zone. */
export class NexusTimeZoneChangeEvent extends Event {
  static readonly type = 'nexus-time-zone-change';
  /** IANA name, for example `Europe/Berlin`; empty for the browser's own. */
  readonly timeZone: string;

  constructor(timeZone: string) {
    super(NexusTimeZoneChangeEvent.type, { bubbles: true, composed: true });
    this.timeZone = timeZone;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'nexus-time-zone-change': NexusTimeZoneChangeEvent;
  }
}
