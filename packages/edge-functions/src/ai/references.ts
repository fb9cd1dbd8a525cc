import type { Citation } from '../contract/index.ts';
import { visible } from './plain-text.ts';

/** Where something comes from, before it has a ref. */
export type Source = Omit<Citation, 'ref'>;

/** Nothing known but what is given. */
export function source(given: Partial<Source>): Source {
  return {
    machineId: null,
    machineName: null,
    metric: null,
    from: null,
    to: null,
    documentId: null,
    imageId: null,
    ...given,
  };
}

/** What the tools returned for one request: only this can be cited. */
export class References {
  readonly #citations = new Map<string, Citation>();
  readonly #refs = new Map<string, string>();
  /** Names of machines, whose numbers are no measurements. */
  readonly names: Set<string> = new Set();

  /** @returns `r1`, `r2`, …; the same for the same source */
  add(from: Source): string {
    const key = JSON.stringify(from);
    const known = this.#refs.get(key);
    if (known !== undefined) return known;
    const ref = `r${this.#citations.size + 1}`;
    this.#refs.set(key, ref);
    const machineName = from.machineName === null ? null : visible(from.machineName);
    this.#citations.set(ref, { ref, ...from, machineName });
    if (from.machineName) this.names.add(from.machineName);
    return ref;
  }

  find(ref: string): Citation | undefined {
    return this.#citations.get(ref);
  }
}
