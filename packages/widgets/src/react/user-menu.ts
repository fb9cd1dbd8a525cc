// Made by `npm run manifest` from the sources of the elements: change those instead.

import type { EventName, ReactWebComponent } from '@lit/react';
import type { NexusLocaleChangeEvent } from '../events/locale-change.ts';
import type { NexusSignOutEvent } from '../events/sign-out.ts';
import type { NexusThemeChangeEvent } from '../events/theme-change.ts';
import { NexusUserMenu as Element } from '../user-menu/user-menu.ts';
import { wrap } from './wrap.ts';

type Events = {
  onNexusThemeChange: EventName<NexusThemeChangeEvent>;
  onNexusLocaleChange: EventName<NexusLocaleChangeEvent>;
  onNexusSignOut: EventName<NexusSignOutEvent>;
};

/**
 * `<nexus-user-menu>` as a component for React 18.
 *
 * Who is signed in, to which company, what its plan has left, and the way out.
 */
export const NexusUserMenu: ReactWebComponent<Element, Events> = /* @__PURE__ */ wrap<Element, Events>(
  Element,
  {
    onNexusThemeChange: 'nexus-theme-change',
    onNexusLocaleChange: 'nexus-locale-change',
    onNexusSignOut: 'nexus-sign-out',
  },
  [],
);
