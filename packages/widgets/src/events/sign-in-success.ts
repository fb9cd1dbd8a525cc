/** A person signed in through `<nexus-sign-in>`. */
export class NexusSignInSuccessEvent extends Event {
  static readonly type = 'nexus-sign-in-success';
  readonly userId: string;
  readonly email: string;

  constructor(userId: string, email: string) {
    super(NexusSignInSuccessEvent.type, { bubbles: true, composed: true });
    this.userId = userId;
    this.email = email;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'nexus-sign-in-success': NexusSignInSuccessEvent;
  }
}
