/** A file that a person gave has arrived at the server. */
export class NexusFileUploadEvent extends Event {
  static readonly type = 'nexus-file-upload';
  /** UUID of the document or quality image. */
  readonly fileId: string;

  constructor(fileId: string) {
    super(NexusFileUploadEvent.type, { bubbles: true, composed: true });
    this.fileId = fileId;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'nexus-file-upload': NexusFileUploadEvent;
  }
}
