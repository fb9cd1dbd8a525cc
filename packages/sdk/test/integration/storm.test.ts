// The short storm; the full one is `npm run bench -- storm`.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { SHORT_ACTS } from '../../../../bench/storm/acts.ts';
import { FAULTS } from '../../../../bench/storm/fault-plan.ts';
import type { StormReport } from '../../../../bench/storm/report.ts';
import { runStorm } from '../../../../bench/storm/run-storm.ts';
import { ENGINE } from '../support/stack.ts';

const READINGS = 4_000;

describe('two tabs that record and edit in a storm of faults', () => {
  let report: StormReport;

  before(async () => {
    report = await runStorm({
      seed: 20_260,
      readings: READINGS,
      pauseMs: 100,
      faults: FAULTS,
      acts: SHORT_ACTS,
      ...ENGINE,
    });
  });

  it('met every kind of fault, reloads, closed and killed tabs, and the end of the session', () => {
    const { happened, done } = report;
    assert.deepEqual(
      FAULTS.filter((fault) => !happened[fault]),
      [],
    );
    for (const weather of ['cut', 'unavailable', 'expired'])
      assert.ok(happened[`weather: ${weather}`], weather);
    assert.deepEqual(
      [done.reload, done.close, done.crash, done['end of session']],
      [2, 1, 1, 1],
      'reloads, closed tabs, killed tabs, ends of the session',
    );
  });

  it('leaves the server with each reading exactly once, as it was recorded, and with nothing else', () => {
    assert.equal(report.acknowledged, READINGS);
    assert.deepEqual(report.holdings, { stored: READINGS, lost: 0, twice: 0, wrong: 0 });
    assert.deepEqual([report.isDrained, report.waiting], [true, [0, 0]]);
    assert.ok(report.ledger.duplicates > 0, 'what was stored already was sent again, and harmless');
  });

  it('sends the readings of each machine in the order in which they were recorded', () => {
    assert.deepEqual([report.ledger.orderBreaks, report.ledger.examples], [0, []]);
  });

  it('drops nothing and blames no reading', () => {
    const { dropped, quarantined, ledger } = report;
    assert.deepEqual([dropped, quarantined, ledger.refused], [0, 0, 0]);
  });

  it('does each edit once and in order', () => {
    const { expected, logged } = report.edits;
    assert.ok(expected.length > 0, 'edits were made');
    assert.deepEqual(logged, expected);
  });

  it('comes back no earlier than a 429 asks it to', () => {
    assert.deepEqual(report.retryAfter.broken, []);
    assert.ok(report.retryAfter.kept > 0);
  });

  it('leaves no error that nobody caught', () => {
    assert.deepEqual(report.uncaught, []);
  });
});
