import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createNexus, isNexusError, type Machine, type Nexus } from '@nexus-mfg/sdk';
import { SimulatedDataService, SimulatedWorld } from '@nexus-mfg/sdk/simulated';
import { formatReplayProgress, formatReplayReport, type ReplayReport } from '../../src/gateway/index.ts';
import type { ReplayOptions } from '../../src/gateway/replay/options.ts';
import { replayInto } from '../../src/gateway/replay/replay-into.ts';
import { HEADER, testFolder } from './support/files.ts';

const GATEWAY = 'gateway@alpenwerk.example';

/** An empty tenant to replay into. */
class Target {
  readonly #world: SimulatedWorld = new SimulatedWorld({ withMachines: false });
  service: SimulatedDataService | null = null;

  open(as: string = GATEWAY): Nexus {
    this.service = new SimulatedDataService({ world: this.#world, signedInAs: as });
    return createNexus({ data: this.service });
  }

  replay(options: Partial<ReplayOptions> & Pick<ReplayOptions, 'files'>): Promise<ReplayReport> {
    return replayInto({ speed: 0, ...options }, async () => this.open());
  }

  async machines(): Promise<Map<string, Machine>> {
    const nexus = this.open();
    const machines = await nexus.machines.list();
    await nexus.close();
    return new Map(machines.map((machine) => [machine.externalId ?? '', machine]));
  }

  async times(machineId: string): Promise<number[]> {
    const nexus = this.open();
    const now = Date.now();
    const [from, to] = [now - 86_400_000, now + 60_000].map((time) => new Date(time).toISOString());
    const series = await nexus.telemetry.series({
      machineId,
      from: from ?? '',
      to: to ?? '',
      maxPoints: 4000,
    });
    await nexus.close();
    return [...series.times].filter((_, index) =>
      Object.values(series.metrics).some(({ mean }) => !Number.isNaN(mean[index])),
    );
  }
}

function addsUp({ total }: ReplayReport): void {
  assert.equal(total.read, total.recorded + total.duplicate + total.refused + total.waiting);
}

describe('replay', () => {
  const { write } = testFolder();

  it('makes a machine for each machine_id, moves its time to now and keeps distances', async () => {
    const rows = [0, 1000, 1100, 4000].map(
      (ms) => `mill-01,${new Date(Date.UTC(2019, 0, 1) + ms).toISOString()},,,${ms},`,
    );
    const file = write('mill.csv', [HEADER, ...rows, 'pump_2,2001-01-01T00:00:00Z,1.5,40,,0.1'].join('\n'));
    const target = new Target();
    const begun = Date.now();
    const report = await target.replay({ files: [file] });
    addsUp(report);
    assert.deepEqual(report.total, {
      machines: 2,
      read: 5,
      recorded: 5,
      duplicate: 0,
      refused: 0,
      waiting: 0,
    });
    const machines = await target.machines();
    const mill = machines.get('mill-01');
    assert.equal(mill?.name, 'Mill 01');
    assert.deepEqual(mill?.latest, { machineId: mill?.id, timestamp: mill?.latest?.timestamp, rpm: 4000 });
    const newest = Date.parse(mill?.latest?.timestamp ?? '');
    assert.ok(newest >= begun && newest <= Date.now());
    assert.deepEqual(
      (await target.times(mill?.id ?? '')).map((time) => newest - time),
      [4000, 3000, 2900, 0],
    );
    const pump = machines.get('pump_2');
    assert.ok(Math.abs(Date.parse(pump?.latest?.timestamp ?? '') - newest) < 2, 'each machine ends now');
  });

  it('counts bad rows, rows without a metric and repeated rows, with line numbers, and goes on', async () => {
    const file = write(
      'mixed.csv',
      [
        HEADER,
        'M,2020-01-01T00:00:00Z,1,,,',
        'M,2020-01-01T00:00:00Z,2,,,',
        'M,2020-01-01T00:00:01Z,,,,',
        'M,2020-01-01T00:00:02Z,x,,,',
        'M,2020-01-01T00:00:05Z,-3,,,',
        'M,2020-01-01T00:00:04Z,4,,,',
      ].join('\n'),
    );
    const report = await new Target().replay({ files: [file] });
    addsUp(report);
    const [{ examples, ...counts } = assert.fail()] = report.files;
    assert.deepEqual([counts.read, counts.recorded, counts.duplicate, counts.refused], [6, 2, 1, 3]);
    assert.deepEqual(examples.map(({ line, code }) => [line, code]).sort(), [
      [4, 'no_metric'],
      [5, 'not_a_number'],
      [6, 'value_out_of_range'],
    ]);
    const text = formatReplayReport(report);
    assert.match(text, /6 rows read = 2 recorded \+ 1 duplicate \+ 3 refused/);
    assert.match(text, /line 4: no_metric/);
  });

  it('records files of many rows in batches and tells how far it is', async () => {
    const begin = Date.UTC(2020, 0, 1);
    const rows = Array.from(
      { length: 6001 },
      (_, index) => `M,${new Date(begin + index * 100).toISOString()},,,1,`,
    );
    const file = write('many.csv.gz', [HEADER, ...rows].join('\n'));
    const told: number[] = [];
    const report = await new Target().replay({
      files: [file],
      onProgress: ({ phase, total, rows: all }) => {
        assert.equal(total.read, total.recorded + total.duplicate + total.refused + total.waiting);
        assert.equal(all, 6001);
        if (phase === 'history') told.push(total.recorded);
      },
    });
    assert.deepEqual(told, [2500, 5000, 6001]);
    assert.equal(report.total.recorded, 6001);
  });

  it('gives two files of one machine one time', async () => {
    const coarse = write(
      'coarse.csv',
      `${HEADER}\nM,2020-01-01T00:00:00Z,,1,,\nM,2020-01-01T00:01:00Z,,2,,\n`,
    );
    const fine = write('fine.csv', `${HEADER}\nM,2020-01-01T00:01:00Z,,3,,\nM,2020-01-01T00:01:30Z,,4,,\n`);
    const target = new Target();
    const { total } = await target.replay({ files: [coarse, fine] });
    assert.deepEqual([total.machines, total.read, total.recorded, total.duplicate], [1, 4, 3, 1]);
    const machine = (await target.machines()).get('M');
    const times = await target.times(machine?.id ?? '');
    assert.deepEqual(
      times.map((time) => time - (times[0] ?? 0)),
      [0, 60_000, 90_000],
    );
  });

  it('says in one line how far it is', () => {
    const total = { machines: 2, read: 9, recorded: 6, duplicate: 0, refused: 1, waiting: 2 };
    assert.equal(
      formatReplayProgress({ phase: 'live', total, rows: 9, remainingMs: 61_200 }),
      'Replay: 6 of 9 rows recorded, 1 refused, 2 play live for 1 min 2 s',
    );
  });

  it('uses the machines again at the next replay', async () => {
    const file = write('again.csv', `${HEADER}\nM,2020-01-01T00:00:00Z,1,,,\n`);
    const target = new Target();
    await target.replay({ files: [file] });
    await target.replay({ files: [file] });
    assert.equal((await target.machines()).size, 1);
  });

  it('knows units by the name of the file or from the caller', async () => {
    const csv = (id: string): string => `${HEADER}\n${id},2020-01-01T00:00:00Z,1,80,,\n`;
    const target = new Target();
    await target.replay({
      files: [
        write('skab_small.csv', csv('a')),
        write('nab_small.csv', csv('b')),
        { path: write('own.csv', csv('c')), units: { vibrationUnit: 'g' } },
        write('other.csv', csv('d')),
      ],
    });
    const machines = await target.machines();
    const units = ['a', 'b', 'c', 'd'].map((id) => {
      const { vibrationUnit, temperatureUnit } = machines.get(id)?.metadata ?? {};
      return [vibrationUnit, temperatureUnit];
    });
    assert.deepEqual(units, [
      ['g', undefined],
      [undefined, 'unknown'],
      ['g', undefined],
      [undefined, undefined],
    ]);
  });

  it('plays the second half live, in fast motion', async () => {
    const begin = Date.UTC(2020, 0, 1);
    const rows = Array.from(
      { length: 41 },
      (_, index) => `M,${new Date(begin + index * 1000).toISOString()},,,${index},`,
    );
    const file = write('live.csv', [HEADER, ...rows].join('\n'));
    const target = new Target();
    const phases: string[] = [];
    const begun = Date.now();
    const report = await target.replay({
      files: [file],
      speed: 40,
      onProgress: ({ phase, total }) => {
        if (phase === 'history') assert.equal(total.waiting, 20, 'the live part waits');
        phases.push(phase);
      },
    });
    addsUp(report);
    assert.ok(Date.now() - begun >= 500, 'twenty seconds play in half a second');
    assert.equal(report.total.recorded, 41);
    assert.ok(phases.filter((phase) => phase === 'live').length >= 2);
    assert.equal((await target.machines()).get('M')?.latest?.rpm, 40);
  });

  it('waits out an outage without losing or doubling a row', async () => {
    const begin = Date.UTC(2020, 0, 1);
    const rows = Array.from(
      { length: 21 },
      (_, index) => `M,${new Date(begin + index * 1000).toISOString()},,,${index},`,
    );
    const file = write('outage.csv', [HEADER, ...rows].join('\n'));
    const target = new Target();
    let isCut = false;
    const report = await target.replay({
      files: [file],
      speed: 20,
      onProgress: ({ phase }) => {
        if (phase !== 'live' || isCut) return;
        isCut = true;
        target.service?.setOffline(true);
        setTimeout(() => target.service?.setOffline(false), 400);
      },
    });
    assert.ok(isCut);
    addsUp(report);
    assert.deepEqual([report.total.recorded, report.total.duplicate], [21, 0]);
  });

  it('can be given up and tells how far it came', async () => {
    const file = write(
      'endless.csv',
      [HEADER, 'M,2020-01-01T00:00:00Z,1,,,', 'M,2020-01-01T00:10:00Z,2,,,'].join('\n'),
    );
    const controller = new AbortController();
    const report = await new Target().replay({
      files: [file],
      speed: 1,
      signal: controller.signal,
      onProgress: ({ phase }) => {
        if (phase === 'live') controller.abort();
      },
    });
    addsUp(report);
    assert.deepEqual([report.isAborted, report.total.recorded, report.total.waiting], [true, 1, 1]);
    assert.match(formatReplayReport(report), /1 not played\n.*given up/s);
  });

  it('can be given up before it has begun', async () => {
    const file = write('never.csv', `${HEADER}\nM,2020-01-01T00:00:00Z,1,,,\n`);
    const target = new Target();
    const report = await target.replay({ files: [file], signal: AbortSignal.abort() });
    assert.deepEqual([report.isAborted, report.total.recorded], [true, 0]);
    assert.equal((await target.machines()).size, 0);
  });

  it('records nothing when one of the files cannot be read', async () => {
    const file = write('fine.csv', `${HEADER}\nM,2020-01-01T00:00:00Z,1,,,\n`);
    const target = new Target();
    await assert.rejects(
      target.replay({ files: [file, '/nowhere/else.csv'] }),
      (error) => isNexusError(error) && error.code === 'file_not_found',
    );
    assert.equal((await target.machines()).size, 0);
  });

  it('tells at once when the account may not record', async () => {
    const file = write('denied.csv', `${HEADER}\nM,2020-01-01T00:00:00Z,1,,,\n`);
    const target = new Target();
    await assert.rejects(
      replayInto({ files: [file], speed: 0 }, async () => target.open('ceo@alpenwerk.example')),
      (error) => isNexusError(error) && error.code === 'permission_denied',
    );
  });
});
