// Made by `npm run manifest` from the sources of the elements: change those instead.

import type { ReactWebComponent } from '@lit/react';
import { NexusHealthGauge as Element } from '../health-gauge/health-gauge.ts';
import { wrap } from './wrap.ts';

type Events = Record<never, never>;

/**
 * `<nexus-health-gauge>` as a component for React 18.
 *
 * A machine's health from 0 to 100 as an arc, a figure and a word, with the parts that explain it.
 */
export const NexusHealthGauge: ReactWebComponent<Element, Events> = /* @__PURE__ */ wrap<Element, Events>(
  Element,
  {},
  [],
);
