/**
 * A person opened a file to look at it. Cancelable: `preventDefault()` leaves it to the page to show the file.
 */
export class NexusFileOpenEvent extends Event {
  static readonly type = 'nexus-file-open';
  /** UUID of the document or quality image. */
  readonly fileId: string;

  constructor(fileId: string) {
    super(NexusFileOpenEvent.type, { bubbles: true, composed: true, cancelable: true });
    this.fileId = fileId;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'nexus-file-open': NexusFileOpenEvent;
  }
}
