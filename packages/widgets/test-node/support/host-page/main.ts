// A page of somebody else with every element on it, on the simulated plant. What it is like, the address says:
// `?within=shadow` puts it into a shadow root, `?theme=`, `?dir=`, `?locale=` and `?provider=no` do what they say.
import { createNexus } from '@nexus-mfg/sdk';
import { SimulatedDataService } from '@nexus-mfg/sdk/simulated';
import * as widgets from '@nexus-mfg/widgets';
import type {} from '@nexus-mfg/widgets/define-all.js';

const asked = new URLSearchParams(location.search);
const violations: string[] = [];
const errors: string[] = [];
Object.assign(window, { violations, errors });
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
  violations.push(`${violatedDirective} ${blockedURI} ${sample}`);
});
addEventListener('error', ({ message }) => errors.push(message));
addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason)));

const data = new SimulatedDataService({ seed: 7, tickMs: 0, signedInAs: 'admin@alpenwerk.example' });
const nexus = createNexus({ data });
const [machine] = await nexus.machines.list();

widgets.defineAll();
document.documentElement.dir = asked.get('dir') ?? 'ltr';
const place = document.querySelector('main') ?? document.body;
const root = asked.get('within') === 'shadow' ? place.attachShadow({ mode: 'open' }) : place;
const provider = document.createElement('nexus-provider');
provider.nexus = nexus;
provider.theme = (asked.get('theme') ?? 'light') as widgets.ThemeName;
provider.locale = asked.get('locale') ?? 'en';
if (asked.get('provider') === 'no') widgets.setDefaultNexus(nexus);
else root.append(provider);
const parent = asked.get('provider') === 'no' ? root : provider;

const names = Object.values(widgets)
  .flatMap((each) => (typeof each === 'function' && 'baseName' in each ? [String(each.baseName)] : []))
  .filter((name) => name !== 'undefined' && name !== 'provider');
for (const name of names) {
  const element = document.createElement(`nexus-${name}`);
  element.setAttribute('machine-id', machine?.id ?? '');
  element.setAttribute('label', name);
  parent.append(element);
}
Object.assign(window, { names, place: parent, nexus, data });

/** Open shadow roots below, one after the other. */
function* rootsIn(node: ParentNode): Generator<ShadowRoot> {
  for (const element of node.querySelectorAll('*'))
    if (element.shadowRoot) {
      yield element.shadowRoot;
      yield* rootsIn(element.shadowRoot);
    }
}

/** Everything that elements draw, for tests to look through. */
function everything(): HTMLElement[] {
  return [...rootsIn(parent)].flatMap((each) => [...each.querySelectorAll<HTMLElement>('*')]);
}

async function frames(count: number): Promise<void> {
  for (let frame = 0; frame < count; frame += 1) await new Promise(requestAnimationFrame);
}

// Until nothing new is drawn any more.
let before = -1;
for (let round = 0; round < 40 && before !== everything().length; round += 1) {
  before = everything().length;
  await frames(10);
}
Object.assign(window, { everything, frames, isReady: true });
