/**
 * A person wants to delete files. Cancelable: `preventDefault()` leaves them, for pages that ask first. Nothing has been
 * sent yet: the person can still undo it.
 */
export class NexusFileDeleteEvent extends Event {
  static readonly type = 'nexus-file-delete';
  /** UUIDs of the documents or quality images. */
  readonly fileIds: readonly string[];

  constructor(fileIds: readonly string[]) {
    super(NexusFileDeleteEvent.type, { bubbles: true, composed: true, cancelable: true });
    this.fileIds = fileIds;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'nexus-file-delete': NexusFileDeleteEvent;
  }
}
