import { isNexusError, type Nexus, type Reading } from '@nexus-mfg/sdk';
import { measurePast, planBackfill } from './backfill.ts';
import type { GatewayAccount } from './connect.ts';
import { Fleet, measure } from './fleet.ts';
import { ReadingQueue } from './queue.ts';
import { isPassing, pause, pauseMs, persist } from './retry.ts';
import type { SimulatorOptions } from './simulator-options.ts';

/** Readings that one call records. */
const BATCH = 1000;
/** About ten minutes of a fleet of thirty at two seconds. */
const QUEUE_CAPACITY = 10_000;
/** How often machines are looked up anew, to notice those that were added or removed. */
const REREAD_MS = 60_000;

/**
 * The gateway of one tenant's simulated plant. A clock puts readings into a bounded queue; one sender empties it.
 * While the server cannot be reached the clock goes on, the sender waits longer and longer, and the oldest readings
 * are dropped when the queue is full. After an outage the machines are read anew.
 */
export class SimulatedGateway {
  /** Resolves when the past has been filled in, or the gateway stopped. */
  backfilled: Promise<void> = Promise.resolve();
  readonly #nexus: Nexus;
  readonly #account: GatewayAccount;
  readonly #options: SimulatorOptions;
  readonly #intervalMs: number;
  readonly #fleet: Fleet;
  readonly #queue: ReadingQueue = new ReadingQueue(QUEUE_CAPACITY);
  readonly #stopping: AbortController = new AbortController();
  #loops: Promise<unknown>[] = [];
  #isStale = false;
  #isSignedOut = false;
  #readAt = 0;

  constructor(nexus: Nexus, account: GatewayAccount, options: SimulatorOptions) {
    this.#nexus = nexus;
    this.#account = account;
    this.#options = options;
    this.#intervalMs = options.intervalMs ?? 2000;
    this.#fleet = new Fleet(options.seed ?? 1);
  }

  /** Reads the machines and begins to record. */
  async start(): Promise<void> {
    await this.#reread();
    const now = Date.now();
    this.#loops = [this.#run()];
    this.backfilled = this.#backfill(now).catch((error: unknown) => {
      if (!this.#stopping.signal.aborted) this.#options.onFailure?.(error);
    });
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.allSettled([...this.#loops, this.backfilled]);
    await this.#nexus.close();
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    let sending: Promise<void> | null = null;
    while (!signal.aborted) {
      const time = Math.floor(Date.now() / this.#intervalMs) * this.#intervalMs;
      this.#queue.push(this.#fleet.machines.map((machine) => measure(machine, time, this.#intervalMs)));
      sending ??= this.#send().finally(() => {
        sending = null;
      });
      await pause(Math.max(1, time + this.#intervalMs - Date.now()), signal).catch(() => {});
    }
    await sending;
  }

  /** Empties the queue and reports operating states; comes back when all is sent, after however long an outage. */
  async #send(): Promise<void> {
    const { signal } = this.#stopping;
    for (let attempt = 0; !signal.aborted; ) {
      try {
        if (this.#isSignedOut) await this.#signIn();
        if (this.#isStale || Date.now() - this.#readAt > REREAD_MS) await this.#reread();
        while (this.#queue.size > 0) await this.#record(this.#queue.take(BATCH));
        await this.#reportStates();
        return;
      } catch (error) {
        if (signal.aborted) return;
        this.#options.onFailure?.(error);
        this.#isStale = true;
        this.#isSignedOut ||= isSignedOut(error);
        await pause(pauseMs(attempt++), signal).catch(() => {});
      }
    }
  }

  async #record(batch: Reading[]): Promise<void> {
    try {
      const { refused } = await this.#nexus.telemetry.send(batch, { signal: this.#stopping.signal });
      // Somebody removed a machine: the list is read anew before the next batch.
      if (refused.some(({ code }) => code === 'unknown_machine')) this.#isStale = true;
    } catch (error) {
      // What the server will never take would block everything behind it.
      if (isPassing(error) || isSignedOut(error)) this.#queue.putBack(batch);
      throw error;
    }
  }

  async #reportStates(): Promise<void> {
    const now = Date.now();
    for (const machine of this.#fleet.machines) {
      const status = machine.model.statusAt(now);
      if (status === machine.status) continue;
      await this.#nexus.machines.update(machine.id, { status }, { signal: this.#stopping.signal });
      machine.status = status;
    }
  }

  /** A server that was set up anew does not know the old session. */
  async #signIn(): Promise<void> {
    const { email, password } = this.#account;
    await this.#nexus.session.signIn({ email, password }, { signal: this.#stopping.signal });
    this.#isSignedOut = false;
  }

  async #reread(): Promise<void> {
    this.#fleet.update(await this.#nexus.machines.list({ signal: this.#stopping.signal }));
    this.#isStale = false;
    this.#readAt = Date.now();
  }

  async #backfill(now: number): Promise<void> {
    const { backfillHours = 24, onProgress } = this.#options;
    const { signal } = this.#stopping;
    const plan = planBackfill(this.#fleet.machines, now, backfillHours);
    const machines = this.#fleet.machines.length;
    const tell = (done: number): void =>
      onProgress?.({ account: this.#account.email, machines, done, total: plan.length });
    tell(0);
    for (let done = 0; done < plan.length; ) {
      const part = plan.slice(done, done + BATCH);
      const readings = measurePast(part, this.#intervalMs);
      await persist(
        () => this.#nexus.telemetry.send(readings, { signal }),
        signal,
        Number.POSITIVE_INFINITY,
        this.#options.onFailure,
      );
      done += part.length;
      tell(done);
    }
  }
}

function isSignedOut(error: unknown): boolean {
  return isNexusError(error) && (error.code === 'not_signed_in' || error.code === 'session_expired');
}
