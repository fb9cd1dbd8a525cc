import { html, type TemplateResult } from 'lit';
import { NexusElement } from '../internal/nexus-element.ts';

/** @summary Not built yet. */
export class NexusFloorPlan extends NexusElement {
  static readonly baseName: string = 'floor-plan';

  protected override render(): TemplateResult {
    return html``;
  }
}
