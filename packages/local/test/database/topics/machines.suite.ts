import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  MACHINE_A,
  MACHINE_B,
  MACHINES_OF_A,
  MACHINES_OF_B,
  MEMBERS_A,
  MEMBERS_B,
  OUTSIDERS,
  TENANT_A,
  TENANT_B,
  WRITERS_A,
} from '../support/actors.ts';
import { inWorld } from '../support/world.ts';

describe('machines', () => {
  describe('select', () => {
    for (const member of MEMBERS_A) {
      it(`shows ${member} every machine of A and none of B`, () =>
        inWorld(async (world) => {
          const rows = await world.as(member, 'select tenant_id from public.machines');
          assert.equal(rows.length, MACHINES_OF_A);
          assert.ok(rows.every((row) => row.tenant_id === TENANT_A));
          await world.nothing(member, `select from public.machines where id = '${MACHINE_B}'`);
          await world.nothing(member, `select from public.machines where tenant_id = '${TENANT_B}'`);
        }));
    }
    for (const member of MEMBERS_B) {
      it(`shows ${member} every machine of B and none of A`, () =>
        inWorld(async (world) => {
          const rows = await world.as(member, 'select tenant_id from public.machines');
          assert.equal(rows.length, MACHINES_OF_B);
          assert.ok(rows.every((row) => row.tenant_id === TENANT_B));
        }));
    }
    for (const outsider of OUTSIDERS) {
      it(`shows ${outsider} nothing`, () =>
        inWorld((world) => world.nothing(outsider, 'select from public.machines')));
    }
    it('is closed to anon', () =>
      inWorld((world) => world.refused('42501', 'anon', 'select from public.machines')));
    it('shows service_role everything', () =>
      inWorld(async (world) => {
        const rows = await world.as('service_role', 'select id from public.machines');
        assert.equal(rows.length, MACHINES_OF_A + MACHINES_OF_B);
      }));
    it('takes away with the permission machines.read', () =>
      inWorld(async (world) => {
        await world.owner(
          `update public.user_profiles set permissions = '{"machines.read": false}' where role = 'sales'`,
        );
        await world.nothing('salesA', 'select from public.machines');
      }));
  });

  describe('insert', () => {
    for (const writer of WRITERS_A) {
      it(`lets ${writer} add a machine, which lands in A`, () =>
        inWorld(async (world) => {
          const rows = await world.as(
            writer,
            `insert into public.machines (name, external_id) values ('New', 'N-1') returning tenant_id, status, health_score`,
          );
          assert.deepEqual(rows, [{ tenant_id: TENANT_A, status: 'offline', health_score: null }]);
        }));
    }
    for (const other of ['salesA', 'ceoA', 'anon'] as const) {
      it(`refuses ${other}`, () =>
        inWorld((world) =>
          world.refused('42501', other, `insert into public.machines (name) values ('New')`),
        ));
    }
    for (const outsider of OUTSIDERS) {
      it(`refuses ${outsider}`, () =>
        inWorld((world) =>
          world.refused('42501', outsider, `insert into public.machines (name) values ('New')`),
        ));
    }
    it('refuses to name a tenant, the own one included', () =>
      inWorld(async (world) => {
        for (const tenant of [TENANT_A, TENANT_B]) {
          await world.refused(
            '42501',
            'adminA',
            `insert into public.machines (name, tenant_id) values ('New', '${tenant}')`,
          );
        }
      }));
    it('lets a client name a new machine, once', () =>
      inWorld(async (world) => {
        const insert = `insert into public.machines (id, name) values ('d0000000-0000-4000-8000-00000000000d', 'New')`;
        await world.as('adminA', insert);
        await world.refused('23505', 'adminA', insert);
      }));
    it('keeps two tenants apart whose machines have the same id', () =>
      inWorld(async (world) => {
        const ofB = `select name, updated_at from public.machines where id = '${MACHINE_B}'`;
        const before = await world.as('adminB', ofB);
        await world.as('adminA', `insert into public.machines (id, name) values ('${MACHINE_B}', 'Same id')`);
        await world.as(
          'adminA',
          `select public.record_readings(jsonb_build_array(jsonb_build_object(
            'machine_id', '${MACHINE_B}', 'timestamp', now() - interval '1 second', 'rpm', 4711)))`,
        );
        assert.deepEqual(await world.as('adminB', ofB), before);
        await world.nothing('adminB', `select from public.telemetry where rpm = 4711`);
        await world.nothing('adminB', `select from public.machine_latest where rpm = 4711`);
        const own = await world.as('adminA', `select tenant_id from public.telemetry where rpm = 4711`);
        assert.deepEqual(own, [{ tenant_id: TENANT_A }]);
        await world.as('adminA', `update public.machines set name = 'Mine' where id = '${MACHINE_B}'`);
        assert.deepEqual(await world.as('adminB', ofB), before);
      }));
    it('refuses a typed-in health score', () =>
      inWorld((world) =>
        world.refused(
          '42501',
          'adminA',
          `insert into public.machines (name, health_score) values ('New', 100)`,
        ),
      ));
    it('lets both tenants use the same external id, and one tenant only once', () =>
      inWorld(async (world) => {
        await world.as('adminA', `insert into public.machines (name, external_id) values ('New', 'X')`);
        await world.as('adminB', `insert into public.machines (name, external_id) values ('New', 'X')`);
        await world.refused(
          '23505',
          'adminA',
          `insert into public.machines (name, external_id) values ('New', 'X')`,
        );
      }));
    it('upserts by external id within the own tenant', () =>
      inWorld(async (world) => {
        await world.as(
          'adminA',
          `insert into public.machines (name, external_id) values ('Renamed', 'MILL-01')
           on conflict (tenant_id, external_id) do update set name = excluded.name`,
        );
        const rows = await world.owner(
          `select name from public.machines where external_id = 'MILL-01' order by tenant_id`,
        );
        assert.deepEqual(rows, [{ name: 'Renamed' }, { name: 'Mill 01' }]);
      }));
  });

  describe('update', () => {
    for (const writer of WRITERS_A) {
      it(`without WHERE by ${writer} touches the own tenant only`, () =>
        inWorld(async (world) => {
          await world.as(writer, `update public.machines set name = 'Mine'`);
          const rows = await world.owner(
            `select tenant_id, count(*)::int as n from public.machines where name = 'Mine' group by 1`,
          );
          assert.deepEqual(rows, [{ tenant_id: TENANT_A, n: MACHINES_OF_A }]);
        }));
    }
    for (const other of ['salesA', 'ceoA', ...OUTSIDERS, 'adminB'] as const) {
      it(`by ${other} changes nothing of A`, () =>
        inWorld(async (world) => {
          await world.nothing(
            other,
            `update public.machines set name = 'Mine' where id = '${MACHINE_A}' returning id`,
          );
          assert.deepEqual(await world.owner(`select name from public.machines where id = '${MACHINE_A}'`), [
            { name: 'Mill 01' },
          ]);
        }));
    }
    it('refuses anon', () =>
      inWorld((world) => world.refused('42501', 'anon', `update public.machines set name = 'Mine'`)));
    it('refuses to move a machine to another tenant, with and without WHERE', () =>
      inWorld(async (world) => {
        await world.refused('42501', 'adminA', `update public.machines set tenant_id = '${TENANT_B}'`);
        await world.refused(
          '42501',
          'adminA',
          `update public.machines set tenant_id = '${TENANT_B}' where id = '${MACHINE_A}'`,
        );
      }));
    for (const column of [`id = gen_random_uuid()`, 'health_score = 100', 'created_at = now()']) {
      it(`refuses to set ${column}`, () =>
        inWorld((world) => world.refused('42501', 'adminA', `update public.machines set ${column}`)));
    }
    it('moves updated_at for a change, not for a repeated value or a new health score', () =>
      inWorld(async (world) => {
        await world.owner(`update public.machines set updated_at = '2020-01-01Z', name = 'Mill 01'`);
        const touched = async (): Promise<boolean> => {
          const rows = await world.owner(
            `select updated_at = now() as touched from public.machines where id = '${MACHINE_A}'`,
          );
          return rows[0]?.touched === true;
        };
        await world.owner(`update public.machines set updated_at = '2020-01-01Z', health_score = 5`);
        assert.equal(await touched(), false);
        await world.as('adminA', `update public.machines set status = status`);
        assert.equal(await touched(), false);
        await world.as('adminA', `update public.machines set status = 'fault'`);
        assert.equal(await touched(), true);
      }));
  });

  describe('delete', () => {
    for (const writer of WRITERS_A) {
      it(`without WHERE by ${writer} removes machines of A only`, () =>
        inWorld(async (world) => {
          await world.as(writer, 'delete from public.machines');
          const rows = await world.owner(
            'select tenant_id, count(*)::int as n from public.machines group by 1',
          );
          assert.deepEqual(rows, [{ tenant_id: TENANT_B, n: MACHINES_OF_B }]);
        }));
    }
    for (const other of ['salesA', 'ceoA', ...OUTSIDERS, 'adminB'] as const) {
      it(`by ${other} removes nothing of A`, () =>
        inWorld((world) =>
          world.nothing(other, `delete from public.machines where tenant_id = '${TENANT_A}' returning id`),
        ));
    }
    it('refuses anon', () =>
      inWorld((world) => world.refused('42501', 'anon', 'delete from public.machines')));
    it('keeps a machine that has recorded readings', () =>
      inWorld(async (world) => {
        await world.as('adminA', `insert into public.telemetry (machine_id, rpm) values ('${MACHINE_A}', 1)`);
        await world.refused('23503', 'adminA', `delete from public.machines where id = '${MACHINE_A}'`);
      }));
  });

  describe('checks', () => {
    const refusedValues = [
      `name = ''`,
      `status = 'exploded'`,
      `metadata = '[]'`,
      `metadata = '{"vibrationUnit": "furlong"}'`,
      `metadata = '{"vibrationUnit": null}'`,
      `metadata = '{"machineClass": "huge"}'`,
      `metadata = '{"temperatureLimit": "hot"}'`,
      `metadata = '{"temperatureLimit": -5}'`,
      `metadata = jsonb_build_object('x', repeat('x', 20000))`,
      `type = repeat('x', 61)`,
      `grid_position_x = 2000000`,
    ];
    for (const value of refusedValues) {
      it(`refuse ${value.slice(0, 60)}`, () =>
        inWorld((world) =>
          world.refused('23514', 'adminA', `update public.machines set ${value} where id = '${MACHINE_A}'`),
        ));
    }
    it('take known metadata and anything beside it', () =>
      inWorld((world) =>
        world
          .as(
            'adminA',
            `update public.machines set metadata = '{"vibrationUnit": "g", "temperatureUnit": "unknown",
              "machineClass": "large", "temperatureLimit": 82.5, "colour": {"ral": 5010}}' where id = '${MACHINE_A}'`,
          )
          .then(() => undefined),
      ));
  });
});
