import { html, type TemplateResult } from 'lit';
import { NexusElement } from '../internal/nexus-element.ts';

/** @summary Not built yet. */
export class NexusWallDisplay extends NexusElement {
  static readonly baseName: string = 'wall-display';

  protected override render(): TemplateResult {
    return html``;
  }
}
