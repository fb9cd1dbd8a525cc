import { html, type TemplateResult } from 'lit';
import { NexusElement } from '../internal/nexus-element.ts';

/** @summary Not built yet. */
export class NexusMachineDetail extends NexusElement {
  static readonly baseName: string = 'machine-detail';

  protected override render(): TemplateResult {
    return html``;
  }
}
