import type { ReactiveController } from 'lit';
import type { NexusElement } from '../internal/nexus-element.ts';
import type { View, ViewState } from '../view/view.ts';

/** An element that can be left out of what its neighbours look at. */
export interface ViewHost extends NexusElement {
  unlinked: boolean;
}

/**
 * What an element and its neighbours look at: its own `view`, else the provider's, else the default's; none with
 * `unlinked`. The host is drawn anew only when one of `parts` changed: a cursor moves sixty times a second.
 */
export class ViewController implements ReactiveController {
  readonly #host: ViewHost;
  readonly #parts: readonly (keyof ViewState)[];
  readonly #onChange: (() => void) | undefined;
  #view: View | undefined;
  #stop: (() => void) | undefined;

  constructor(host: ViewHost, parts: readonly (keyof ViewState)[], onChange?: () => void) {
    this.#host = host;
    this.#parts = parts;
    this.#onChange = onChange;
    host.addController(this);
    host.scope.onChange(() => this.#settle());
  }

  /** Undefined when the element looks by itself. */
  get state(): ViewState | undefined {
    return this.#view?.value;
  }

  /** Tells the neighbours. False when there are none: the element then keeps it to itself. */
  set(change: Partial<ViewState>): boolean {
    this.#view?.set(change);
    return this.#view !== undefined;
  }

  hostConnected(): void {
    this.#settle();
  }

  hostUpdate(): void {
    this.#settle();
  }

  hostDisconnected(): void {
    this.#take(undefined);
  }

  #settle(): void {
    if (!this.#host.isConnected) return;
    this.#take(this.#host.unlinked ? undefined : (this.#host.view ?? this.#host.scope.provided?.view));
  }

  #take(view: View | undefined): void {
    if (view === this.#view) return;
    this.#stop?.();
    this.#view = view;
    let before = view?.value;
    this.#stop = view?.subscribe((state) => {
      const isConcerned = this.#parts.some((name) => state[name] !== before?.[name]);
      before = state;
      if (isConcerned) this.#tell();
    });
    this.#tell();
  }

  #tell(): void {
    if (this.#onChange) this.#onChange();
    else this.#host.requestUpdate();
  }
}
