import { LazyCode } from './lazy-part.ts';

/** What draws rows, the heads of groups, and the panel. */
export type GridExtras = typeof import('./extras.ts');

/** What tiles without groups do not need. */
export const EXTRAS: LazyCode<GridExtras> = new LazyCode(() => import('./extras.ts'));

/** The floor plan. */
export const PLAN: LazyCode<typeof import('./plan-view.ts')> = new LazyCode(() => import('./plan-view.ts'));

/** Gives an element the styles of the extras. */
export function adoptExtras(root: ShadowRoot | null, { styles }: GridExtras): void {
  root?.adoptedStyleSheets.push(...styles.flatMap(({ styleSheet }) => styleSheet ?? []));
}
