import type { Nexus } from '@nexus-mfg/sdk';
import { describeError, type Trouble } from '../internal/error-info.ts';
import type { NexusElement } from '../internal/nexus-element.ts';
import { NexusController } from './nexus-controller.ts';

/**
 * Starts a live source: calls `next` with each value or `fail` with what went wrong; returns how to stop it.
 */
export type LiveSource<T> = (
  nexus: Nexus,
  next: (value: T) => void,
  fail: (error: unknown) => void,
) => (() => void) | undefined;

export interface LiveOptions<T> {
  source: LiveSource<T>;
  /** Called with each value in place of an update of the host: the host decides when to draw. */
  onValue?: (value: T | undefined) => void;
}

/**
 * One live value of the signed-in person for one element.
 *
 * States: *idle* (no instance, or it is not yet known whether somebody is signed in), *signed out*, *waiting* (source
 * started, nothing heard), *ready* (a value), *failed* (an error before the first value; an error after it leaves the
 * value standing, because its own freshness tells its age). A new instance, another person or `restart()` begins anew;
 * a refreshed session of the same person does not.
 */
export class LiveController<T> {
  readonly #host: NexusElement;
  readonly #options: LiveOptions<T>;
  readonly #finder: NexusController;
  #nexus: Nexus | undefined;
  #userId: string | null | undefined;
  #stop: (() => void) | undefined;
  #stopSession: (() => void) | undefined;
  #value: T | undefined;
  #error: unknown;

  constructor(host: NexusElement, options: LiveOptions<T>) {
    this.#host = host;
    this.#options = options;
    this.#finder = new NexusController(host, (nexus) => this.#take(nexus));
  }

  get nexus(): Nexus | undefined {
    return this.#nexus;
  }

  get value(): T | undefined {
    return this.#value;
  }

  /** Why there is nothing to show, or undefined while waiting or when there is a value. */
  get trouble(): Trouble | undefined {
    if (this.#finder.missing !== undefined) return this.#finder.missing;
    if (this.#userId === null) return describeError(this.#host.words, { code: 'not_signed_in' });
    if (this.#value === undefined && this.#error !== undefined)
      return describeError(this.#host.words, this.#error);
    return undefined;
  }

  /** Forgets value and error and asks again. */
  restart(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#error = undefined;
    this.#set(undefined);
    const nexus = this.#nexus;
    if (nexus === undefined || !this.#userId) return;
    let open = true;
    const next = (value: T): void => {
      if (!open) return;
      this.#error = undefined;
      this.#set(value);
    };
    const fail = (error: unknown): void => {
      if (!open) return;
      this.#error = error;
      this.#host.requestUpdate();
    };
    let stop: (() => void) | undefined;
    try {
      stop = this.#options.source(nexus, next, fail);
    } catch (error) {
      // A closed instance refuses at once.
      fail(error);
    }
    this.#stop = () => {
      open = false;
      stop?.();
    };
  }

  #take(nexus: Nexus | undefined): void {
    this.#stopSession?.();
    this.#nexus = nexus;
    this.#userId = undefined;
    this.#stopSession = nexus?.session.current.subscribe(() => this.#followSession());
    this.restart();
    this.#followSession();
  }

  #followSession(): void {
    const session = this.#nexus?.session.current.value;
    const userId = session === undefined || session === null ? session : session.userId;
    if (userId === this.#userId) return;
    this.#userId = userId;
    this.restart();
    this.#host.requestUpdate();
  }

  #set(value: T | undefined): void {
    this.#value = value;
    if (this.#options.onValue) this.#options.onValue(value);
    else this.#host.requestUpdate();
  }
}
