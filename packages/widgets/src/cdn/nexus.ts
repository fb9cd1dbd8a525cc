// What a page without a build loads: brings each element when its tag turns up. See docs/guides/cdn.md.
import type { DefineAllOptions } from '../define/define-all.ts';
import { Autoloader } from './autoloader.ts';
import { LOADERS } from './loaders.ts';
import { applyScriptSettings } from './script-settings.ts';

export { createNexus, isNexusError } from '@nexus-mfg/sdk';
export { setDefaultNexus } from '../context/default-nexus.ts';
export { linkViewToUrl } from '../view/link-view-to-url.ts';
export { createView } from '../view/view.ts';

const autoloader = new Autoloader(LOADERS, applyScriptSettings(import.meta.url));
autoloader.watch(document);

/** Loads what turns up in a shadow root of the page's own, too. */
export function watch(root: Document | ShadowRoot): void {
  autoloader.watch(root);
}

/** Loads and registers every element at once. */
export async function defineAll(options?: DefineAllOptions): Promise<void> {
  const all = await import('../define/define-all.ts');
  all.defineAll(options);
}
