// Made by `npm run manifest` from the sources of the elements: change those instead.

import type { ReactWebComponent } from '@lit/react';
import { NexusProvider as Element } from '../provider/provider.ts';
import { wrap } from './wrap.ts';

type Events = Record<never, never>;

/**
 * `<nexus-provider>` as a component for React 18.
 *
 * Gives the elements inside it a Nexus instance, the tenant's brand, a language and a common view.
 */
export const NexusProvider: ReactWebComponent<Element, Events> = /* @__PURE__ */ wrap<Element, Events>(
  Element,
  {},
  [],
);
