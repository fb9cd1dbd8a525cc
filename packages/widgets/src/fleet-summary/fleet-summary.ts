import { html, type TemplateResult } from 'lit';
import { NexusElement } from '../internal/nexus-element.ts';

/** @summary Not built yet. */
export class NexusFleetSummary extends NexusElement {
  static readonly baseName: string = 'fleet-summary';

  protected override render(): TemplateResult {
    return html``;
  }
}
