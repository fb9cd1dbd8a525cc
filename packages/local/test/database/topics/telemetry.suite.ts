import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  MACHINE_A,
  MACHINE_B,
  MEMBERS_A,
  OUTSIDERS,
  READERS_OF_TELEMETRY_A,
  TENANT_A,
  TENANT_B,
  WRITERS_A,
} from '../support/actors.ts';
import { inWorld, type World } from '../support/world.ts';

const insertA = `insert into public.telemetry (machine_id, "timestamp", rpm) values ('${MACHINE_A}', now(), 100)`;

/** One reading in each tenant. */
async function recorded(world: World): Promise<void> {
  await world.as('maintenanceA', insertA);
  await world.as(
    'maintenanceB',
    `insert into public.telemetry (machine_id, rpm) values ('${MACHINE_B}', 100)`,
  );
}

describe('telemetry', () => {
  for (const table of ['telemetry', 'telemetry_hourly', 'machine_latest']) {
    for (const reader of READERS_OF_TELEMETRY_A) {
      it(`shows ${reader} the own tenant's rows of ${table} only`, () =>
        inWorld(async (world) => {
          await recorded(world);
          assert.deepEqual(await world.as(reader, `select tenant_id from public.${table}`), [
            { tenant_id: TENANT_A },
          ]);
          await world.nothing(reader, `select from public.${table} where machine_id = '${MACHINE_B}'`);
        }));
    }
    for (const other of ['salesA', ...OUTSIDERS] as const) {
      it(`shows ${other} nothing of ${table}`, () =>
        inWorld(async (world) => {
          await recorded(world);
          await world.nothing(other, `select from public.${table}`);
        }));
    }
    it(`is closed to anon: ${table}`, () =>
      inWorld((world) => world.refused('42501', 'anon', `select from public.${table}`)));
  }

  for (const writer of WRITERS_A) {
    it(`takes a reading from ${writer}`, () =>
      inWorld((world) => world.as(writer, insertA).then(() => undefined)));
  }
  for (const other of ['salesA', 'ceoA', 'anon', ...OUTSIDERS] as const) {
    it(`refuses a reading from ${other}`, () => inWorld((world) => world.refused('42501', other, insertA)));
  }
  it('refuses to record into the other tenant, one row among good ones too', () =>
    inWorld(async (world) => {
      await recorded(world);
      for (const machine of [MACHINE_A, MACHINE_B]) {
        for (const conflict of ['', 'on conflict do nothing']) {
          await world.refused(
            '42501',
            'adminA',
            `insert into public.telemetry (tenant_id, machine_id, "timestamp", rpm)
             values ('${TENANT_A}', '${MACHINE_A}', now() - interval '1 s', 1), ('${TENANT_B}', '${machine}', now(), 1) ${conflict}`,
          );
        }
      }
    }));
  it("refuses the other tenant's machine like one that does not exist", () =>
    inWorld(async (world) => {
      await recorded(world);
      // The same answer whether the machine, or the very reading, exists elsewhere or not.
      for (const machine of [MACHINE_B, '00000000-0000-4000-8000-000000000000']) {
        for (const conflict of ['', 'on conflict do nothing']) {
          await world.refused(
            '23503',
            'adminA',
            `insert into public.telemetry (machine_id, "timestamp", rpm) values ('${machine}', now(), 1) ${conflict}`,
          );
        }
      }
    }));

  for (const member of MEMBERS_A) {
    it(`is append-only for ${member}`, () =>
      inWorld(async (world) => {
        await recorded(world);
        await world.refused('42501', member, 'update public.telemetry set rpm = 0');
        await world.refused('42501', member, `update public.telemetry set machine_id = '${MACHINE_B}'`);
        await world.refused('42501', member, 'delete from public.telemetry');
        await world.refused('42501', member, 'truncate public.telemetry');
        await world.refused(
          '42501',
          member,
          `${insertA} on conflict (tenant_id, machine_id, "timestamp") do update set rpm = excluded.rpm`,
        );
        await world.refused('42501', member, 'update public.machine_latest set rpm = 0');
        await world.refused('42501', member, 'delete from public.machine_latest');
        await world.refused(
          '42501',
          member,
          `insert into public.machine_latest (tenant_id, machine_id, "timestamp") values ('${TENANT_A}', '${MACHINE_A}', now())`,
        );
      }));
  }
  it('is append-only for service_role too', () =>
    inWorld(async (world) => {
      await recorded(world);
      await world.refused('42501', 'service_role', 'update public.telemetry set rpm = 0');
      await world.refused('42501', 'service_role', 'delete from public.telemetry');
      await world.refused('42501', 'service_role', 'truncate public.telemetry');
    }));

  for (const value of ['NaN', 'Infinity', '-Infinity']) {
    for (const metric of ['vibration', 'temperature', 'rpm', 'power_kwh']) {
      it(`refuses ${metric} = ${value}`, () =>
        inWorld((world) =>
          world.refused(
            '23514',
            'adminA',
            `insert into public.telemetry (machine_id, ${metric}) values ('${MACHINE_A}', '${value}')`,
          ),
        ));
    }
  }
  it('refuses negative vibration, colder than absolute zero, and no metric at all', () =>
    inWorld(async (world) => {
      for (const columns of ['vibration) values (-1', 'temperature) values (-300']) {
        const [names, values] = columns.split(') values (');
        await world.refused(
          '23514',
          'adminA',
          `insert into public.telemetry (machine_id, ${names}) values ('${MACHINE_A}', ${values})`,
        );
      }
      await world.refused(
        '23514',
        'adminA',
        `insert into public.telemetry (machine_id) values ('${MACHINE_A}')`,
      );
    }));
  it('refuses a direct insert from the future, from before retention, and at infinity', () =>
    inWorld(async (world) => {
      for (const time of [`now() + interval '6 minutes'`, `now() + interval '40 days'`]) {
        await world.refused('42501', 'adminA', insertA.replace('now()', time));
      }
      // Basic keeps 30 days; two months back has a partition all the same.
      await world.owner(`update public.tenants set plan_tier = 'Basic'`);
      await world.refused('42501', 'adminA', insertA.replace('now()', `now() - interval '31 days'`));
      await world.refused('23514', 'adminA', insertA.replace('now()', `'infinity'`));
    }));

  it('hides its partitions: no schema, no grant, row level security on', () =>
    inWorld(async (world) => {
      await recorded(world);
      const partitions = await world.owner<{ name: string; oid: number; secured: boolean }>(
        `select c.oid::regclass::text as name, c.oid::int, c.relrowsecurity as secured
         from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'public.telemetry'::regclass`,
      );
      assert.ok(partitions.length >= 6);
      for (const partition of partitions) {
        assert.match(partition.name, /^partitions\.telemetry_\d{4}_\d{2}$/);
        assert.equal(partition.secured, true);
        for (const actor of ['adminA', 'anon', 'service_role', 'stranger'] as const) {
          await world.refused('42501', actor, `select from ${partition.name}`);
        }
        // Even with the schema's door open, the partition itself is shut.
        for (const role of ['anon', 'authenticated', 'service_role']) {
          const rows = await world.owner(
            `select privilege from unnest(array['select', 'insert', 'update', 'delete', 'truncate']) as privilege
             where has_table_privilege($1, $2::int::oid, privilege)`,
            [role, partition.oid],
          );
          assert.deepEqual(rows, []);
        }
      }
    }));
});
