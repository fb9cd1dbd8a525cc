import { SparePart } from './spare-part.ts';

type Of<P> = P extends SparePart<infer T> ? T : never;

/** What people do with a chart: keys, gestures, menu. Fetched as somebody comes near it. */
export const handsPart: SparePart<typeof import('./hands.ts')> = new SparePart(() => import('./hands.ts'));

/** Limits and annotations. */
export const marksPart: SparePart<typeof import('./marks-parts.ts')> = new SparePart(
  () => import('./marks-parts.ts'),
);
export type MarksPart = Of<typeof marksPart>;

/** The period that a chart is compared with. */
export const formerPart: SparePart<typeof import('./former-parts.ts')> = new SparePart(
  () => import('./former-parts.ts'),
);
export type FormerPart = Of<typeof formerPart>;

/** A page's own readings. */
export const plainPart: SparePart<typeof import('./plain-data.ts')> = new SparePart(
  () => import('./plain-data.ts'),
);
