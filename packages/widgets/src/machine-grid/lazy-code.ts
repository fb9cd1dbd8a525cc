import { LazyCode } from './lazy-part.ts';

/** What tiles by name do not need: the table, other orders, groups, their panel, selecting several, rare states. */
export type GridExtras = typeof import('./extras.ts');

/** Fetched when a page or a person first asks for any of it. */
export const EXTRAS: LazyCode<GridExtras> = new LazyCode(() => import('./extras.ts'));

/** The floor plan. */
export const PLAN: LazyCode<typeof import('./plan-view.ts')> = new LazyCode(() => import('./plan-view.ts'));

/** What tells screen readers that something happened, with the first thing that does. */
export const NEWS: LazyCode<typeof import('./grid-news.ts')> = new LazyCode(() => import('./grid-news.ts'));

/** Gives an element the styles of the extras. */
export function adoptExtras(root: ShadowRoot | null, { styles }: GridExtras): void {
  root?.adoptedStyleSheets.push(...styles.flatMap(({ styleSheet }) => styleSheet ?? []));
}
