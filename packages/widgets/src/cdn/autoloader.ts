import { define, type ElementClass } from '../internal/define.ts';

type Loaders = Readonly<Record<string, () => Promise<readonly ElementClass[]>>>;

/** How long a page may take to define an element of its own that begins as ours do. */
const GRACE_MS = 2000;

/**
 * Loads and registers each element when its tag turns up in the page. What an element shows inside itself comes with it,
 * so only roots that somebody else fills have to be watched.
 */
export class Autoloader {
  readonly #loaders: Loaders;
  readonly #prefix: string;
  readonly #asked: Set<string> = new Set();
  readonly #watched: WeakSet<Node> = new WeakSet();

  constructor(loaders: Loaders, prefix: string) {
    this.#loaders = loaders;
    this.#prefix = prefix;
  }

  /** Also for what comes later. */
  watch(root: Document | ShadowRoot): void {
    if (this.#watched.has(root)) return;
    this.#watched.add(root);
    this.#search(root);
    new MutationObserver((records) => {
      for (const { addedNodes } of records)
        for (const node of addedNodes) {
          if (!(node instanceof Element)) continue;
          this.#meet(node);
          this.#search(node);
        }
    }).observe(root, { childList: true, subtree: true });
  }

  #search(root: ParentNode): void {
    for (const element of root.querySelectorAll(':not(:defined)')) this.#meet(element);
  }

  #meet({ localName }: Element): void {
    if (!localName.startsWith(`${this.#prefix}-`) || this.#asked.has(localName)) return;
    this.#asked.add(localName);
    if (customElements.get(localName)) return;
    const load = this.#loaders[localName.slice(this.#prefix.length + 1)];
    if (load === undefined) this.#reportUnknown(localName);
    else void this.#load(localName, load);
  }

  async #load(tag: string, load: () => Promise<readonly ElementClass[]>): Promise<void> {
    try {
      define(await load(), this.#prefix);
    } catch (error) {
      // A browser remembers a module that it could not get, so that asking again would bring the same.
      console.error(`[nexus] <${tag}> could not be loaded. Reloading the page tries again.`, error);
    }
  }

  #reportUnknown(tag: string): void {
    setTimeout(() => {
      if (customElements.get(tag)) return;
      const known = Object.keys(this.#loaders).map((name) => `<${this.#prefix}-${name}>`);
      console.warn(`[nexus] There is no <${tag}>. There are ${known.join(', ')}.`);
    }, GRACE_MS);
  }
}
