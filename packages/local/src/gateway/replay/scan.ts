import { basename } from 'node:path';
import { readRows } from './rows.ts';
import { type FileUnits, type Source, sourceOf } from './sources.ts';
import type { Span } from './timeline.ts';

/** A file to replay, by path alone or with the units of its values. */
export type ReplayFile = string | { path: string; units?: FileUnits };

/** What a first look at a file found. */
export interface Scanned {
  path: string;
  /** Name without the folder, as it is told and kept with the machines. */
  name: string;
  source: Source;
  /** First and last row of each machine_id, in the order of the file. */
  spans: Map<string, Span>;
  rows: number;
  notes: string[];
}

/**
 * Looks through a file before anything is recorded: can it be read at all, which machines, from when to when.
 *
 * @throws NexusError `file_not_found` | `file_unreadable` | `file_empty` | `not_csv`
 */
export async function scanFile(file: ReplayFile, signal: AbortSignal): Promise<Scanned> {
  const { path, units = {} } = typeof file === 'string' ? { path: file } : file;
  const name = basename(path);
  const source = sourceOf(name, units);
  const spans = new Map<string, Span>();
  const notes = source.note === null ? [] : [source.note];
  let rows = 0;
  for await (const events of readRows(path, signal)) {
    for (const event of events) {
      if (event.type === 'header') {
        const { extras } = event.header;
        if (extras.length > 0)
          notes.push(
            `left out ${extras.length} ${extras.length === 1 ? 'column' : 'columns'} of the source: ${shorten(extras)}`,
          );
        continue;
      }
      rows++;
      if (event.type === 'bad') continue;
      const { machineId, time } = event.row;
      const span = spans.get(machineId);
      if (span === undefined) spans.set(machineId, { oldest: time, newest: time });
      else if (time < span.oldest) span.oldest = time;
      else if (time > span.newest) span.newest = time;
    }
  }
  return { path, name, source, spans, rows, notes };
}

function shorten(names: readonly string[]): string {
  return names.length <= 6 ? names.join(', ') : `${names.slice(0, 6).join(', ')}, …`;
}
