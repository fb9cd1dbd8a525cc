// Made by `npm run manifest` from the sources of the elements: change those instead.

import type { EventName, ReactWebComponent } from '@lit/react';
import type { NexusSignInSuccessEvent } from '../events/sign-in-success.ts';
import type { NexusSsoStartEvent } from '../events/sso-start.ts';
import { NexusSignIn as Element } from '../sign-in/sign-in.ts';
import { wrap } from './wrap.ts';

type Events = {
  onNexusSignInSuccess: EventName<NexusSignInSuccessEvent>;
  onNexusSsoStart: EventName<NexusSsoStartEvent>;
};

/**
 * `<nexus-sign-in>` as a component for React 18.
 *
 * Sign-in by password, mailed link or code, or the company's identity provider. Shows its slot once somebody is signed in.
 */
export const NexusSignIn: ReactWebComponent<Element, Events> = /* @__PURE__ */ wrap<Element, Events>(
  Element,
  { onNexusSignInSuccess: 'nexus-sign-in-success', onNexusSsoStart: 'nexus-sso-start' },
  [],
);
