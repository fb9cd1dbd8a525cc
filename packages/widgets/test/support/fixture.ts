/// <reference types="mocha" />
import { createNexus, type Nexus } from '@nexus-mfg/sdk';
import { SimulatedDataService, type SimulatedDataServiceOptions } from '@nexus-mfg/sdk/simulated';
import '../../src/define/all.ts';

const mounted: Element[] = [];
const open: Nexus[] = [];

afterEach(async () => {
  for (const element of mounted.splice(0)) element.remove();
  for (const nexus of open.splice(0)) await nexus.close();
});

export const ALPENWERK = 'admin@alpenwerk.example';
export const RIO_BRAVO = 'admin@rio-bravo.example';

/** Puts markup on the page until the test ends. */
export function mount(markup: string): HTMLElement {
  const host = document.createElement('div');
  host.innerHTML = markup;
  document.body.append(host);
  mounted.push(host);
  return host;
}

/** An element of the markup, by tag. */
export function first<K extends keyof HTMLElementTagNameMap>(
  root: ParentNode,
  tag: K,
): HTMLElementTagNameMap[K] {
  const element = root.querySelector(tag);
  if (!element) throw new Error(`There is no <${tag}>.`);
  return element;
}

export interface Plant {
  data: SimulatedDataService;
  nexus: Nexus;
}

/** A plant in memory whose time only `advance` moves, and an instance on it. */
export function plant(options: SimulatedDataServiceOptions = { signedInAs: ALPENWERK }): Plant {
  const data = new SimulatedDataService({ seed: 7, tickMs: 0, ...options });
  const nexus = createNexus({ data });
  open.push(nexus);
  return { data, nexus };
}

/** Markup inside a provider with an instance. */
export function mountWith(nexus: Nexus, markup: string): HTMLElement {
  const host = mount('<nexus-provider></nexus-provider>');
  const provider = first(host, 'nexus-provider');
  provider.nexus = nexus;
  provider.innerHTML = markup;
  return host;
}

export function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => resolve());
  });
}

/** Looks once a frame until there is something truthy; the test's own time-out ends a vain wait. */
export async function until<T>(look: () => T): Promise<NonNullable<T>> {
  for (;;) {
    const found = look();
    if (found) return found as NonNullable<T>;
    await nextFrame();
  }
}

/** What an element drew: its shadow root. */
export function shadow(element: Element): ShadowRoot {
  if (!element.shadowRoot) throw new Error(`<${element.localName}> has no shadow root.`);
  return element.shadowRoot;
}

/** Text of the shadow root with runs of white space as one space; the adopted styles are not part of it. */
export function textOf(element: Element): string {
  return (shadow(element).textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** The first match in the shadow root, once it is there. */
export function part<T extends Element = HTMLElement>(element: Element, selector: string): Promise<T> {
  return until(() => shadow(element).querySelector<T>(selector));
}
