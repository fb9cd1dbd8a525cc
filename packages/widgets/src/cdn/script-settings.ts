import { createNexus } from '@nexus-mfg/sdk';
import { setDefaultNexus } from '../context/default-nexus.ts';

/**
 * Reads what the page says on the script's own tag: `data-prefix`, and with `data-url` and `data-publishable-key` the
 * instance that elements outside any provider work with.
 *
 * @returns the prefix of the tags
 */
export function applyScriptSettings(moduleUrl: string): string {
  const script = [...document.scripts].find(({ src }) => src === moduleUrl);
  const { prefix = 'nexus', url, publishableKey } = script?.dataset ?? {};
  if (url && publishableKey) setDefaultNexus(createNexus({ url, publishableKey }));
  return prefix;
}
