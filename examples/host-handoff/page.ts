import { createNexus } from '@nexus-mfg/sdk';
import '@nexus-mfg/widgets/define/provider.js';
import '@nexus-mfg/widgets/define/machine-grid.js';
import '@nexus-mfg/widgets/define/machine-detail.js';

const get = async (path: string) => (await fetch(path)).json();
const user = await get('/who');
const show = (selector: string): void => document.querySelector(selector)?.removeAttribute('hidden');

if (user === null) {
  show('#login');
  if (location.search === '?wrong') show('#wrong');
} else {
  const { url, publishableKey } = await get('/config.json');
  const provider = document.querySelector('nexus-provider');
  // Asked again whenever the session is about to end: the portal decides each time whether it still knows this person.
  if (provider)
    provider.nexus = createNexus({ url, publishableKey, getSession: () => get('/nexus-session') });
  const name = document.querySelector('#name');
  if (name) name.textContent = user.name;
  show('#plant');
}
