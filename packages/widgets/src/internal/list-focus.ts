import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Keeps the focus in a list of buttons that is drawn anew while somebody is in it: it goes with its `data-id`, and where
 * that has gone stays at its place.
 */
export class ListFocus implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #selector: string;
  #button: HTMLElement | undefined;
  #id: string | undefined;
  #place = -1;

  /** @param selector - The buttons in the shadow root, in order. */
  constructor(host: ReactiveControllerHost & HTMLElement, selector: string) {
    this.#host = host;
    this.#selector = selector;
    host.addController(this);
  }

  hostUpdate(): void {
    const active = this.#host.shadowRoot?.activeElement;
    const place = active instanceof HTMLElement ? this.#buttons().indexOf(active) : -1;
    this.#button = place < 0 ? undefined : (active as HTMLElement);
    this.#place = place;
    this.#id = this.#button?.dataset.id;
  }

  hostUpdated(): void {
    const active = this.#host.shadowRoot?.activeElement ?? undefined;
    if (this.#button === undefined || (active !== undefined && active !== this.#button)) return;
    // A list without keys draws another one into the same button.
    if (active !== undefined && this.#button.dataset.id === this.#id) return;
    const buttons = this.#buttons();
    const same = buttons.find(({ dataset }) => this.#id !== undefined && dataset.id === this.#id);
    const next = same ?? active ?? buttons[Math.min(this.#place, buttons.length - 1)];
    if (next instanceof HTMLElement) next.focus({ preventScroll: true });
  }

  #buttons(): HTMLElement[] {
    return [...(this.#host.shadowRoot?.querySelectorAll<HTMLElement>(this.#selector) ?? [])];
  }
}
