// Made by `npm run manifest` from the sources of the elements: change those instead.

import type { EventName, ReactWebComponent } from '@lit/react';
import type { NexusFileDeleteEvent } from '../events/file-delete.ts';
import type { NexusFileOpenEvent } from '../events/file-open.ts';
import type { NexusFileUploadEvent } from '../events/file-upload.ts';
import { NexusQualityGallery as Element } from '../quality-gallery/quality-gallery.ts';
import { wrap } from './wrap.ts';

type Events = {
  onNexusFileOpen: EventName<NexusFileOpenEvent>;
  onNexusFileUpload: EventName<NexusFileUploadEvent>;
  onNexusFileDelete: EventName<NexusFileDeleteEvent>;
};

/**
 * `<nexus-quality-gallery>` as a component for React 18.
 *
 * Pictures of parts with what their inspection found.
 */
export const NexusQualityGallery: ReactWebComponent<Element, Events> = /* @__PURE__ */ wrap<Element, Events>(
  Element,
  {
    onNexusFileOpen: 'nexus-file-open',
    onNexusFileUpload: 'nexus-file-upload',
    onNexusFileDelete: 'nexus-file-delete',
  },
  [],
);
