import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Pictures are asked for a little before they come into sight. */
const AHEAD = '240px';

/** Tells which cards have come into sight, by their `data-picture`. */
export class Sight implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #onSeen: (id: string) => void;
  #observer: IntersectionObserver | undefined;
  #watched: ReadonlySet<Element> = new Set();

  constructor(host: ReactiveControllerHost & HTMLElement, onSeen: (id: string) => void) {
    this.#host = host;
    this.#onSeen = onSeen;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) {
          const id = (target as HTMLElement).dataset.picture;
          if (isIntersecting && id !== undefined) this.#onSeen(id);
        }
      },
      { rootMargin: AHEAD },
    );
  }

  hostUpdated(): void {
    const cards = new Set(this.#host.shadowRoot?.querySelectorAll('[data-picture]') ?? []);
    for (const card of this.#watched) if (!cards.has(card)) this.#observer?.unobserve(card);
    for (const card of cards) if (!this.#watched.has(card)) this.#observer?.observe(card);
    this.#watched = cards;
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#watched = new Set();
  }
}
