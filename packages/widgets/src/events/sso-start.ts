/**
 * A person is about to leave for the sign-in page of the company's identity provider. `preventDefault()` keeps
 * `<nexus-sign-in>` from going there; the page then opens `url` by itself.
 */
export class NexusSsoStartEvent extends Event {
  static readonly type = 'nexus-sso-start';
  /** Page of the identity provider. */
  readonly url: string;
  /** Domain of the address that the person entered. */
  readonly domain: string;

  constructor(url: string, domain: string) {
    super(NexusSsoStartEvent.type, { bubbles: true, composed: true, cancelable: true });
    this.url = url;
    this.domain = domain;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'nexus-sso-start': NexusSsoStartEvent;
  }
}
