// Made by `npm run manifest` from the sources of the elements: change those instead.

import type { EventName, ReactWebComponent } from '@lit/react';
import { NexusDocumentLibrary as Element } from '../document-library/document-library.ts';
import type { NexusFileDeleteEvent } from '../events/file-delete.ts';
import type { NexusFileOpenEvent } from '../events/file-open.ts';
import type { NexusFileUploadEvent } from '../events/file-upload.ts';
import { wrap } from './wrap.ts';

type Events = {
  onNexusFileOpen: EventName<NexusFileOpenEvent>;
  onNexusFileUpload: EventName<NexusFileUploadEvent>;
  onNexusFileDelete: EventName<NexusFileDeleteEvent>;
};

/**
 * `<nexus-document-library>` as a component for React 18.
 *
 * The company's documents: find, look at, upload, rename and delete them.
 */
export const NexusDocumentLibrary: ReactWebComponent<Element, Events> = /* @__PURE__ */ wrap<Element, Events>(
  Element,
  {
    onNexusFileOpen: 'nexus-file-open',
    onNexusFileUpload: 'nexus-file-upload',
    onNexusFileDelete: 'nexus-file-delete',
  },
  [],
);
