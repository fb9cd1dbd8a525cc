import type { Metric } from '@nexus-mfg/sdk';
import { METRICS } from '@nexus-mfg/sdk';
import { parse } from 'csv-parse/sync';
import { type Line, notCsv, readLines } from './lines.ts';

/** A good row of a recording. */
export interface Row {
  line: number;
  machineId: string;
  /** Epoch ms; may have a fraction when the source gives microseconds. */
  time: number;
  metrics: Partial<Record<Metric, number>>;
}

/** A row that cannot be recorded, with the reason. */
export interface BadRow {
  line: number;
  code: string;
  message: string;
}

/** What the header says. */
interface Header {
  columns: readonly string[];
  machineId: number;
  timestamp: number;
  metrics: readonly (readonly [metric: Metric, column: number])[];
  /** Columns that Nexus has no place for. */
  extras: readonly string[];
}

/** The parts of a recording as they are read. */
export type RowEvent =
  | { type: 'header'; header: Header }
  | { type: 'row'; row: Row }
  | { type: 'bad'; bad: BadRow };

/**
 * Reads a recording a chunk of rows at a time. One line is one row, so that a stray quote spoils its own line only.
 * Empty lines are not rows.
 *
 * @throws NexusError `file_not_found` | `file_unreadable` | `file_empty` | `not_csv`
 */
export async function* readRows(file: string, signal?: AbortSignal): AsyncGenerator<RowEvent[]> {
  let header: Header | null = null;
  for await (const lines of readLines(file, signal)) {
    const events: RowEvent[] = [];
    for (const line of lines) {
      if (line.text.trim() === '') continue;
      if (header === null) {
        header = readHeader(file, line);
        events.push({ type: 'header', header });
      } else {
        events.push(readRow(header, line));
      }
    }
    yield events;
  }
  if (header === null) throw notCsv(file, 'it has no line with text');
}

/**
 * Reads no further than the header: can this be replayed at all?
 *
 * @throws NexusError as {@link readRows}
 */
export async function checkRecording(file: string): Promise<void> {
  for await (const events of readRows(file)) if (events.length > 0) return;
}

function readHeader(file: string, line: Line): Header {
  const columns = (split(line.text) ?? []).map((name) => name.trim());
  const machineId = columns.indexOf('machine_id');
  const timestamp = columns.indexOf('timestamp');
  if (machineId < 0 || timestamp < 0) {
    const missing = machineId < 0 ? 'machine_id' : 'timestamp';
    throw notCsv(file, `its first line has no column "${missing}"`);
  }
  const metrics = METRICS.map((metric) => [metric, columns.indexOf(metric)] as const).filter(
    ([, column]) => column >= 0,
  );
  if (metrics.length === 0) throw notCsv(file, `it has none of the columns ${METRICS.join(', ')}`);
  const known = new Set<string>(['machine_id', 'timestamp', ...METRICS]);
  return { columns, machineId, timestamp, metrics, extras: columns.filter((name) => !known.has(name)) };
}

function readRow(header: Header, line: Line): RowEvent {
  const bad = (code: string, message: string): RowEvent => ({
    type: 'bad',
    bad: { line: line.number, code, message },
  });
  const cells = split(line.text);
  if (cells === null) return bad('bad_quotes', 'the quotes do not match');
  if (cells.length !== header.columns.length) {
    return bad('wrong_columns', `${cells.length} columns instead of ${header.columns.length}`);
  }
  const machineId = (cells[header.machineId] ?? '').trim();
  if (machineId === '') return bad('no_machine', 'machine_id is empty');
  const stamp = (cells[header.timestamp] ?? '').trim();
  const time = parseTime(stamp);
  if (time === null) return bad('bad_timestamp', `"${stamp}" is not an ISO 8601 time`);
  const metrics: Partial<Record<Metric, number>> = {};
  let measured = 0;
  for (const [metric, column] of header.metrics) {
    const cell = (cells[column] ?? '').trim();
    if (cell === '') continue;
    if (!NUMBER.test(cell)) return bad('not_a_number', `${metric} "${cell}" is not a number`);
    metrics[metric] = Number(cell);
    measured++;
  }
  if (measured === 0) return bad('no_metric', 'the row has none of the four metrics');
  return { type: 'row', row: { line: line.number, machineId, time, metrics } };
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The cells of one line, or null when its quotes do not match. */
function split(text: string): string[] | null {
  if (!text.includes('"')) return text.split(',');
  try {
    const [cells] = parse(text, { relax_column_count: true }) as string[][];
    return cells ?? [];
  } catch {
    return null;
  }
}

const TIME = /^(\d{4}-\d\d-(\d\d))[T ](\d\d:\d\d(?::\d\d)?)(?:[.,](\d{1,9}))?(Z|[+-]\d\d:?\d\d)?$/;

/** Epoch ms with the fraction kept; a time without a zone is taken as UTC. Null when it is not a time. */
export function parseTime(text: string): number | null {
  const match = TIME.exec(text);
  if (match === null) return null;
  const [, date = '', day = '', clock = '', fraction = '', zone = 'Z'] = match;
  const whole = Date.parse(`${date}T${clock.length === 5 ? `${clock}:00` : clock}${zone}`);
  // Date.parse rolls the 30th of February on into March.
  const isReal = new Date(`${date}T00:00:00Z`).getUTCDate() === Number(day);
  if (Number.isNaN(whole) || !isReal) return null;
  return whole + (fraction === '' ? 0 : Number(`0.${fraction}`) * 1000);
}
