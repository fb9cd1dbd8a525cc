// Everything in one file, for pages that may load from one address only. See docs/guides/cdn.md.
import { defineAll } from '../define/define-all.ts';
import { applyScriptSettings } from './script-settings.ts';

export { createNexus, isNexusError } from '@nexus-mfg/sdk';
export { setDefaultNexus } from '../context/default-nexus.ts';
export { linkViewToUrl } from '../view/link-view-to-url.ts';
export { createView } from '../view/view.ts';
export { defineAll };

defineAll({ prefix: applyScriptSettings(import.meta.url) });
