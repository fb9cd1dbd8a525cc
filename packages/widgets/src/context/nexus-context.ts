import { type Context, ContextRoot, createContext } from '@lit/context';
import type { Nexus } from '@nexus-mfg/sdk';

/** Key under which a provider hands its instance down. `Symbol.for`: the same in every copy on the page. */
export const nexusContext: Context<symbol, Nexus | undefined> = createContext<Nexus | undefined, symbol>(
  Symbol.for('nexus-mfg.nexus'),
);

let attached = false;

/** Lets elements that are on the page before their provider find it once it comes. Called at the first connect. */
export function awaitLateProviders(): void {
  if (attached) return;
  attached = true;
  new ContextRoot().attach(document.documentElement);
}
