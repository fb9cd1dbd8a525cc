import type { Machine, Nexus } from '@nexus-mfg/sdk';
import { fullHours } from './energy.ts';
import { EnergyDoubt } from './energy-doubt.ts';
import { countEnergy, type EnergyReport } from './energy-report.ts';

/** In larger fleets counting begins when a person asks: it is two or three calls for each machine. */
const LARGEST_BY_ITSELF = 250;

/** A network that fails although the page is online is tried again so much later. */
const AGAIN_MS = 60_000;

/** How far counting has come. */
export type EnergyState =
  | { phase: 'waiting' }
  | { phase: 'asking' }
  | { phase: 'refused' }
  | { phase: 'counting'; done: number; total: number }
  | { phase: 'ready' }
  | { phase: 'failed'; error: unknown };

/**
 * The energy of the fleet, counted once and again when another hour is full, or while it is in doubt.
 *
 * *waiting* for instance and machines; *asking* a large fleet, or counting was stopped, so a person begins it; *refused*
 * the role may not read telemetry; *counting*; *ready*; *failed*. The last report stays to be seen while the next one is
 * counted, and when it fails.
 */
export class EnergyBook {
  state: EnergyState = { phase: 'waiting' };
  report: EnergyReport | undefined;
  readonly #onChange: () => void;
  #nexus: Nexus | undefined;
  #work: AbortController | undefined;
  #doubt = new EnergyDoubt();
  #wasAsked = false;
  #isStopped = false;
  /** Epoch ms. */
  #failedAt = 0;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Called with each drawing; begins when there is something to count that is not counted yet. */
  follow(nexus: Nexus | undefined, machines: readonly Machine[] | undefined): void {
    if (nexus !== this.#nexus) this.reset(nexus);
    if (nexus === undefined || machines === undefined || machines.length === 0 || this.#work) return;
    const { phase, error } = { error: undefined, ...this.state };
    if (phase === 'refused' || this.#isStopped) return;
    if (phase === 'failed' && !this.#isWorthTrying(nexus, error)) return;
    const now = Date.now();
    if (this.report?.to === fullHours(now).to && !this.#doubt.hear(this.report, machines, now)) return;
    if (machines.length > LARGEST_BY_ITSELF && !this.#wasAsked) this.state = { phase: 'asking' };
    else void this.#count(nexus, machines);
  }

  /** After a failure: for the next hour, or when the network is back. Nobody may be there to press a button. */
  #isWorthTrying({ connection }: Nexus, error: unknown): boolean {
    if (fullHours(Date.now()).to > this.#failedAt) return true;
    if (!isOffline(error) || connection.value.state !== 'online') return false;
    return Date.parse(connection.value.since) > this.#failedAt || Date.now() - this.#failedAt >= AGAIN_MS;
  }

  /** Begins although the fleet is large, or once more after a failure. */
  count(machines: readonly Machine[]): void {
    this.#wasAsked = true;
    this.#isStopped = false;
    if (this.#nexus && !this.#work) void this.#count(this.#nexus, machines);
  }

  /** Ends counting; it begins again when a person asks. */
  stop(): void {
    this.#work?.abort();
    this.#work = undefined;
    this.#wasAsked = false;
    this.#isStopped = true;
    if (this.state.phase === 'counting') this.state = { phase: 'asking' };
    this.#onChange();
  }

  /** Forgets everything: another instance, another person, or none. */
  reset(nexus?: Nexus): void {
    this.#work?.abort();
    this.#work = undefined;
    this.#nexus = nexus;
    this.#wasAsked = false;
    this.#isStopped = false;
    this.#doubt = new EnergyDoubt();
    this.report = undefined;
    this.state = { phase: 'waiting' };
  }

  async #count(nexus: Nexus, machines: readonly Machine[]): Promise<void> {
    const work = new AbortController();
    const { signal } = work;
    this.#work = work;
    const tell = (state: EnergyState): void => {
      if (signal.aborted) return;
      this.state = state;
      this.#onChange();
    };
    const total = machines.length;
    this.state = { phase: 'counting', done: 0, total };
    try {
      const { permissions } = await nexus.tenant.current({ signal });
      if (!permissions.includes('telemetry.read')) return tell({ phase: 'refused' });
      const report = await countEnergy(
        (params) => nexus.telemetry.series(params, { signal }),
        machines,
        Date.now(),
        signal,
        (done) => tell({ phase: 'counting', done, total }),
      );
      if (signal.aborted) return;
      this.report = report;
      this.#doubt.begin();
      tell({ phase: 'ready' });
    } catch (error) {
      const code = (error as { code?: unknown }).code;
      this.#failedAt = Date.now();
      tell(code === 'permission_denied' ? { phase: 'refused' } : { phase: 'failed', error });
    } finally {
      // Who of the workers is still reading need not go on.
      work.abort();
      if (this.#work === work) this.#work = undefined;
    }
  }
}

function isOffline(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return code === 'network_unreachable' || code === 'timeout';
}
