import { isNexusError, type NexusErrorCode } from '../../src/errors/nexus-error.ts';

// For suites that run in Node and in a browser, where `node:assert` is not.

/** Fails unless both say the same as JSON; the order of fields does not matter. */
export function same(actual: unknown, expected: unknown, what: string = 'value'): void {
  const [is, shall] = [written(actual), written(expected)];
  if (is !== shall) throw new Error(`${what}: is ${cut(is)}, should be ${cut(shall)}`);
}

/** Fails unless it holds. */
export function holds(condition: boolean, what: string): void {
  if (!condition) throw new Error(`Does not hold: ${what}`);
}

/** Fails unless the promise rejects with a NexusError of this code, which it answers. */
export async function refuses(promise: Promise<unknown>, code: NexusErrorCode): Promise<Error> {
  const error: unknown = await promise.then(
    (value) => new Error(`resolved with ${cut(written(value))}`),
    (reason: unknown) => reason,
  );
  if (!isNexusError(error)) throw new Error(`should be refused with ${code}, but: ${String(error)}`);
  same(error.code, code, `code of "${error.message}"`);
  holds(Boolean(error.hint), `"${error.message}" has a hint`);
  return error;
}

function written(value: unknown): string {
  const sorted = (_: string, inner: unknown): unknown =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner;
  return JSON.stringify(value, sorted) ?? 'undefined';
}

function cut(text: string): string {
  return text.length > 600 ? `${text.slice(0, 600)}…` : text;
}
