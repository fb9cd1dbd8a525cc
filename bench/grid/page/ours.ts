import type { Machine, Nexus } from '@nexus-mfg/sdk';
import '../../../packages/widgets/src/define/machine-grid.ts';
import type { Adapter } from './adapter.ts';

/** `<nexus-machine-grid>` without its toolbar, which nobody else has. */
export function openOurs(
  layout: 'tiles' | 'rows',
  stage: HTMLElement,
  machines: readonly Machine[],
): Adapter {
  let current = machines;
  let tell: ((machines: readonly Machine[]) => void) | undefined;
  const grid = document.createElement('nexus-machine-grid');
  grid.noToolbar = true;
  grid.layout = layout;
  grid.style.cssText = 'block-size: 100%; max-block-size: none';
  grid.nexus = nexusOf((listener) => {
    tell = listener;
    listener(current);
  });
  stage.append(grid);
  return {
    scroller: () => grid.shadowRoot?.querySelector('.viewport'),
    isDrawn: () => (grid.shadowRoot?.querySelectorAll('.name').length ?? 0) >= 20,
    update: (next) => {
      current = next;
      tell?.(next);
    },
  };
}

/** As much of an instance as the grid asks for: what is measured is the element, not the SDK. */
function nexusOf(subscribe: (listener: (machines: readonly Machine[]) => void) => void): Nexus {
  const session = { current: { value: { userId: 'somebody' }, subscribe: () => () => {} } };
  return { session, machines: { subscribe } } as unknown as Nexus;
}
