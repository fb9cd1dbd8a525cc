import type { Nexus } from '@nexus-mfg/sdk';
import { tellAll } from '../internal/tell-all.ts';
import { createView, type View } from '../view/view.ts';
import type { Provided } from './nexus-context.ts';

interface Shared {
  provided: Provided | undefined;
  readonly listeners: Set<() => void>;
}

/** One for all copies of the library on the page, as the context of the providers is. */
const KEY = Symbol.for('nexus-mfg.default');
const page = globalThis as { [KEY]?: Shared };

function shared(): Shared {
  page[KEY] ??= { provided: undefined, listeners: new Set() };
  return page[KEY];
}

/**
 * Gives an instance to every element that stands outside any provider and has none of its own, also to those on the
 * page already. They share one view. An element's own `nexus`, then a provider's, come before it.
 *
 * @param nexus - Undefined takes it away again.
 * @param view - Default: the one that this instance was given with, else a new one.
 * @example
 * setDefaultNexus(createNexus({ url, publishableKey }));
 */
export function setDefaultNexus(nexus: Nexus | undefined, view?: View): void {
  const page = shared();
  const former = page.provided;
  // What is looked at belongs to the machines of one instance.
  const kept = former?.nexus === nexus ? former?.view : undefined;
  page.provided = nexus === undefined ? undefined : { nexus, view: view ?? kept ?? createView() };
  tellAll(page.listeners);
}

/** What `setDefaultNexus` has given. */
export function defaultProvided(): Provided | undefined {
  return shared().provided;
}

/** Calls `listener` at each change of the default. Returns how to stop it. */
export function onDefaultNexus(listener: () => void): () => void {
  const { listeners } = shared();
  listeners.add(listener);
  return () => listeners.delete(listener);
}
