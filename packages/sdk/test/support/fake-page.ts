/** A page whose life is told by hand: what the SDK and its libraries look for on `window` and `document`. */
export class FakePage {
  readonly #target: EventTarget = new EventTarget();
  visibilityState: 'visible' | 'hidden' = 'visible';

  readonly window: object = this.#part({});
  readonly document: object = this.#part({ page: this });

  /** Makes it the page of this process. Libraries look when they are loaded, so load them afterwards. */
  install(): void {
    Object.assign(globalThis, { window: this.window, document: this.document });
  }

  remove(): void {
    Reflect.deleteProperty(globalThis, 'window');
    Reflect.deleteProperty(globalThis, 'document');
  }

  tell(type: string, fields: object = {}): void {
    this.#target.dispatchEvent(Object.assign(new Event(type), fields));
  }

  look(state: 'visible' | 'hidden'): void {
    this.visibilityState = state;
    this.tell('visibilitychange');
  }

  #part({ page }: { page?: FakePage }): object {
    const target = this.#target;
    return {
      get visibilityState() {
        return page?.visibilityState;
      },
      addEventListener: target.addEventListener.bind(target),
      removeEventListener: target.removeEventListener.bind(target),
    };
  }
}
