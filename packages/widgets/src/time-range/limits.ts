import type { Limits } from './draft.ts';

/** Where ranges have to lie, in epoch ms; without a latest of the page, now. */
export function limitsOf({ min, max }: { min?: number | undefined; max?: number | undefined }): Limits {
  return { min: timeOr(min, Number.NEGATIVE_INFINITY), max: timeOr(max, Date.now()) };
}

function timeOr(at: number | null | undefined, other: number): number {
  return at !== null && at !== undefined && Number.isFinite(at) ? at : other;
}
