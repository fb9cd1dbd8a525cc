import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createNexus, isNexusError, type Machine, type Nexus } from '@nexus-mfg/sdk';
import {
  replayFiles,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../../src/gateway/index.ts';
import { type Stack, startStack } from '../../src/index.ts';
import { CuttableServer } from './support/cuttable-server.ts';
import { HEADER, testFolder } from './support/files.ts';

const PASSWORD = 'nexus-demo-2026';
const gateway = (tenant: string): { email: string; password: string } => ({
  email: `gateway@${tenant}.example`,
  password: PASSWORD,
});

/** Resolves with the first list that `accepts` takes. */
function machinesWhen(
  nexus: Nexus,
  accepts: (machines: readonly Machine[]) => boolean,
): Promise<readonly Machine[]> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop();
      reject(new Error('the machines did not become so within 20 s'));
    }, 20_000);
    const stop = nexus.machines.subscribe((machines) => {
      if (!accepts(machines)) return;
      clearTimeout(timer);
      queueMicrotask(() => stop());
      resolve(machines);
    });
  });
}

describe('gateways on the embedded stack', () => {
  const { write } = testFolder();
  let stack: Stack;
  let server: { url: string; publishableKey: string };
  const open: Nexus[] = [];
  const running: Simulator[] = [];
  const simulate = async (
    options: Partial<SimulatorOptions> & Pick<SimulatorOptions, 'accounts'>,
  ): Promise<Simulator> => {
    const simulator = await startSimulator({ ...server, ...options });
    running.push(simulator);
    return simulator;
  };
  const signIn = async (email: string): Promise<Nexus> => {
    const nexus = createNexus(server);
    open.push(nexus);
    await nexus.session.signIn({ email, password: PASSWORD });
    return nexus;
  };

  before(async () => {
    stack = await startStack({ dataDir: 'memory', functions: false });
    server = { url: stack.url, publishableKey: stack.publishableKey };
  });
  after(async () => {
    await Promise.all(running.map((simulator) => simulator.stop()));
    await Promise.all(open.map((nexus) => nexus.close()));
    await stack?.stop();
  });

  it('simulates both tenants: fresh readings of every machine, states, a filled past, a quick end', async () => {
    const progress: number[] = [];
    const simulator = await simulate({
      accounts: [gateway('alpenwerk'), gateway('rio-bravo')],
      intervalMs: 500,
      backfillHours: 2,
      onProgress: ({ account, done, total }) => {
        if (account.includes('alpenwerk')) progress.push(done / total);
      },
    });
    const begun = Date.now();
    for (const [tenant, amount] of [
      ['alpenwerk', 28],
      ['rio-bravo', 24],
    ] as const) {
      const nexus = await signIn(`ceo@${tenant}.example`);
      const machines = await machinesWhen(
        nexus,
        (all) =>
          all.every(({ latest }) => latest !== null && Date.parse(latest.timestamp) > begun) &&
          // Which state depends on the time of day: at a change of shift most of them stand.
          all.filter(({ status }) => status !== 'offline').length > amount / 2,
      );
      assert.equal(machines.length, amount);
      assert.ok(machines.every(({ type, latest }) => type !== 'press' || !('rpm' in (latest ?? {}))));
    }
    await simulator.backfilled;
    assert.equal(progress.at(-1), 1);
    const nexus = open[0] as Nexus;
    const [machine] = await nexus.machines.list();
    const [from, to] = [begun - 7_200_000, begun].map((time) => new Date(time).toISOString());
    const past = await nexus.telemetry.series({
      machineId: machine?.id ?? '',
      from: from ?? '',
      to: to ?? '',
    });
    assert.ok(past.times.length > 150, `${past.times.length} points in two hours`);
    const stopping = Date.now();
    await simulator.stop();
    assert.ok(Date.now() - stopping < 1000);
  });

  it('waits out an outage: what was measured meanwhile arrives afterwards', async () => {
    const way = await CuttableServer.open(stack.url);
    let failures = 0;
    let failed: () => void = () => {};
    const twiceFailed = new Promise<void>((resolve) => {
      failed = resolve;
    });
    const simulator = await simulate({
      url: way.url,
      accounts: [gateway('rio-bravo')],
      intervalMs: 200,
      backfillHours: 0,
      onFailure: () => {
        if (++failures === 2) failed();
      },
    });
    try {
      const nexus = await signIn('ceo@rio-bravo.example');
      const cutAt = Date.now();
      await machinesWhen(nexus, (all) =>
        all.some(({ latest }) => Date.parse(latest?.timestamp ?? '') > cutAt),
      );
      way.cut();
      await twiceFailed;
      const restoredAt = Date.now();
      way.restore();
      const [machine] = await machinesWhen(nexus, (all) =>
        all.every(({ latest }) => Date.parse(latest?.timestamp ?? '') > restoredAt),
      );
      const rows = await stack.db.query<{ at: string }>(
        'select extract(epoch from "timestamp") * 1000 as at from public.telemetry where machine_id = $1 and "timestamp" > to_timestamp($2::float8 / 1000) order by 1',
        [machine?.id, cutAt],
      );
      const times = rows.map(({ at }) => Number(at));
      const pauses = times.slice(1).map((time, index) => time - (times[index] as number));
      assert.ok(times.some((time) => time < restoredAt) && (times.at(-1) ?? 0) > restoredAt);
      assert.ok(Math.max(...pauses) < 2000, `no hole where the outage was: ${pauses}`);
    } finally {
      await simulator.stop();
      await way.close();
    }
  });

  it('refuses a wrong password and leaves nothing running', async () => {
    await assert.rejects(
      simulate({ accounts: [{ email: 'gateway@alpenwerk.example', password: 'wrong' }] }),
      (error) => isNexusError(error) && error.code === 'invalid_credentials',
    );
  });

  it('replays a file; the simulator keeps its hands off the machines of a recording', async () => {
    const begin = Date.UTC(2018, 3, 1);
    const rows = Array.from({ length: 50 }, (_, index) => {
      const time = new Date(begin + index * 100).toISOString();
      return `run-1,${time},,,${index},-1e-6`;
    });
    const file = write(
      'cnc_run.csv.gz',
      [HEADER, ...rows, rows[49], 'run-1,2018-04-01T00:00:00Z,,,,'].join('\n'),
    );
    const report = await replayFiles({ ...server, account: gateway('alpenwerk'), files: [file], speed: 0 });
    const { read, recorded, duplicate, refused } = report.total;
    assert.deepEqual(
      { read, recorded, duplicate, refused },
      { read: 52, recorded: 50, duplicate: 1, refused: 1 },
    );

    const nexus = await signIn('ceo@alpenwerk.example');
    const find = async (): Promise<Machine | undefined> =>
      (await nexus.machines.list()).find(({ externalId }) => externalId === 'run-1');
    const machine = await find();
    assert.equal(machine?.type, 'cnc_mill');
    assert.equal(machine?.healthScore, null, 'speed and power alone are not judged');
    assert.equal(machine?.latest?.rpm, 49);
    assert.ok(!('vibration' in (machine?.latest ?? {})));

    const simulator = await simulate({
      accounts: [gateway('alpenwerk')],
      intervalMs: 200,
      backfillHours: 0,
    });
    const now = Date.now();
    await machinesWhen(nexus, (all) =>
      all.some(({ latest }) => Date.parse(latest?.timestamp ?? '') > now + 200),
    );
    await simulator.stop();
    assert.deepEqual((await find())?.latest, machine?.latest);
  });
});
