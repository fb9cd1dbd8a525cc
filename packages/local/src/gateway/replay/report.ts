import type { BadRow } from './rows.ts';

/** What became of one file; `read = recorded + duplicate + refused + waiting`, and nothing waits at the end. */
export interface FileReport {
  file: string;
  /** Machines of the file by their machine_id. */
  machines: number;
  read: number;
  recorded: number;
  /** Rows whose machine and time were there already. */
  duplicate: number;
  refused: number;
  /** Rows that play live later. */
  waiting: number;
  /** Refused rows by reason. */
  refusedByCode: Record<string, number>;
  /** The first refused rows with their line numbers. */
  examples: BadRow[];
  /** What the reader should know, for example columns that were left out. */
  notes: string[];
}

/** What became of a replay. */
export interface ReplayReport {
  files: FileReport[];
  /** Sums over the files; a machine that is in two of them counts once. */
  total: Pick<FileReport, 'machines' | 'read' | 'recorded' | 'duplicate' | 'refused' | 'waiting'>;
  durationMs: number;
  /** True when it was given up before the end. */
  isAborted: boolean;
}

/** Refused rows that a report lists one by one. */
const MAX_EXAMPLES = 20;

/** Counts a refused row, keeping the first ones for the report. */
export function countRefusal(report: FileReport, bad: BadRow): void {
  report.refused++;
  report.refusedByCode[bad.code] = (report.refusedByCode[bad.code] ?? 0) + 1;
  if (report.examples.length < MAX_EXAMPLES) report.examples.push(bad);
}

/** Sums over the files; `machines` is given, because two files may speak of the same machine. */
export function sumUp(files: readonly FileReport[], machines: number): ReplayReport['total'] {
  const sum = (pick: (file: FileReport) => number): number =>
    files.reduce((all, file) => all + pick(file), 0);
  return {
    machines,
    read: sum((file) => file.read),
    recorded: sum((file) => file.recorded),
    duplicate: sum((file) => file.duplicate),
    refused: sum((file) => file.refused),
    waiting: sum((file) => file.waiting),
  };
}

/**
 * The report as text for a terminal.
 *
 * @example
 * skab_telemetry.csv.gz: 21 machines, 32,074 rows read = 32,074 recorded + 0 duplicate + 0 refused
 */
export function formatReplayReport(report: ReplayReport): string {
  const lines = report.files.flatMap((file) => [
    `${file.file}: ${count(file.machines, 'machine')}, ${sentence(file)}`,
    ...file.notes.map((note) => `  ${note}`),
    ...file.examples.map(({ line, code, message }) => `  line ${line}: ${code}: ${message}`),
    ...moreRefused(file),
  ]);
  const seconds = (report.durationMs / 1000).toFixed(1);
  if (report.files.length > 1)
    lines.push(`all files: ${count(report.total.machines, 'machine')}, ${sentence(report.total)}`);
  lines.push(report.isAborted ? `given up after ${seconds} s` : `done in ${seconds} s`);
  return lines.join('\n');
}

/** How far a replay is. */
export interface ReplayProgress {
  phase: 'scan' | 'machines' | 'history' | 'live' | 'done';
  /** Counts so far; `read = recorded + duplicate + refused + waiting`. */
  total: ReplayReport['total'];
  /** Rows of all files, known after the scan. */
  rows: number;
  /** How long the live part still plays. */
  remainingMs: number;
}

/**
 * One line for a terminal: how far the replay is.
 *
 * @example
 * Replay: 31,474 of 32,074 rows recorded, 600 play live for 9 min 58 s
 */
export function formatReplayProgress(progress: ReplayProgress): string {
  const { phase, total, rows, remainingMs } = progress;
  if (phase === 'scan') return `Replay: ${count(rows, 'row')} found`;
  const parts = [`Replay: ${number(total.recorded)} of ${count(rows, 'row')} recorded`];
  if (total.duplicate > 0) parts.push(`${number(total.duplicate)} duplicate`);
  if (total.refused > 0) parts.push(`${number(total.refused)} refused`);
  if (phase === 'live' && total.waiting > 0) {
    parts.push(`${number(total.waiting)} play live for ${duration(remainingMs)}`);
  }
  return parts.join(', ');
}

function duration(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

function sentence(part: ReplayReport['total']): string {
  const sum = [
    `${number(part.recorded)} recorded`,
    `${number(part.duplicate)} duplicate`,
    `${number(part.refused)} refused`,
    ...(part.waiting === 0 ? [] : [`${number(part.waiting)} not played`]),
  ];
  return `${count(part.read, 'row')} read = ${sum.join(' + ')}`;
}

function moreRefused(file: FileReport): string[] {
  const more = file.refused - file.examples.length;
  if (more <= 0) return [];
  const codes = Object.entries(file.refusedByCode).map(([code, times]) => `${number(times)} ${code}`);
  return [`  and ${number(more)} more refused (in all: ${codes.join(', ')})`];
}

function count(amount: number, noun: string): string {
  return `${number(amount)} ${noun}${amount === 1 ? '' : 's'}`;
}

function number(amount: number): string {
  return amount.toLocaleString('en-US');
}
