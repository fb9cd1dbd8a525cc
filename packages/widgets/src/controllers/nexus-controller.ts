import type { Nexus } from '@nexus-mfg/sdk';
import type { ReactiveController } from 'lit';
import { describeError, type Trouble } from '../internal/error-info.ts';
import type { NexusElement } from '../internal/nexus-element.ts';
import { commonMessages } from '../locale/common-messages.ts';

/** How long a page may take to bring the provider before the element says that there is none. */
const GRACE_MS = 150;

/**
 * Finds the instance an element works with: its own `nexus` property, else the nearest provider's, also when that one
 * comes later, else the page's default. `onChange` is called with each new instance, and with undefined when there is
 * none any more.
 */
export class NexusController implements ReactiveController {
  readonly #host: NexusElement;
  readonly #onChange: (nexus: Nexus | undefined) => void;
  #current: Nexus | undefined;
  #graceOver = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: NexusElement, onChange: (nexus: Nexus | undefined) => void) {
    this.#host = host;
    this.#onChange = onChange;
    host.addController(this);
    host.scope.onChange(() => this.#settle());
  }

  /** The instance now. */
  get current(): Nexus | undefined {
    return this.#current;
  }

  /** What to tell when there is no instance: the provider's reason, or without a provider the remedies. */
  get missing(): Trouble | undefined {
    if (this.#current !== undefined) return undefined;
    const { scope, words } = this.#host;
    const title = words.text(commonMessages, 'missingTitle');
    const refusal = scope.provided?.error;
    if (refusal !== undefined) return { ...describeError(words, refusal), title, retry: false };
    if (scope.hasSource || !this.#graceOver) return undefined;
    const { prefix } = this.#host.constructor as typeof NexusElement;
    const text = words.text(commonMessages, 'missingText').replaceAll('<nexus-', `<${prefix}-`);
    return { kind: 'missing', title, text, retry: false };
  }

  hostConnected(): void {
    this.#settle();
    this.#timer = setTimeout(() => {
      this.#graceOver = true;
      this.#host.requestUpdate();
    }, GRACE_MS);
  }

  hostUpdate(): void {
    this.#settle();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#graceOver = false;
    this.#change(undefined);
  }

  #settle(): void {
    if (this.#host.isConnected) this.#change(this.#host.nexus ?? this.#host.scope.provided?.nexus);
  }

  #change(nexus: Nexus | undefined): void {
    if (nexus === this.#current) return;
    this.#current = nexus;
    this.#onChange(nexus);
    this.#host.requestUpdate();
  }
}
