import type { CSSResult } from 'lit';
import type { NexusElement } from './nexus-element.ts';

/** A download that failed is tried again after this long. */
const AGAIN_MS = 15_000;

/**
 * A part of an element that is not needed for its first drawing: fetched when it is first asked for, with styles of its
 * own. A download that failed is tried again by itself, because a display on a wall has nobody who presses a button; the
 * element has to say what matters without it.
 */
export class LateCode<T extends { readonly styles: CSSResult }> {
  readonly #host: NexusElement;
  readonly #load: () => Promise<T>;
  #code: T | undefined;
  #isAsked = false;

  constructor(host: NexusElement, load: () => Promise<T>) {
    this.#host = host;
    this.#load = load;
  }

  /** Undefined until it is there; the host is then drawn anew. */
  get code(): T | undefined {
    if (!this.#isAsked) void this.#fetch();
    return this.#code;
  }

  async #fetch(): Promise<void> {
    this.#isAsked = true;
    try {
      const code = await this.#load();
      const { styleSheet } = code.styles;
      if (styleSheet) this.#host.shadowRoot?.adoptedStyleSheets.push(styleSheet);
      this.#code = code;
      this.#host.requestUpdate();
    } catch {
      setTimeout(() => {
        this.#isAsked = false;
        // One that has left asks again when it is drawn the next time.
        if (this.#host.isConnected) this.#host.requestUpdate();
      }, AGAIN_MS);
    }
  }
}
