import type { ChartModel } from '../chart/chart-model.ts';
import { offsetAt } from '../time-range/zone-time.ts';

/** Clocks are set at a quarter of an hour, if at all. */
const QUARTER_MS = 900_000;

/**
 * The lines of a stream as a file. With a time zone, its clocks and their distance from UTC stand in place of UTC.
 *
 * @param onShare - Called with how much of the window has come, from 0 to 1.
 */
export async function csvFile(
  stream: ReadableStream<Uint8Array>,
  { from, to, zone }: Pick<ChartModel, 'from' | 'to' | 'zone'>,
  onShare: (share: number) => void,
): Promise<Blob> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  const inZone = zoneWriter(zone);
  const parts: string[] = [];
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const lines = (rest + decoder.decode(value, { stream: true })).split('\r\n');
      rest = lines.pop() ?? '';
      const last = Date.parse((lines.at(-1) ?? '').split(',', 1)[0] ?? '');
      if (last >= from) onShare(Math.min(1, (last - from) / (to - from)));
      parts.push(...lines.map((line) => `${inZone(line)}\r\n`));
    }
  } catch (error) {
    await reader.cancel(error).catch(() => {});
    throw error;
  }
  if (rest !== '') parts.push(inZone(rest));
  return new Blob(parts, { type: 'text/csv' });
}

/** Puts the clocks of a zone in place of UTC at the head of a line. */
export function zoneWriter(zone: string): (line: string) => string {
  if (zone === '') return (line) => line;
  const offsets = new Map<number, { ms: number; text: string }>();
  const offsetOf = (at: number): { ms: number; text: string } => {
    const quarter = Math.floor(at / QUARTER_MS);
    const known = offsets.get(quarter);
    if (known !== undefined) return known;
    const ms = offsetAt(at, zone);
    const made = { ms, text: offsetText(ms) };
    offsets.set(quarter, made);
    return made;
  };
  return (line) => {
    const [, time = '', finer = '', rest = ''] = /^(\d{4}-[^,.]+\.\d{3})(\d*)Z(.*)$/.exec(line) ?? [];
    const at = Date.parse(`${time}Z`);
    if (Number.isNaN(at)) return line;
    const { ms, text } = offsetOf(at);
    return `${new Date(at + ms).toISOString().slice(0, -1)}${finer}${text}${rest}`;
  };
}

function offsetText(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${ms < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
