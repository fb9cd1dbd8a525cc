import { html, type TemplateResult } from 'lit';
import { NexusElement } from '../internal/nexus-element.ts';

/** @summary Not built yet. */
export class NexusTimeRange extends NexusElement {
  static readonly baseName: string = 'time-range';

  protected override render(): TemplateResult {
    return html``;
  }
}
