import { html, type TemplateResult } from 'lit';
import { NexusElement } from '../internal/nexus-element.ts';

/** @summary Not built yet. */
export class NexusQualityGallery extends NexusElement {
  static readonly baseName: string = 'quality-gallery';

  protected override render(): TemplateResult {
    return html``;
  }
}
