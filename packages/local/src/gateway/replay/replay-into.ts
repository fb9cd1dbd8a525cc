import { type Nexus, NexusError, type Reading } from '@nexus-mfg/sdk';
import { pause } from '../retry.ts';
import { BatchSender, type Way } from './batch-sender.ts';
import { ensureMachines } from './machines.ts';
import type { ReplayOptions } from './options.ts';
import { countRefusal, type FileReport, type ReplayProgress, type ReplayReport, sumUp } from './report.ts';
import { type Row, readRows } from './rows.ts';
import { type Scanned, scanFile } from './scan.ts';
import { createTimeline, formatTime, type Moment, type Span } from './timeline.ts';

/** An outage of the server is waited out this long. */
const PATIENCE_MS = 120_000;
/** How often due rows of the live part are sent. */
const TICK_MS = 250;

/** A row of the live part with the time at which it is due. */
interface LiveRow {
  row: Row;
  /** Epoch ms, counted from the beginning of the live part. */
  due: number;
  file: number;
}

/** The replay itself, whatever the way to the server is. */
export async function replayInto(
  options: Pick<ReplayOptions, 'files' | 'speed' | 'onProgress' | 'signal'>,
  connect: () => Promise<Nexus>,
): Promise<ReplayReport> {
  const { files, speed, signal = new AbortController().signal } = options;
  if (!(speed >= 0) || !Number.isFinite(speed)) {
    throw new NexusError('validation_failed', `The speed of a replay is 0 or more, not ${speed}.`);
  }
  const begun = Date.now();
  const scanned: Scanned[] = [];
  const reports: FileReport[] = [];
  let nexus: Nexus | null = null;
  const tell = (phase: ReplayProgress['phase'], remainingMs = 0): void => {
    const rows = scanned.reduce((sum, file) => sum + file.rows, 0);
    options.onProgress?.({ phase, total: sumUp(reports, mergeSpans(scanned).size), rows, remainingMs });
  };
  try {
    for (const file of files) scanned.push(await scanFile(file, signal));
    reports.push(...scanned.map(emptyReport));
    tell('scan');
    nexus = await connect();
    const way: Way = { nexus, signal, patienceMs: PATIENCE_MS };
    const ids = await ensureMachines(nexus, scanned, signal, PATIENCE_MS);
    tell('machines');
    const senders = reports.map((report) => new BatchSender(way, report));
    const live: LiveRow[] = [];
    const now = Date.now();
    const timelines = new Map(
      [...mergeSpans(scanned)].map(([machineId, span]) => [machineId, createTimeline(span, now, speed)]),
    );
    for (const [index, file] of scanned.entries()) {
      const sender = senders[index] as BatchSender;
      const report = reports[index] as FileReport;
      for await (const { row, moment } of placeRows(file, report, timelines, signal)) {
        if (moment.isLive) {
          live.push({ row, due: moment.stamp - now, file: index });
          continue;
        }
        sender.add(toReading(row, moment.stamp, ids), row.line);
        if (!sender.isFull) continue;
        await sender.flush();
        tell('history');
      }
      await sender.flush();
      tell('history');
    }
    await playLive(live, senders, ids, signal, (remainingMs) => tell('live', remainingMs));
    tell('done');
    return finish(scanned, reports, begun, false);
  } catch (error) {
    if (!signal.aborted) throw error;
    return finish(scanned, reports, begun, true);
  } finally {
    await nexus?.close();
  }
}

function emptyReport(file: Scanned): FileReport {
  const { name, spans, notes } = file;
  const counts = { read: 0, recorded: 0, duplicate: 0, refused: 0, waiting: 0 };
  return { file: name, machines: spans.size, ...counts, refusedByCode: {}, examples: [], notes };
}

function finish(
  scanned: readonly Scanned[],
  files: FileReport[],
  begun: number,
  isAborted: boolean,
): ReplayReport {
  return {
    files,
    total: sumUp(files, mergeSpans(scanned).size),
    durationMs: Date.now() - begun,
    isAborted,
  };
}

/** First and last row of each machine over all files: two files of one machine share its time. */
function mergeSpans(files: readonly Scanned[]): Map<string, Span> {
  const merged = new Map<string, Span>();
  for (const { spans } of files) {
    for (const [machineId, { oldest, newest }] of spans) {
      const known = merged.get(machineId) ?? { oldest, newest };
      merged.set(machineId, {
        oldest: Math.min(known.oldest, oldest),
        newest: Math.max(known.newest, newest),
      });
    }
  }
  return merged;
}

/** The good rows of a file with their place in the present; the bad ones go into the report. */
async function* placeRows(
  file: Scanned,
  report: FileReport,
  timelines: ReadonlyMap<string, (time: number) => Moment>,
  signal: AbortSignal,
): AsyncGenerator<{ row: Row; moment: Moment }> {
  for await (const events of readRows(file.path, signal)) {
    for (const event of events) {
      if (event.type === 'header') continue;
      report.read++;
      if (event.type === 'bad') {
        countRefusal(report, event.bad);
        continue;
      }
      report.waiting++;
      const { row } = event;
      const moment = timelines.get(row.machineId)?.(row.time);
      if (moment === undefined)
        throw new NexusError('file_unreadable', `${file.path} changed while it was read.`);
      yield { row, moment };
    }
  }
}

/** Sends each row of the live part when it is due, counted from now: the history is there when it begins. */
async function playLive(
  live: LiveRow[],
  senders: readonly BatchSender[],
  ids: ReadonlyMap<string, string>,
  signal: AbortSignal,
  tell: (remainingMs: number) => void,
): Promise<void> {
  live.sort((a, b) => a.due - b.due);
  const begin = Date.now();
  const end = begin + (live.at(-1)?.due ?? 0);
  for (let next = 0; next < live.length; ) {
    const now = Date.now();
    for (let item = live[next]; item !== undefined && begin + item.due <= now; item = live[++next]) {
      senders[item.file]?.add(toReading(item.row, begin + item.due, ids), item.row.line);
    }
    for (const sender of senders) await sender.flush();
    tell(Math.max(0, end - Date.now()));
    const following = live[next];
    if (following !== undefined) await pause(Math.max(TICK_MS, begin + following.due - Date.now()), signal);
  }
}

function toReading(row: Row, stamp: number, ids: ReadonlyMap<string, string>): Reading {
  return { machineId: ids.get(row.machineId) ?? row.machineId, timestamp: formatTime(stamp), ...row.metrics };
}
