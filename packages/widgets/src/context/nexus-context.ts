import { type Context, ContextRoot, createContext } from '@lit/context';
import type { Brand, Nexus } from '@nexus-mfg/sdk';
import type { View } from '../view/view.ts';

/** What a provider hands down: an instance, or why it has none. Neither while it is still looking. */
export interface Provided {
  nexus?: Nexus;
  /** In the shape of a NexusError. */
  error?: unknown;
  /** What the elements inside look at together. */
  view?: View;
  /** The tenant's brand as the provider shows it: name and logo are for elements that have a place for them. */
  brand?: Brand;
  /** BCP 47 tag; absent: the language of the page. */
  locale?: string;
}

/** Key under which a provider hands its instance down. `Symbol.for`: the same in every copy on the page. */
export const nexusContext: Context<symbol, Provided | undefined> = createContext<
  Provided | undefined,
  symbol
>(Symbol.for('nexus-mfg.nexus'));

let attached = false;

/** Lets elements that are on the page before their provider find it once it comes. Called at the first connect. */
export function awaitLateProviders(): void {
  if (attached) return;
  attached = true;
  new ContextRoot().attach(document.documentElement);
}
