// The gateway as a process of its own, killed with SIGKILL and cut off from a real stack: each reading arrives once.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Stack } from '../../../packages/local/src/index.ts';
import { startTestStack, who } from '../../../packages/sdk/test/support/stack.ts';
import { Relay } from './support/relay.ts';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const RELAY_PORT = 58_071;
const COUNT = 30_000;
/** Nothing here depends on how long anything takes; a gateway that hangs fails the test instead of hanging it. */
const PATIENCE_MS = 60_000;

describe('a gateway that is killed and cut off', () => {
  let stack: Stack;
  let relay: Relay;
  let folder: string;
  let csv: string;
  let csvBytes: number;
  let machineIds: string[];
  const from = Date.now() - COUNT * 100;

  const offset = async (): Promise<number> => {
    const text = await readFile(join(folder, 'data/position.json'), 'utf8').catch(() => '{}');
    return (JSON.parse(text) as { offset?: number }).offset ?? 0;
  };
  const stored = async (): Promise<{ count: number; sum: number }> => {
    const [row] = await stack.db.query<{ count: number; sum: number }>(
      `select count(*)::int as count, coalesce(sum(rpm::float8), 0) as sum from public.telemetry
       where machine_id = any($1::uuid[]) and "timestamp" >= $2`,
      [machineIds, new Date(from).toISOString()],
    );
    return row ?? assert.fail('the database did not count');
  };

  const start = (args: string[], input?: string): { child: ChildProcess; said: () => string } => {
    const { email, password } = who('gateway', 'alpenwerk');
    const child = spawn(process.execPath, ['--conditions=nexus-source', MAIN, ...args], {
      stdio: ['pipe', 'ignore', 'pipe'],
      timeout: PATIENCE_MS,
      env: {
        ...process.env,
        NEXUS_URL: relay.url,
        NEXUS_PUBLISHABLE_KEY: stack.publishableKey,
        NEXUS_EMAIL: email,
        NEXUS_PASSWORD: password,
        NEXUS_DATA: join(folder, 'data'),
      },
    });
    child.stdin?.on('error', () => {}).end(input ?? '');
    let text = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    return { child, said: () => text };
  };

  /** Runs it until `isTime`, then kills it as a power cut would. */
  const killWhen = async (isTime: () => Promise<boolean>): Promise<void> => {
    const { child, said } = start([csv]);
    const exited = once(child, 'exit');
    while (child.exitCode === null && child.signalCode === null && !(await isTime())) await wait(2);
    child.kill('SIGKILL');
    const [code, signal] = await exited;
    assert.deepEqual({ code, signal }, { code: null, signal: 'SIGKILL' }, `it was still at work: ${said()}`);
  };
  const runToEnd = async (args: string[], input?: string): Promise<string> => {
    const { child, said } = start(args, input);
    const [code] = await once(child, 'close');
    assert.equal(code, 0, said());
    return said();
  };

  before(async () => {
    stack = await startTestStack();
    folder = await mkdtemp(join(tmpdir(), 'nexus-gateway-'));
    const rows = await stack.db.query<{ id: string }>(
      `select machine.id from public.machines as machine join public.tenants as tenant on tenant.id = machine.tenant_id
       where tenant.slug = 'alpenwerk' order by machine.name limit 4`,
    );
    machineIds = rows.map(({ id }) => id);
    assert.equal(machineIds.length, 4);
    csv = join(folder, 'readings.csv');
    const lines = Array.from({ length: COUNT }, (_, index) => {
      const timestamp = new Date(from + Math.floor(index / 4) * 400).toISOString();
      return `${machineIds[index % 4]},${timestamp},2.5,${50 + (index % 9)},${index},`;
    });
    await writeFile(csv, `machine_id,timestamp,vibration,temperature,rpm,power_kwh\n${lines.join('\n')}\n`);
    csvBytes = (await stat(csv)).size;
    relay = new Relay(stack.url, RELAY_PORT);
    await relay.open();
  });
  afterEach(() => relay.restore());
  after(async () => {
    await relay?.cut();
    await stack?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('goes on where it was, with and without network, and stores each reading once', async () => {
    // As long as no batch is acknowledged, or there is no network, it cannot come to an end before the kill.
    const lost = { count: 0 };
    relay.lose('/rpc/record_readings', () => {
      lost.count += 1;
    });
    await killWhen(async () => (await offset()) > 0);
    const { mode } = await stat(join(folder, 'data/session.json'));
    assert.equal(mode & 0o777, 0o600, 'nobody else reads the session');
    await relay.cut();
    for (const share of [0.3, 0.6]) {
      const goal = Math.min(csvBytes, (await offset()) + csvBytes * share);
      await killWhen(async () => (await offset()) >= goal);
    }
    await relay.open();
    const before = lost.count;
    // The server has stored a batch, and the gateway does not know.
    await killWhen(async () => lost.count > before);
    relay.restore();
    const { count } = await stored();
    assert.ok(count > 0 && count < COUNT, `${count} were stored before the last start`);
    const words = await runToEnd([csv]);
    assert.match(words, /done: \d+ taken, 0 refused, 0 unreadable/);
    assert.doesNotMatch(words, /had to go/);
    assert.deepEqual(await stored(), { count: COUNT, sum: (COUNT * (COUNT - 1)) / 2 });
  });

  it('has nothing to do when the file is through', async () => {
    assert.match(await runToEnd([csv]), /done: [01] taken, 0 refused, 0 unreadable/);
  });

  it('takes JSON lines on stdin, and tells what is no reading', async () => {
    const timestamp = new Date(from + COUNT * 100).toISOString();
    const good = { machineId: machineIds[0], timestamp, rpm: 7 };
    const foreign = { machineId: '00000000-0000-4000-8000-000000000000', timestamp, rpm: 7 };
    const words = await runToEnd([], `${JSON.stringify(good)}\n{"machineId":\n${JSON.stringify(foreign)}`);
    assert.match(words, /not a reading: \{"machineId":/);
    assert.match(words, /done: 2 taken, 1 refused, 1 unreadable/);
    assert.deepEqual(await stored(), { count: COUNT + 1, sum: (COUNT * (COUNT - 1)) / 2 + 7 });
  });
});
