import type { Direction } from './nearest.ts';

/** A step to another mark. */
export type Step = { kind: 'step'; direction: Direction } | { kind: 'edge'; at: 0 | -1 };

/** What a key does on the plan. */
export type PlanAct =
  | Step
  | { kind: 'pan'; dx: number; dy: number }
  | { kind: 'zoom'; factor: number }
  | { kind: 'fit' }
  | { kind: 'hide' };

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};
const PAN_PX = 96;
export const ZOOM_STEP = 1.5;

/** What a key asks for; undefined for keys that are the page's. */
export function planKey({ key, shiftKey, ctrlKey, altKey, metaKey }: KeyboardEvent): PlanAct | undefined {
  if (ctrlKey || altKey || metaKey) return undefined;
  const direction = DIRECTIONS[key];
  if (direction !== undefined) return shiftKey ? pan(direction) : { kind: 'step', direction };
  switch (key) {
    case '+':
    case '=':
      return { kind: 'zoom', factor: ZOOM_STEP };
    case '-':
    case '_':
      return { kind: 'zoom', factor: 1 / ZOOM_STEP };
    case '0':
      return { kind: 'fit' };
    case 'Home':
      return { kind: 'edge', at: 0 };
    case 'End':
      return { kind: 'edge', at: -1 };
    case 'Escape':
      return { kind: 'hide' };
    default:
      return undefined;
  }
}

function pan(direction: Direction): PlanAct {
  const sign = direction === 'left' || direction === 'up' ? -1 : 1;
  const isAcross = direction === 'left' || direction === 'right';
  return { kind: 'pan', dx: isAcross ? sign * PAN_PX : 0, dy: isAcross ? 0 : sign * PAN_PX };
}
