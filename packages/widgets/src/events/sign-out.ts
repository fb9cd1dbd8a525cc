/**
 * A person is about to sign out by `<nexus-user-menu>`. `preventDefault()` keeps the menu from ending the session: the
 * page then does that itself.
 */
export class NexusSignOutEvent extends Event {
  static readonly type = 'nexus-sign-out';
  /** Readings and edits that wait on this device still. */
  readonly pending: number;

  constructor(pending: number) {
    super(NexusSignOutEvent.type, { bubbles: true, composed: true, cancelable: true });
    this.pending = pending;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'nexus-sign-out': NexusSignOutEvent;
  }
}
