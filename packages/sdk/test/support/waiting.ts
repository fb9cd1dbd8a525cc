import assert from 'node:assert/strict';
import type { LiveEvent } from '../../src/data/data-service.ts';
import { isNexusError, type NexusError, type NexusErrorCode } from '../../src/errors/nexus-error.ts';

export { until } from './waiting-anywhere.ts';

/** Everything that a callback was called with, and a way to wait for a call. */
export class Recorder<T> {
  readonly calls: T[] = [];
  readonly #waiting: Set<() => void> = new Set();

  readonly listen = (value: T): void => {
    this.calls.push(value);
    for (const look of [...this.#waiting]) look();
  };

  get last(): T | undefined {
    return this.calls.at(-1);
  }

  /** The first call, from `from` on, that `accepts` takes; past ones count. */
  next(accepts: (value: T) => boolean = () => true, from: number = 0, timeoutMs: number = 5_000): Promise<T> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = this.calls.slice(from).find(accepts);
        if (found === undefined) return;
        this.#waiting.delete(look);
        clearTimeout(timer);
        resolve(found);
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(look);
        const seen = JSON.stringify(this.calls.slice(from))?.slice(0, 600);
        reject(new Error(`Waited ${timeoutMs} ms in vain; heard ${this.calls.length - from}: ${seen}`));
      }, timeoutMs);
      this.#waiting.add(look);
      look();
    });
  }
}

/** The event of one type that also passes `accepts`. */
export function isEvent<K extends LiveEvent['type']>(
  type: K,
  accepts: (event: Extract<LiveEvent, { type: K }>) => boolean = () => true,
): (event: LiveEvent) => boolean {
  return (event) => event.type === type && accepts(event as Extract<LiveEvent, { type: K }>);
}

type MachinesWritten = Extract<LiveEvent, { type: 'machines'; change: 'insert' | 'update' }>;

/** The event of a new or changed machine that also passes `accepts`. */
export function isChange(
  machineId: string,
  accepts: (event: MachinesWritten) => boolean = () => true,
): (event: LiveEvent) => boolean {
  return (event) =>
    event.type === 'machines' &&
    event.change !== 'delete' &&
    event.machines.some(({ id }) => id === machineId) &&
    accepts(event);
}

/** Asserts that the promise rejects with a NexusError of one of these codes that says what, and returns it. */
export async function rejectsWith(
  promise: Promise<unknown>,
  ...codes: NexusErrorCode[]
): Promise<NexusError> {
  let rejection: NexusError | undefined;
  await assert.rejects(promise, (error: unknown) => {
    assert.ok(isNexusError(error), `not a NexusError: ${String(error)}`);
    assert.ok(codes.includes(error.code), `${error.code} is none of ${codes.join(', ')}: ${error.message}`);
    assert.ok(error.message.length > 10, 'the message says what failed');
    rejection = error;
    return true;
  });
  return rejection as NexusError;
}
