import { html, type TemplateResult } from 'lit';
import { NexusElement } from '../internal/nexus-element.ts';

/** @summary Not built yet. */
export class NexusDocumentLibrary extends NexusElement {
  static readonly baseName: string = 'document-library';

  protected override render(): TemplateResult {
    return html``;
  }
}
