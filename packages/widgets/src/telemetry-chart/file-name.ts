import type { Window } from './window.ts';

/** `Vibration-of-Mill-01_2026-11-24T06-00_2026-11-24T14-00.csv`: the time in UTC, so that files sort. */
export function fileName(name: string, { from, to }: Window, ending: string): string {
  const stamp = (time: number): string => new Date(time).toISOString().slice(0, 16).replace(':', '-');
  const title = name
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80);
  return `${title}_${stamp(from)}_${stamp(to)}.${ending}`;
}
