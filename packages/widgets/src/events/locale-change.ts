/**
 * A person chose a language in `<nexus-user-menu>`. `preventDefault()` keeps the menu from setting it on the provider.
 */
export class NexusLocaleChangeEvent extends Event {
  static readonly type = 'nexus-locale-change';
  /** BCP 47 tag. */
  readonly locale: string;

  constructor(locale: string) {
    super(NexusLocaleChangeEvent.type, { bubbles: true, composed: true, cancelable: true });
    this.locale = locale;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'nexus-locale-change': NexusLocaleChangeEvent;
  }
}
