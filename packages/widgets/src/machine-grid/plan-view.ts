import type { Machine } from '@nexus-mfg/sdk';
import type { TemplateResult } from 'lit';
import { html, type StaticValue } from 'lit/static-html.js';
import type { NexusMachineSelectEvent } from '../events/machine-select.ts';
import { NexusFloorPlan } from '../floor-plan/floor-plan.ts';
import { define } from '../internal/define.ts';

/** What the plan shows, and what it asks for. */
export interface PlanView {
  readonly label: string;
  readonly machines: readonly Machine[];
  readonly selectedIds: readonly string[];
  readonly planImage: string;
  readonly planColumns: number;
  readonly planRows: number;
  onSelect(event: NexusMachineSelectEvent): void;
}

const prefixes = new Set<string>();

/** Makes the tag of the floor plan known, where it is not. */
export function definePlan(prefix: string): void {
  if (prefixes.has(prefix)) return;
  prefixes.add(prefix);
  define([NexusFloorPlan], prefix);
}

/** The machines where they stand. Not linked to what the neighbours look at: the grid around it is. */
export function planView(tag: StaticValue, view: PlanView): TemplateResult {
  return html`<${tag} class="plan" part="plan" unlinked .label=${view.label} .machines=${view.machines} .selectedIds=${view.selectedIds}
    .planImage=${view.planImage} .planColumns=${view.planColumns} .planRows=${view.planRows}
    @nexus-machine-select=${view.onSelect}></${tag}>`;
}
