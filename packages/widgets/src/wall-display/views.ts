/** Elements of the page that are no views. */
const NO_VIEWS = new Set(['TEMPLATE', 'SCRIPT', 'STYLE', 'LINK']);

/** The views of a display without children, in order. */
export const BUILT_IN = ['fleet', 'machines', 'worst'] as const;
export type BuiltInView = (typeof BUILT_IN)[number];

/** One view: an element of the page, or one that comes with the display. */
export interface WallView {
  readonly element?: HTMLElement;
  readonly builtIn?: BuiltInView;
  /** Time that it is shown, ms. */
  readonly durationMs: number;
}

/** The views of a display: its children; without any, those that come with it. */
export function viewsOf(host: HTMLElement, intervalMs: number): readonly WallView[] {
  const children = [...host.children].filter(
    (child): child is HTMLElement => child instanceof HTMLElement && !NO_VIEWS.has(child.tagName),
  );
  if (children.length === 0) return BUILT_IN.map((builtIn) => ({ builtIn, durationMs: intervalMs }));
  return children.map((element) => ({
    element,
    durationMs: Math.max(0, Number(element.dataset.seconds)) * 1_000 || intervalMs,
  }));
}
