import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MACHINE_A, MACHINE_B, TENANT_A } from '../support/actors.ts';
import { inWorld, type World } from '../support/world.ts';

interface Answer {
  stored: number;
  duplicate: number;
  duplicates: number[];
  refused: { index: number; code: string; message: string }[];
}

const SECOND_MACHINE = 'a1000000-0000-4000-8000-000000020002';
const ago = (ms: number): string => new Date(Date.now() - ms).toISOString();
const MINUTE = 60_000;
const DAY = 86_400_000;

async function record(
  world: World,
  readings: unknown,
  actor: 'maintenanceA' | 'maintenanceB' = 'maintenanceA',
): Promise<Answer> {
  const rows = await world.as<{ a: Answer }>(actor, 'select public.record_readings($1) as a', {
    params: [JSON.stringify(readings)],
  });
  assert.ok(rows[0]);
  return rows[0].a;
}

const codes = (answer: Answer): [number, string][] => answer.refused.map(({ index, code }) => [index, code]);

describe('record_readings', () => {
  it('stores a batch and keeps absent metrics absent', () =>
    inWorld(async (world) => {
      const timestamp = ago(MINUTE);
      const answer = await record(world, [{ machine_id: MACHINE_A, timestamp, vibration: 1.5, rpm: null }]);
      assert.deepEqual(answer, { stored: 1, duplicate: 0, duplicates: [], refused: [] });
      const rows = await world.as(
        'ceoA',
        'select vibration, temperature, rpm, power_kwh from public.telemetry',
      );
      assert.deepEqual(rows, [{ vibration: 1.5, temperature: null, rpm: null, power_kwh: null }]);
    }));
  it('is idempotent, within a batch too, and the first value stays', () =>
    inWorld(async (world) => {
      const reading = { machine_id: MACHINE_A, timestamp: ago(MINUTE), rpm: 10 };
      assert.deepEqual(await record(world, [reading, { ...reading, rpm: 11 }]), {
        stored: 1,
        duplicate: 1,
        duplicates: [1],
        refused: [],
      });
      assert.deepEqual(await record(world, [{ ...reading, rpm: 12 }]), {
        stored: 0,
        duplicate: 1,
        duplicates: [0],
        refused: [],
      });
      assert.deepEqual(await world.as('ceoA', 'select rpm from public.telemetry'), [{ rpm: 10 }]);
    }));
  it('refuses bad readings one by one and stores the rest', () =>
    inWorld(async (world) => {
      const good = { machine_id: MACHINE_A, timestamp: ago(MINUTE), rpm: 1 };
      const batch: [unknown, string | null][] = [
        [good, null],
        ['text', 'invalid_reading'],
        [null, 'invalid_reading'],
        [[], 'invalid_reading'],
        [{}, 'invalid_reading'],
        [{ ...good, timestamp: undefined }, 'invalid_reading'],
        [{ ...good, timestamp: 'yesterday' }, 'invalid_reading'],
        [{ ...good, timestamp: '2026-02-30T00:00:00Z' }, 'invalid_reading'],
        [{ ...good, timestamp: '2026-02-29T00:00:00Z' }, 'invalid_reading'],
        [{ ...good, timestamp: '2026-13-01T00:00:00Z' }, 'invalid_reading'],
        [{ ...good, timestamp: 'abcd-02-29T00:00:00Z' }, 'invalid_reading'],
        [{ ...good, timestamp: '2026-11-01T25:00:00Z' }, 'invalid_reading'],
        [{ ...good, timestamp: '2026-11-01T10:00:00' }, 'invalid_reading'],
        [{ ...good, timestamp: 'infinity' }, 'invalid_reading'],
        [{ ...good, timestamp: 1_700_000_000 }, 'invalid_reading'],
        [{ ...good, rpm: 'fast' }, 'invalid_reading'],
        [{ ...good, rpm: true }, 'invalid_reading'],
        [{ ...good, rpm: { value: 1 } }, 'invalid_reading'],
        [{ machine_id: MACHINE_A, timestamp: ago(MINUTE) }, 'invalid_reading'],
        [{ ...good, rpm: 'NaN' }, 'value_out_of_range'],
        [{ ...good, vibration: 'Infinity' }, 'value_out_of_range'],
        [{ ...good, temperature: '-infinity' }, 'value_out_of_range'],
        [{ ...good, vibration: -0.1 }, 'value_out_of_range'],
        [{ ...good, rpm: 1e300 }, 'value_out_of_range'],
        [{ ...good, temperature: -300 }, 'value_out_of_range'],
        [{ ...good, machine_id: MACHINE_B }, 'unknown_machine'],
        [{ ...good, machine_id: 'MILL-01' }, 'unknown_machine'],
        [{ ...good, machine_id: "'; drop table machines; --" }, 'unknown_machine'],
        [{ ...good, timestamp: new Date(Date.now() + 6 * MINUTE).toISOString() }, 'reading_in_future'],
        [{ ...good, timestamp: '9999-12-31T23:59:59Z' }, 'reading_in_future'],
        [{ ...good, timestamp: ago(731 * DAY) }, 'reading_too_old'],
        [{ ...good, timestamp: '1000-01-01T00:00:00Z' }, 'reading_too_old'],
        [{ ...good, timestamp: ago(2 * MINUTE), rpm: 1e-60 }, null],
        [{ ...good, timestamp: new Date(Date.now() + 4 * MINUTE).toISOString() }, null],
      ];
      const answer = await record(
        world,
        batch.map(([reading]) => reading),
      );
      assert.deepEqual(
        codes(answer),
        batch.flatMap(([, code], index) => (code === null ? [] : [[index, code]])),
      );
      assert.equal(answer.stored, 3);
      assert.ok(answer.refused.every(({ message }) => message.length > 5 && message.length < 200));
    }));
  it('answers for each reading what happened to it, in any order and mix', () =>
    inWorld(async (world) => {
      const at = (ms: number, rpm: number): object => ({ machine_id: MACHINE_A, timestamp: ago(ms), rpm });
      const known = at(9 * MINUTE, 1);
      await record(world, [known]);
      const twice = at(3 * MINUTE, 2);
      const answer = await record(world, [twice, { rpm: 1 }, known, at(MINUTE, 3), twice, twice]);
      assert.deepEqual(answer.duplicates, [2, 4, 5]);
      assert.deepEqual(codes(answer), [[1, 'invalid_reading']]);
      assert.deepEqual([answer.stored, answer.duplicate], [2, 3]);
    }));
  it('judges a reading alike whatever else is in the batch', () =>
    inWorld(async (world) => {
      const good = { machine_id: MACHINE_A, timestamp: ago(MINUTE), rpm: 1 };
      const odd = { ...good, timestamp: '2026-02-30T00:00:00Z' };
      assert.equal((await record(world, [good])).stored, 1);
      const answer = await record(world, [{ ...good, timestamp: ago(2 * MINUTE) }, odd]);
      assert.deepEqual([answer.stored, codes(answer)], [1, [[1, 'invalid_reading']]]);
      const alone = await record(world, [{ ...good, timestamp: ago(3 * MINUTE) }]);
      assert.deepEqual(alone.refused, []);
    }));
  it('stores what is next to nothing as nothing, so that every chart can be drawn', () =>
    inWorld(async (world) => {
      const tiny = [1e-45, 1e-40, 0, 2e-31].map((rpm, i) => ({
        machine_id: MACHINE_A,
        timestamp: ago((i + 1) * MINUTE),
        rpm,
      }));
      assert.equal((await record(world, tiny)).stored, 4);
      assert.deepEqual(await world.owner('select distinct rpm from public.telemetry'), [{ rpm: 0 }]);
      await world.as('ceoA', `select public.telemetry_series('${MACHINE_A}')`);
      await world.refused(
        '23514',
        'adminA',
        `insert into public.telemetry (machine_id, rpm) values ('${MACHINE_A}', 1e-40)`,
      );
    }));
  it('names the metrics that are out of range, and only those', () =>
    inWorld(async (world) => {
      const good = { machine_id: MACHINE_A, timestamp: ago(MINUTE) };
      const answer = await record(world, [
        { ...good, vibration: -1, temperature: null, rpm: 5 },
        { ...good, vibration: 'NaN', temperature: 9e9, rpm: 5 },
      ]);
      assert.deepEqual(
        answer.refused.map(({ message }) => message),
        ['Out of range: vibration.', 'Out of range: vibration, temperature.'],
      );
    }));
  it('reads a leap day, offsets, a space for the T, and microseconds', () =>
    inWorld(async (world) => {
      await world.owner(
        `update private.plan_limits set raw_retention_days = 3650, rollup_retention_days = 3650`,
      );
      const times = ['2024-02-29T12:00:00Z', '2024-03-01T12:00:00.123456+05:30', '2024-03-01 12:00:00-0330'];
      const answer = await record(
        world,
        times.map((timestamp) => ({ machine_id: MACHINE_A, timestamp, rpm: 1 })),
      );
      assert.deepEqual(answer, { stored: 3, duplicate: 0, duplicates: [], refused: [] });
    }));
  it('says the same of a machine of another tenant and of one that is nowhere', () =>
    inWorld(async (world) => {
      const answer = await record(world, [
        { machine_id: MACHINE_B, timestamp: ago(MINUTE), rpm: 1 },
        { machine_id: 'b2000000-0000-4000-8000-0000000fffff', timestamp: ago(MINUTE), rpm: 1 },
      ]);
      const said = answer.refused.map(({ code, message }) => [code, message.replace(/[0-9a-f-]{36}/, 'ID')]);
      assert.deepEqual(said[0], said[1]);
    }));
  it('refuses an empty batch, one of 5,001, and what is no list', () =>
    inWorld(async (world) => {
      const many = Array.from({ length: 5001 }, () => ({}));
      for (const batch of [[], many, {}, 'text', 5]) {
        await world.refused('NX005', 'maintenanceA', 'select public.record_readings($1::jsonb)', {
          params: [JSON.stringify(batch)],
        });
      }
      await world.refused('NX005', 'maintenanceA', 'select public.record_readings(null)');
    }));
  it('takes 5,000 at once', () =>
    inWorld(async (world) => {
      const batch = Array.from({ length: 5000 }, (_, i) => ({
        machine_id: MACHINE_A,
        timestamp: ago(i * 1000),
        rpm: i,
      }));
      assert.deepEqual(await record(world, batch), {
        stored: 5000,
        duplicate: 0,
        duplicates: [],
        refused: [],
      });
    }));
  it('makes the month of a late reading on the way, secured like the others', () =>
    inWorld(async (world) => {
      const answer = await record(world, [{ machine_id: MACHINE_A, timestamp: ago(400 * DAY), rpm: 1 }]);
      assert.equal(answer.stored, 1);
      const rows = await world.owner(
        `select c.relrowsecurity and c.relacl is not null as secured from public.telemetry t join pg_class c on c.oid = t.tableoid`,
      );
      assert.deepEqual(rows, [{ secured: true }]);
      await world.owner('select private.run_maintenance()');
      assert.equal((await world.as('ceoA', 'select from public.telemetry')).length, 1);
    }));
  it('goes by the plan of the tenant', () =>
    inWorld(async (world) => {
      const late = [{ machine_id: MACHINE_B, timestamp: ago(200 * DAY), rpm: 1 }];
      assert.deepEqual(codes(await record(world, late, 'maintenanceB')), [[0, 'reading_too_old']]);
      await world.owner(`update public.tenants set plan_tier = 'Enterprise'`);
      assert.equal((await record(world, late, 'maintenanceB')).stored, 1);
    }));
  it('needs no right to read', () =>
    inWorld(async (world) => {
      await world.owner(
        `update public.user_profiles set permissions = '{"telemetry.read": false, "machines.read": false}' where role = 'maintenance'`,
      );
      assert.equal((await record(world, [{ machine_id: MACHINE_A, timestamp: ago(1), rpm: 1 }])).stored, 1);
    }));
});

describe('what follows from a reading', () => {
  it('moves machine_latest forward only', () =>
    inWorld(async (world) => {
      await record(world, [{ machine_id: MACHINE_A, timestamp: ago(MINUTE), rpm: 2, vibration: 1 }]);
      await record(world, [{ machine_id: MACHINE_A, timestamp: ago(2 * MINUTE), rpm: 1 }]);
      const latest = 'select rpm, vibration from public.machine_latest';
      assert.deepEqual(await world.as('ceoA', latest), [{ rpm: 2, vibration: 1 }]);
      await record(world, [{ machine_id: MACHINE_A, timestamp: ago(0), rpm: 3 }]);
      assert.deepEqual(await world.as('ceoA', latest), [{ rpm: 3, vibration: null }]);
    }));
  it('takes the newest of a batch, whatever its order', () =>
    inWorld(async (world) => {
      await record(world, [
        { machine_id: MACHINE_A, timestamp: ago(1000), rpm: 2 },
        { machine_id: MACHINE_A, timestamp: ago(500), rpm: 3 },
        { machine_id: MACHINE_A, timestamp: ago(2000), rpm: 1 },
        { machine_id: SECOND_MACHINE, timestamp: ago(3000), rpm: 9 },
      ]);
      const rows = await world.as('ceoA', 'select machine_id, rpm from public.machine_latest order by 1');
      assert.deepEqual(rows, [
        { machine_id: MACHINE_A, rpm: 3 },
        { machine_id: SECOND_MACHINE, rpm: 9 },
      ]);
    }));
  it("broadcasts once a statement, on the own tenant's topic, what moved on, with its health", () =>
    inWorld(async (world) => {
      await record(world, [
        { machine_id: MACHINE_A, timestamp: ago(1000), vibration: 1, temperature: 40 },
        { machine_id: MACHINE_A, timestamp: ago(5000), vibration: 9 },
        { machine_id: SECOND_MACHINE, timestamp: ago(3000), rpm: 9 },
      ]);
      await record(world, [{ machine_id: MACHINE_A, timestamp: ago(MINUTE), vibration: 9 }]);
      const rows = await world.owner<{
        topic: string;
        private: boolean;
        readings: Record<string, unknown>[];
      }>(
        `select topic, private, payload -> 'readings' as readings from realtime.messages where event = 'readings'`,
      );
      assert.equal(rows.length, 1);
      assert.equal(rows[0]?.topic, `tenant:${TENANT_A}`);
      assert.equal(rows[0]?.private, true);
      const [first, second] = rows[0]?.readings ?? [];
      assert.equal(first?.machine_id, MACHINE_A);
      assert.equal(first?.vibration, 1);
      assert.ok(Number(first?.health_score) > 80);
      assert.ok(!('rpm' in (first ?? {})) && !('tenant_id' in (first ?? {})));
      assert.deepEqual(second?.health_parts, []);
      assert.equal(second?.health_score, null);
    }));
  it('keeps messages near 100 kB, whatever the number of machines', () =>
    inWorld(async (world) => {
      await world.owner(
        `insert into public.machines (tenant_id, name) select '${TENANT_A}', 'M' || n from generate_series(1, 700) n`,
      );
      await world.owner(
        `insert into public.telemetry (tenant_id, machine_id, vibration, temperature)
         select tenant_id, id, 1, 40 from public.machines where name like 'M%' and name !~ ' '`,
      );
      const rows = await world.owner<{ n: number; size: number }>(
        `select jsonb_array_length(payload -> 'readings') as n, octet_length(payload::text) as size
         from realtime.messages where event = 'readings'`,
      );
      assert.equal(
        rows.reduce((sum, { n }) => sum + n, 0),
        700,
      );
      assert.ok(rows.length > 1 && rows.length < 8, `${rows.length} messages`);
      assert.ok(
        rows.every(({ size }) => size < 200_000),
        JSON.stringify(rows),
      );
    }));
});
