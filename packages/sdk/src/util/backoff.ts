/** Grows from `firstMs` by doubling to `capMs`; the random half keeps many clients from coming back in step. */
export function backoffMs(
  attempt: number,
  firstMs: number,
  capMs: number,
  random: () => number = Math.random,
): number {
  const full = Math.min(capMs, firstMs * 2 ** Math.min(Math.max(0, attempt - 1), 30));
  return Math.round(full / 2 + (full / 2) * random());
}
