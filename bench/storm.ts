// What a storm of faults costs: `npm run bench -- storm [--readings 100000] [--seed 1] [--only buffer|memory]`
//
// Two tabs of a real Chromium record through `nexus.telemetry.record`, and now and then edit a machine, on a stack of their
// own whose tokens end within seconds. In between stands a server that cuts, hangs, fails before and after the work was
// done, asks to wait and refuses tokens; tabs are reloaded, closed and killed. At the end every row of the database is
// compared with what the tabs were told is safe. There is no peer that promises this. The control goes through the same
// storm with what pages do without a buffer: a list in memory that is sent again until it is taken.

import type { BenchRow } from './run.ts';
import { longActs } from './storm/acts.ts';
import { Dice } from './storm/dice.ts';
import { FAULTS, type Fault, NO_ANSWER } from './storm/fault-plan.ts';
import type { Way } from './storm/page/protocol.ts';
import type { StormReport } from './storm/report.ts';
import { runStorm } from './storm/run-storm.ts';

const READINGS = 100_000;
/** Readings for which every kind of act is done once. */
const READINGS_PER_ROUND = 12_500;
/** So that a full storm lasts for minutes, in which tokens end and outages pass. */
const PAUSE_MS = 700;
/** A time-out of the client's own takes 20 s, so that it is rarer than the others. */
const LONG_FAULTS: readonly Fault[] = [...FAULTS, ...FAULTS, ...FAULTS, NO_ANSWER];

const optionOf = (args: readonly string[], name: string): string | undefined => {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args[at + 1];
};

export async function run(args: readonly string[]): Promise<BenchRow[]> {
  const readings = Number(optionOf(args, '--readings') ?? READINGS);
  const seed = Number(optionOf(args, '--seed') ?? 1);
  const only = optionOf(args, '--only');
  if (!Number.isInteger(readings) || readings < 1_000)
    throw new Error('--readings is a number of at least 1000');
  if (!Number.isInteger(seed)) throw new Error('--seed is a whole number');
  const reportOf = async (way: Way): Promise<StormReport | null> => {
    if (only !== undefined && only !== way) return null;
    console.error(`\n── ${way}, seed ${seed} ──`);
    const report = await runStorm({
      seed,
      readings,
      way,
      pauseMs: PAUSE_MS,
      faults: LONG_FAULTS,
      acts: longActs(new Dice(`${seed}/acts`), Math.max(1, Math.round(readings / READINGS_PER_ROUND))),
      say: (text) => console.error(text),
    });
    console.error(JSON.stringify({ ...report, statuses: undefined }));
    return report;
  };
  const ours = await reportOf('buffer');
  const control = await reportOf('memory');
  const report = ours ?? control;
  return report ? toRows(report, ours ? control : null) : [];
}

function toRows(ours: StormReport, control: StormReport | null): BenchRow[] {
  const own = (what: string, count: (report: StormReport) => number): BenchRow => ({
    case: what,
    ours: count(ours),
    peers: {},
    limit: 0,
    ratio: null,
    target: 'none',
    pass: count(ours) === 0,
  });
  const none = (what: string, count: (report: StormReport) => number): BenchRow => ({
    ...own(what, count),
    peers: control ? { 'list in memory': count(control) } : {},
  });
  const told = (what: string, count: (report: StormReport) => number): BenchRow => ({
    ...none(what, count),
    limit: null,
    target: 'for information',
    pass: true,
  });
  const sum = (counts: Record<string, number>): number =>
    Object.values(counts).reduce((all, one) => all + one, 0);
  const done = (report: StormReport, what: string): number => report.done[what] ?? 0;
  return [
    none('lost readings', ({ holdings }) => holdings.lost),
    none('readings stored twice', ({ holdings }) => holdings.twice),
    none('rows with other values, or of nobody', ({ holdings }) => holdings.wrong),
    none('order breaks', ({ ledger }) => ledger.orderBreaks),
    own('counted drops', ({ dropped }) => dropped),
    own('readings in quarantine', ({ quarantined }) => quarantined),
    none('readings and edits that still wait', ({ waiting }) => Math.max(...waiting)),
    own('edits lost, repeated or out of order', ({ edits: { expected, logged } }) =>
      differences(expected, logged),
    ),
    own('tries before Retry-After was over', ({ retryAfter }) => retryAfter.broken.length),
    none('errors that nobody caught', ({ uncaught }) => uncaught.length),
    told('acknowledged readings', ({ acknowledged }) => acknowledged),
    told('edits', ({ edits }) => edits.expected.length),
    told('faults', ({ happened }) => sum(happened)),
    told('reloads', (report) => done(report, 'reload')),
    told('tabs closed or killed', (report) => done(report, 'close') + done(report, 'crash')),
    told('ends of the session', (report) => done(report, 'end of session')),
    told('requests that record', ({ requests }) => requests),
    told('readings sent again though stored', ({ ledger }) => ledger.duplicates),
    told('s in all', ({ seconds }) => Math.round(seconds)),
    told('s from the last reading to the end', ({ drainSeconds }) => Number(drainSeconds.toFixed(1))),
  ];
}

/** Places at which the two lists differ. */
function differences(expected: readonly string[], logged: readonly string[]): number {
  const length = Math.max(expected.length, logged.length);
  return Array.from({ length }, (_, index) => expected[index] !== logged[index]).filter(Boolean).length;
}
