/** First and last row of a machine in its recording, epoch ms. */
export interface Span {
  oldest: number;
  newest: number;
}

/** The live part takes at most this long, and at most half of the recording. */
export const LIVE_MS: number = 10 * 60_000;

/** When a row is sent and with which time. */
export interface Moment {
  /** Epoch ms that the row is recorded with. */
  stamp: number;
  isLive: boolean;
}

/**
 * Moves a machine's recording to the present. Each machine is moved on its own: recordings of one machine under
 * several names, or with nominal times, have no distance that means anything.
 *
 * `speed` 0: the newest row is now, everything is history, distances are kept.
 * `speed` above 0: the last part (ten minutes of watching, at most half of the recording) is played from now on, with
 * its distances divided by `speed`; what lies before ends now and keeps its distances.
 */
export function createTimeline(span: Span, now: number, speed: number): (time: number) => Moment {
  if (speed === 0) return (time) => ({ stamp: now - (span.newest - time), isLive: false });
  const liveMs = Math.min((span.newest - span.oldest) / 2, LIVE_MS * speed);
  const pivot = span.newest - liveMs;
  return (time) =>
    time <= pivot
      ? { stamp: now - (pivot - time), isLive: false }
      : { stamp: now + (time - pivot) / speed, isLive: true };
}

/** ISO 8601 with as many digits as there are: milliseconds, or microseconds where the time has a fraction. */
export function formatTime(time: number): string {
  // A double of this size still holds a quarter of a microsecond; rounding keeps neighbours apart.
  const micros = Math.round((time - Math.floor(time)) * 1000);
  const ms = Math.floor(time) + (micros === 1000 ? 1 : 0);
  const iso = new Date(ms).toISOString();
  return micros % 1000 === 0 ? iso : `${iso.slice(0, -1)}${String(micros).padStart(3, '0')}Z`;
}
