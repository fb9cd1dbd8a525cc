import { ContextConsumer } from '@lit/context';
import type { Nexus } from '@nexus-mfg/sdk';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { awaitLateProviders, nexusContext } from '../context/nexus-context.ts';
import { describeError, type Trouble } from '../internal/error-info.ts';
import { MESSAGES } from '../internal/messages.ts';

/** An element that can be given its instance directly. */
export interface NexusHost extends ReactiveControllerHost, HTMLElement {
  nexus: Nexus | undefined;
}

/** How long a page may take to bring the provider before the element says that there is none. */
const GRACE_MS = 150;

/**
 * Finds the instance an element works with: its own `nexus` property, else the nearest provider's, also when that one
 * comes later. `onChange` is called with each new instance, and with undefined when there is none any more.
 */
export class NexusController implements ReactiveController {
  readonly #host: NexusHost;
  readonly #onChange: (nexus: Nexus | undefined) => void;
  #provided: Nexus | undefined;
  #current: Nexus | undefined;
  /** Why the provider has no instance. */
  #refusal: unknown;
  #hasProvider = false;
  #graceOver = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: NexusHost, onChange: (nexus: Nexus | undefined) => void) {
    this.#host = host;
    this.#onChange = onChange;
    host.addController(this);
    new ContextConsumer(host, {
      context: nexusContext,
      subscribe: true,
      callback: (provided) => {
        this.#hasProvider = true;
        this.#provided = provided?.nexus;
        this.#refusal = provided?.error;
        this.#settle();
        this.#host.requestUpdate();
      },
    });
  }

  /** What to tell when there is no instance: the provider's reason, or without a provider both remedies. */
  get missing(): Trouble | undefined {
    if (this.#current === undefined && this.#refusal !== undefined) {
      return { ...describeError(this.#refusal), title: MESSAGES.missingTitle, retry: false };
    }
    if (this.#current !== undefined || this.#hasProvider || !this.#graceOver) return undefined;
    return { kind: 'missing', title: MESSAGES.missingTitle, text: MESSAGES.missingText, retry: false };
  }

  hostConnected(): void {
    awaitLateProviders();
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
    // The element may be put elsewhere, under another provider or none.
    this.#hasProvider = false;
    this.#graceOver = false;
    this.#provided = undefined;
    this.#refusal = undefined;
    this.#change(undefined);
  }

  #settle(): void {
    if (this.#host.isConnected) this.#change(this.#host.nexus ?? this.#provided);
  }

  #change(nexus: Nexus | undefined): void {
    if (nexus === this.#current) return;
    this.#current = nexus;
    this.#onChange(nexus);
    this.#host.requestUpdate();
  }
}
