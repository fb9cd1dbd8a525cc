// Made by `npm run manifest` from the sources of the elements: change those instead.

import type { ReactWebComponent } from '@lit/react';
import { NexusConnectionStatus as Element } from '../connection-status/connection-status.ts';
import { wrap } from './wrap.ts';

type Events = Record<never, never>;

/**
 * `<nexus-connection-status>` as a component for React 18.
 *
 * The live connection in shape and word, what waits on this device for the network, and what to do about it.
 */
export const NexusConnectionStatus: ReactWebComponent<Element, Events> = /* @__PURE__ */ wrap<
  Element,
  Events
>(Element, {}, []);
