import { html, type TemplateResult } from 'lit';
import { NexusElement } from '../internal/nexus-element.ts';

/** @summary Not built yet. */
export class NexusUserMenu extends NexusElement {
  static readonly baseName: string = 'user-menu';

  protected override render(): TemplateResult {
    return html``;
  }
}
