// What Svelte checks in markup, as objects. Svelte lets tags pass that it does not know. How markup is compiled is in examples/svelte.
import type {} from '@nexus-mfg/widgets/types/svelte';
import type { SvelteHTMLElements } from 'svelte/elements';

export const grid: SvelteHTMLElements['nexus-machine-grid'] = {
  label: 'Presses',
  'no-toolbar': true,
  class: 'wide',
  'onnexus-machine-select': (event) => event.machineId.toUpperCase(),
};
export const gauge: SvelteHTMLElements['nexus-health-gauge'] = { value: 82, 'machine-id': 'm1' };

// @ts-expect-error: there is no such theme
export const wrongTheme: SvelteHTMLElements['nexus-provider'] = { theme: 'pink' };
// @ts-expect-error: a number is asked for
export const wrongValue: SvelteHTMLElements['nexus-health-gauge'] = { value: 'high' };
export const wrongEvent: SvelteHTMLElements['nexus-machine-grid'] = {
  // @ts-expect-error: the event has no such field
  'onnexus-machine-select': (event) => event.machine,
};
