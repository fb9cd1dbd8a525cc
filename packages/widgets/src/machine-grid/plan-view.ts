import type { Machine } from '@nexus-mfg/sdk';
import type { TemplateResult } from 'lit';
import { html, type StaticValue } from 'lit/static-html.js';
import type { NexusMachineSelectEvent } from '../events/machine-select.ts';
import { NexusFloorPlan } from '../floor-plan/floor-plan.ts';
import { define } from '../internal/define.ts';
import type { NexusMachineGrid } from './machine-grid.ts';

/** What the plan shows, and what it asks for. */
export interface PlanView {
  readonly tag: StaticValue;
  readonly grid: Pick<NexusMachineGrid, 'selectedIds' | 'planImage' | 'planColumns' | 'planRows'>;
  readonly label: string;
  readonly machines: readonly Machine[];
  /** False when it may not be selected. */
  choose(machineId: string): boolean;
}

const prefixes = new Set<string>();

/** Makes the tag of the floor plan known, where it is not. */
function definePlan(prefix: string): void {
  if (prefixes.has(prefix)) return;
  prefixes.add(prefix);
  define([NexusFloorPlan], prefix);
}

/** The machines where they stand. Not linked to what the neighbours look at: the grid around it is. */
export function planView(prefix: string, { tag, grid, label, machines, choose }: PlanView): TemplateResult {
  definePlan(prefix);
  const handleSelect = (event: NexusMachineSelectEvent): void => {
    event.stopPropagation();
    if (!choose(event.machineId)) event.preventDefault();
  };
  return html`<${tag} class="plan" part="plan" unlinked .label=${label} .machines=${machines} .selectedIds=${grid.selectedIds}
    .planImage=${grid.planImage} .planColumns=${grid.planColumns} .planRows=${grid.planRows}
    @nexus-machine-select=${handleSelect}></${tag}>`;
}
