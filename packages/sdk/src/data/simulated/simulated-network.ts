import { NexusError, type NexusErrorCode } from '../../errors/nexus-error.ts';
import { type Observable, ObservableValue } from '../../observable/observable.ts';
import type { Connection, ConnectionState } from '../../types/index.ts';
import { abortError, throwIfAborted } from '../../util/abort.ts';

/** The way between a simulated service and its world: takes time, fails when asked to, and can be cut. */
export class SimulatedNetwork {
  /** How long each call takes; `Infinity` never answers. */
  latencyMs: number;
  /** How fast files travel, in bytes a second. */
  bytesPerSecond: number = Number.POSITIVE_INFINITY;
  readonly #now: () => number;
  readonly #connection: ObservableValue<Connection>;
  readonly #failures: NexusErrorCode[] = [];
  #isCut = false;

  constructor(now: () => number, latencyMs: number) {
    this.#now = now;
    this.latencyMs = latencyMs;
    this.#connection = new ObservableValue<Connection>({
      state: 'connecting',
      since: this.#time(),
      lastContactAt: null,
    });
  }

  get connection(): Observable<Connection> {
    return this.#connection;
  }

  get isCut(): boolean {
    return this.#isCut;
  }

  cut(): void {
    this.#isCut = true;
    this.show('offline');
  }

  restore(): void {
    this.#isCut = false;
    this.show('online');
  }

  show(state: ConnectionState): void {
    const { state: before, lastContactAt } = this.#connection.value;
    if (state === before) return;
    const now = this.#time();
    this.#connection.set({ state, since: now, lastContactAt: state === 'online' ? now : lastContactAt });
  }

  failNext(code: NexusErrorCode): void {
    this.#failures.push(code);
  }

  /** One call's way there and back, with so many bytes of a file. @throws NexusError as a network and a server do */
  async travel(doing: string, signal: AbortSignal | undefined, bytes: number = 0): Promise<void> {
    throwIfAborted(doing, signal);
    const ms = this.latencyMs + (bytes / this.bytesPerSecond) * 1000;
    if (ms > 0) await wait(ms, doing, signal);
    if (this.#isCut) {
      throw new NexusError('network_unreachable', `Could not ${doing}: the server cannot be reached.`, {
        hint: 'Check the network; the call can be repeated as it is.',
      });
    }
    const failure = this.#failures.shift();
    if (failure !== undefined)
      throw new NexusError(failure, `Could not ${doing}: failed with ${failure} as asked.`);
    this.#connection.set({ ...this.#connection.value, lastContactAt: this.#time() });
  }

  #time(): string {
    return new Date(this.#now()).toISOString();
  }
}

function wait(ms: number, doing: string, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = Number.isFinite(ms) ? setTimeout(arrive, ms) : undefined;
    function arrive(): void {
      signal?.removeEventListener('abort', giveUp);
      resolve();
    }
    function giveUp(): void {
      clearTimeout(timer);
      reject(abortError(doing, signal as AbortSignal));
    }
    signal?.addEventListener('abort', giveUp, { once: true });
  });
}
