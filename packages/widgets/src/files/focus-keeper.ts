import type { ReactiveController } from 'lit';
import type { NexusElement } from '../internal/nexus-element.ts';

/**
 * Keeps the focus in the element when the button that had it goes: undone, cancelled, dismissed, cleared. It goes to the
 * line of the upload or to the line that takes its place, which do nothing when a key is pressed twice; else to the
 * dialog or the element.
 */
export class FocusKeeper implements ReactiveController {
  readonly #host: NexusElement;
  #places: readonly (Element | null | undefined)[] = [];

  constructor(host: NexusElement) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    const focused = this.#host.shadowRoot?.activeElement;
    const line = focused?.closest('.upload');
    this.#places = focused ? [line, line?.nextElementSibling, line?.previousElementSibling] : [];
  }

  hostUpdated(): void {
    const { shadowRoot } = this.#host;
    if (this.#places.length === 0 || !shadowRoot || shadowRoot.activeElement !== null) return;
    const place =
      this.#places.find((one) => one?.isConnected) ??
      shadowRoot.querySelector('dialog[open] [autofocus]') ??
      shadowRoot.querySelector('.base');
    if (place instanceof HTMLElement) place.focus({ preventScroll: true });
  }
}
