import type { Machine } from '@nexus-mfg/sdk';
import { type GivenMachines, givenMachines, plainFleet } from '../../scenes/plain-fleet.ts';
import type { NexusMachineGrid } from '../../src/index.ts';
import { first, mountWith, part, plant, shadow } from './fixture.ts';

export interface GridOnPage extends Pick<GivenMachines, 'give'> {
  element: NexusMachineGrid;
  machines: Machine[];
}

/** A grid inside a provider, with `count` machines of all types and states that the test changes with `give`. */
export async function gridOf(count: number, attributes = ''): Promise<GridOnPage> {
  const machines = plainFleet(count);
  const { nexus, give } = givenMachines(plant().nexus, machines);
  const style = attributes.includes('style=') ? '' : 'style="height: 640px"';
  const element = first(
    mountWith(nexus, `<nexus-machine-grid ${style} ${attributes}></nexus-machine-grid>`),
    'nexus-machine-grid',
  );
  await part(element, '.name, .group, .plan, .state');
  return { element, machines, give };
}

/** Matches in the grid, in the order in which they are seen. */
export function seen(element: NexusMachineGrid, selector: string): HTMLElement[] {
  const found = [...shadow(element).querySelectorAll<HTMLElement>(selector)];
  const place = (one: HTMLElement): number => {
    const { top, left } = one.getBoundingClientRect();
    return Math.round(top) * 10_000 + left;
  };
  return found.sort((a, b) => place(a) - place(b));
}

/** Names of the machines that are drawn, in the order in which they are seen. */
export function namesOf(element: NexusMachineGrid): string[] {
  return seen(element, '.name').map((name) => name.textContent ?? '');
}

/** The stop that has focus: a machine's id, a cell of it, or the head of a group or column. */
export function focusedStop(element: NexusMachineGrid): string | undefined {
  return (shadow(element).activeElement as HTMLElement | null)?.dataset.stop;
}
