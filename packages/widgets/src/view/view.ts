import { tell } from '../internal/tell-all.ts';
import { checkView } from './check-view.ts';

/** A window of time: one that ends now and moves on, or one that stands still. Epoch ms. */
export type TimeRange = { readonly lastMs: number } | { readonly from: number; readonly to: number };

/** What people look at, shared by the elements of a provider and by the page. */
export interface ViewState {
  /** Null: each element shows its own default. */
  readonly range: TimeRange | null;
  /** Moment under the pointer or the keyboard cursor in some chart, epoch ms; null when there is none. */
  readonly cursor: number | null;
  /** The selected machine; empty for none. */
  readonly machineId: string;
}

/**
 * What is looked at, as one observable: elements follow it and write to it, the page reads and drives it.
 *
 * @example
 * const view = createView({ range: { lastMs: 8 * 3_600_000 } });
 * provider.view = view;
 * view.subscribe(({ machineId }) => showOrderOf(machineId));
 * view.set({ machineId: '5f0c…' });
 */
export interface View {
  readonly value: ViewState;
  /** Changes part of it. A change that changes nothing tells nobody. Throws RangeError for a value that cannot be. */
  set(change: Partial<ViewState>): void;
  /** Calls `listener` at each change, not for the present state. Returns the unsubscribe function. */
  subscribe(listener: (state: ViewState) => void): () => void;
}

/** @throws RangeError when a range is empty, endless or backwards, or when the cursor is no time. */
export function createView(initial: Partial<ViewState> = {}): View {
  checkView(initial);
  let state: ViewState = merge({ range: null, cursor: null, machineId: '' }, initial);
  const listeners = new Set<(state: ViewState) => void>();
  return {
    get value() {
      return state;
    },
    set(change) {
      checkView(change);
      const next = merge(state, change);
      if (next.range === state.range && next.cursor === state.cursor && next.machineId === state.machineId)
        return;
      state = next;
      // A listener that changes the view has told everybody of it by the time that the others are reached: what they
      // hear last has to be what is.
      for (const listener of [...listeners])
        if (state === next && listeners.has(listener)) tell(listener, next);
    },
    subscribe(listener) {
      // Of its own, so that who subscribes twice hears twice and can stop each.
      const own = (heard: ViewState): void => listener(heard);
      listeners.add(own);
      return () => listeners.delete(own);
    },
  };
}

/** Pages without types may hand over `undefined` for what they do not mean to change. */
function merge(state: ViewState, { range, cursor, machineId }: Partial<ViewState>): ViewState {
  return {
    range: range === undefined || sameRange(range, state.range) ? state.range : range,
    cursor: cursor === undefined ? state.cursor : cursor,
    machineId: machineId ?? state.machineId,
  };
}

/** Whether two ranges are the same window. */
export function sameRange(a: TimeRange | null, b: TimeRange | null): boolean {
  if (a === null || b === null) return a === b;
  if ('lastMs' in a) return 'lastMs' in b && a.lastMs === b.lastMs;
  return 'from' in b && a.from === b.from && a.to === b.to;
}
