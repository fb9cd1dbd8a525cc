import { isTransient } from '../cache/retry.ts';
import type { CallOptions } from '../data/call-options.ts';
import { invalid } from '../errors/invalid.ts';
import type { SubscribeOptions } from '../nexus.ts';
import type { Observable } from '../observable/observable.ts';
import type { TelemetryResource } from '../resources/telemetry-resource.ts';
import { GrowingSeries } from '../series/growing-series.ts';
import type { Reading, SeriesParams, Session, TelemetrySeries } from '../types/index.ts';
import { backoffMs } from '../util/backoff.ts';
import { Coalescer } from '../util/coalesce.ts';
import { report } from '../util/report.ts';

const FIRST_RETRY_MS = 2_000;
const MAX_RETRY_MS = 30_000;
/** Readings that came too late for their bucket are fetched at most this often. */
const LATE_MS = 60_000;
/** A little of the future, so that a reading of this very moment on a faster clock is in. */
const AHEAD_MS = 1_000;
const DEFAULT_MAX_POINTS = 600;

/** Where a follower has the past and the present from. */
export interface SeriesSources {
  read(params: SeriesParams, options: CallOptions): Promise<TelemetrySeries>;
  /** Hears the machine's readings. Returns how to stop. */
  subscribe(params: { machineId: string }, listener: (reading: Reading) => void): () => void;
  /** Calls `listener` whenever readings may have been missed. Returns how to stop. */
  resync(listener: () => void): () => void;
  /** Who is signed in. */
  readonly session: Observable<Session | null | undefined>;
  /** Epoch ms on the clock that dates the readings. Default this device's. */
  now?(): number;
}

/** `nexus.telemetry.follow` on these sources. @throws NexusError `validation_failed` */
export function createSeriesFollower(sources: SeriesSources): TelemetryResource['follow'] {
  return (params, listener, options = {}) => {
    requireStart(params);
    const follower = new SeriesFollower(sources, params, listener, options);
    return () => follower.close();
  };
}

/**
 * One series that grows while it is listened to.
 *
 * - *signed out*: nothing is known and nothing told.
 * - *reading*: the past is on its way; readings heard meanwhile wait for it, and also go into what is known already.
 * - *known*: each reading is added, and the listener told at most once a frame.
 *
 * The past is read anew when readings may have been missed, when some came too late for a bucket, when single readings
 * have become far more than was asked for (the server then answers in buckets), and when another person signs in. A
 * failure is told, and tried again while it is of the kind that passes.
 */
class SeriesFollower {
  readonly #sources: SeriesSources;
  readonly #params: Omit<SeriesParams, 'to'>;
  readonly #listener: (series: TelemetrySeries) => void;
  readonly #onError: SubscribeOptions['onError'];
  readonly #windowMs: number;
  readonly #stops: (() => void)[];
  readonly #frame: Coalescer = new Coalescer(() => this.#tell());
  #userId: string | undefined;
  #known: GrowingSeries | null = null;
  #reading: { abort: AbortController; heard: Reading[]; isOutdated: boolean } | null = null;
  /** Epoch ms of the newest reading that was heard: its clock may be far ahead of this one. */
  #newest = 0;
  #failures = 0;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #lateTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    sources: SeriesSources,
    params: Omit<SeriesParams, 'to'>,
    listener: (series: TelemetrySeries) => void,
    options: SubscribeOptions,
  ) {
    this.#sources = sources;
    this.#params = params;
    this.#listener = listener;
    this.#onError = options.onError;
    this.#windowMs = Date.now() - Date.parse(params.from);
    this.#stops = [
      sources.subscribe({ machineId: params.machineId }, (reading) => this.#hear(reading)),
      sources.resync(() => this.#read()),
      sources.session.subscribe((session) => this.#follow(session?.userId)),
    ];
    this.#follow(sources.session.value?.userId);
  }

  close(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.#follow(undefined);
  }

  get #now(): number {
    return this.#sources.now?.() ?? Date.now();
  }

  #follow(userId: string | undefined): void {
    if (userId === this.#userId) return;
    this.#userId = userId;
    this.#reading?.abort.abort();
    this.#reading = null;
    this.#known = null;
    this.#newest = 0;
    this.#failures = 0;
    this.#frame.cancel();
    clearTimeout(this.#retryTimer);
    this.#endLate();
    this.#read();
  }

  #hear(reading: Reading): void {
    this.#reading?.heard.push(reading);
    const time = Date.parse(reading.timestamp);
    if (time > this.#newest) this.#newest = time;
    const outcome = this.#known?.append(reading);
    if (outcome === 'added') this.#frame.schedule();
    if (outcome === 'late') {
      this.#lateTimer ??= setTimeout(() => {
        this.#endLate();
        this.#read();
      }, LATE_MS);
    }
  }

  #endLate(): void {
    clearTimeout(this.#lateTimer);
    this.#lateTimer = undefined;
  }

  /** Reads the past anew; when it is being read already, once more behind that, which may have begun too early. */
  #read(): void {
    clearTimeout(this.#retryTimer);
    if (this.#userId === undefined) return;
    if (this.#reading !== null) this.#reading.isOutdated = true;
    else void this.#readNow();
  }

  async #readNow(): Promise<void> {
    const reading = { abort: new AbortController(), heard: [] as Reading[], isOutdated: false };
    this.#reading = reading;
    const isLeft = (): boolean => this.#reading !== reading;
    try {
      const series = await this.#sources.read(this.#range(), { signal: reading.abort.signal });
      if (isLeft()) return;
      this.#known = new GrowingSeries(series);
      for (const heard of reading.heard) this.#known.append(heard);
      this.#failures = 0;
      this.#frame.schedule();
    } catch (error) {
      if (isLeft()) return;
      this.#fail(error);
    }
    this.#reading = null;
    if (reading.isOutdated) this.#read();
  }

  #range(): SeriesParams {
    const now = this.#now;
    const end = Math.max(now, this.#newest) + AHEAD_MS;
    const [from, to] = [now - this.#windowMs, end].map((time) => new Date(time).toISOString());
    return { ...this.#params, from: from as string, to: to as string };
  }

  #fail(error: unknown): void {
    this.#failures += 1;
    report(() => this.#onError?.(error));
    if (!isTransient(error)) return;
    const delayMs = backoffMs(this.#failures, FIRST_RETRY_MS, MAX_RETRY_MS);
    this.#retryTimer = setTimeout(() => this.#read(), delayMs);
  }

  #tell(): void {
    const known = this.#known;
    if (known === null) return;
    known.trim(this.#now - this.#windowMs);
    const { series } = known;
    if (this.#isTooLong(series) && this.#reading === null && this.#failures === 0) this.#read();
    report(() => this.#listener(series));
  }

  /** Single readings only: buckets stay about as many as were asked for. */
  #isTooLong({ resolution, times }: TelemetrySeries): boolean {
    return resolution === 'raw' && times.length > 2 * (this.#params.maxPoints ?? DEFAULT_MAX_POINTS);
  }
}

/** The rest is for the reader to refuse, in the words that it has for it. */
function requireStart(params: Omit<SeriesParams, 'to'> | undefined): void {
  if (!params?.machineId) {
    throw invalid('Could not follow a series: machineId is missing.', 'Give { machineId, from }.');
  }
  if (Date.parse(params.from) < Date.now()) return;
  throw invalid(
    `Could not follow the series of machine ${params.machineId}: from ${params.from} is not before now.`,
    'Give the ISO 8601 time at which what is shown begins.',
  );
}
