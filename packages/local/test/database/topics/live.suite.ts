import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type Actor,
  MACHINE_A,
  MEMBERS_A,
  MEMBERS_B,
  OUTSIDERS,
  TENANT_A,
  TENANT_B,
} from '../support/actors.ts';
import { inWorld, type World } from '../support/world.ts';

/** Asks what the Realtime service asks at a join: may this person read a message of the topic? */
async function mayJoin(world: World, actor: Actor, topic: string, extension = 'broadcast'): Promise<boolean> {
  await world.owner('insert into realtime.messages (topic, extension, event) values ($1, $2, null)', [
    topic,
    extension,
  ]);
  const rows = await world.as(actor, 'select from realtime.messages where topic = $1 and extension = $2', {
    params: [topic, extension],
    settings: { 'realtime.topic': topic },
  });
  return rows.length > 0;
}

/** What the test's own transaction sent; the seed sent messages too. */
const sent = (world: World, event: string): Promise<{ topic: string; payload: Record<string, never> }[]> =>
  world.owner(
    'select topic, payload from realtime.messages where event = $1 and inserted_at >= now() order by topic, ctid',
    [event],
  );

describe('channels', () => {
  for (const member of [...MEMBERS_A, ...MEMBERS_B]) {
    it(`${member} hears the own tenant, as far as permitted, and never the other`, () =>
      inWorld(async (world) => {
        const own = member.endsWith('A') ? TENANT_A : TENANT_B;
        const other = member.endsWith('A') ? TENANT_B : TENANT_A;
        assert.equal(await mayJoin(world, member, `tenant:${own}`), !member.startsWith('sales'));
        assert.equal(await mayJoin(world, member, `tenant:${own}:machines`), true);
        assert.equal(await mayJoin(world, member, `tenant:${other}`), false);
        assert.equal(await mayJoin(world, member, `tenant:${other}:machines`), false);
      }));
  }
  for (const outsider of [...OUTSIDERS, 'anon'] as const) {
    it(`${outsider} hears nobody`, () =>
      inWorld(async (world) => {
        for (const topic of [
          `tenant:${TENANT_A}`,
          `tenant:${TENANT_B}:machines`,
          'tenant:',
          'tenant:null',
          'lobby',
        ]) {
          assert.equal(await mayJoin(world, outsider, topic), false, topic);
        }
      }));
  }
  it('are exact: no wildcard, case, prefix or suffix opens one', () =>
    inWorld(async (world) => {
      const own = `tenant:${TENANT_A}`;
      for (const topic of [
        'tenant:%',
        '%',
        '',
        `${own}:`,
        `${own}x`,
        own.toUpperCase(),
        `${own}:telemetry`,
        `x${own}`,
      ]) {
        assert.equal(await mayJoin(world, 'adminA', topic), false, topic);
      }
    }));
  it('carry no presence', () =>
    inWorld(async (world) =>
      assert.equal(await mayJoin(world, 'adminA', `tenant:${TENANT_A}`, 'presence'), false),
    ));
  it('go by the row, not by a topic that the asker claims', () =>
    inWorld(async (world) => {
      await world.owner(
        `insert into realtime.messages (topic, extension) values ('tenant:${TENANT_B}', 'broadcast')`,
      );
      await world.nothing('adminA', `select from realtime.messages where topic = 'tenant:${TENANT_B}'`, {
        settings: { 'realtime.topic': `tenant:${TENANT_A}` },
      });
    }));
  for (const actor of ['adminA', 'anon', 'stranger'] as const) {
    it(`take no message from ${actor}`, () =>
      inWorld(async (world) => {
        for (const topic of [`tenant:${TENANT_A}`, `tenant:${TENANT_B}`]) {
          await world.refused(
            '42501',
            actor,
            `insert into realtime.messages (topic, extension, event) values ('${topic}', 'broadcast', 'readings')`,
            { settings: { 'realtime.topic': topic } },
          );
        }
        const before = await world.owner('select count(*)::int as n from realtime.messages');
        await world
          .as(actor, `select realtime.send('{}', 'readings', 'tenant:${TENANT_A}', true)`)
          .catch(() => {});
        assert.deepEqual(await world.owner('select count(*)::int as n from realtime.messages'), before);
        await world.nothing(actor, `update realtime.messages set topic = 'x' returning id`);
      }));
  }
  it('close with demotion, removal and suspension', () =>
    inWorld(async (world) => {
      await world.owner(`update public.user_profiles set role = 'sales' where role = 'c_level'`);
      assert.equal(await mayJoin(world, 'ceoA', `tenant:${TENANT_A}`), false);
      await world.owner(`delete from public.user_profiles where role = 'maintenance'`);
      assert.equal(await mayJoin(world, 'maintenanceA', `tenant:${TENANT_A}:machines`), false);
      await world.owner(`update public.tenants set status = 'Suspended'`);
      assert.equal(await mayJoin(world, 'adminA', `tenant:${TENANT_A}`), false);
    }));
});

describe('events', () => {
  it('machine: insert, update and delete tell both channels, without the reading on the machines channel', () =>
    inWorld(async (world) => {
      await world.as('adminA', `insert into public.machines (name, external_id) values ('New', 'N')`);
      await world.as('adminA', `update public.machines set name = 'Newer' where external_id = 'N'`);
      await world.as('adminA', `delete from public.machines where external_id = 'N'`);
      const events = await sent(world, 'machine');
      assert.deepEqual(
        events.map(({ topic, payload }) => `${topic.replace(TENANT_A, 'A')} ${payload.change}`),
        ['tenant:A', 'tenant:A:machines'].flatMap((topic) =>
          ['insert', 'update', 'delete'].map((change) => `${topic} ${change}`),
        ),
      );
      const machine = events[1]?.payload.machine as unknown as Record<string, unknown>;
      assert.equal(machine.name, 'Newer');
      assert.equal(machine.latest, null);
      assert.deepEqual(Object.keys((events[2]?.payload.machine ?? {}) as object), ['id']);
    }));
  it('machine: carries the newest reading to those who may read it only', () =>
    inWorld(async (world) => {
      await world.as('adminA', `insert into public.telemetry (machine_id, rpm) values ('${MACHINE_A}', 7)`);
      await world.as('adminA', `update public.machines set status = 'fault' where id = '${MACHINE_A}'`);
      const latest = (await sent(world, 'machine')).map(
        ({ payload }) => (payload.machine as unknown as { latest: { rpm: number } | null }).latest?.rpm,
      );
      assert.deepEqual(latest, [7, undefined]);
    }));
  it('machine: none for a new health score or for a repeated value', () =>
    inWorld(async (world) => {
      await world.as(
        'adminA',
        `insert into public.telemetry (machine_id, vibration) values ('${MACHINE_A}', 9)`,
      );
      await world.as('adminA', 'update public.machines set status = status');
      assert.deepEqual(await sent(world, 'machine'), []);
      assert.equal((await sent(world, 'readings')).length, 1);
    }));
  it('tenant: told on a change of brand and of status, empty, to the own channels', () =>
    inWorld(async (world) => {
      await world.as('adminA', `update public.tenants set branding = '{}'`);
      await world.as('service_role', `update public.tenants set api_key_encrypted = 'sealed'`);
      await world.owner(`update public.tenants set status = 'Suspended' where id = '${TENANT_B}'`);
      const events = await sent(world, 'tenant');
      assert.deepEqual(
        events.map(({ topic }) => topic),
        [TENANT_A, TENANT_B].flatMap((id) => [`tenant:${id}`, `tenant:${id}:machines`]),
      );
      assert.ok(events.every(({ payload }) => Object.keys(payload).every((key) => key === 'id')));
    }));
  it('a suspended tenant falls silent, for channels that were joined before too', () =>
    inWorld(async (world) => {
      await world.owner(`update public.tenants set status = 'Suspended'`);
      await world.owner('delete from realtime.messages');
      await world.owner(
        `insert into public.telemetry (tenant_id, machine_id, rpm) values ('${TENANT_A}', '${MACHINE_A}', 7)`,
      );
      await world.owner(`update public.machines set name = 'x' where id = '${MACHINE_A}'`);
      await world.owner(`delete from public.machines where tenant_id = '${TENANT_B}'`);
      assert.deepEqual(await world.owner('select topic from realtime.messages'), []);
    }));
  it('readings of one batch reach exactly the tenants they belong to', () =>
    inWorld(async (world) => {
      await world.owner(
        `insert into public.telemetry (tenant_id, machine_id, rpm) select tenant_id, id, 1 from public.machines`,
      );
      const machines = await world.owner<{ id: string; tenant_id: string }>(
        'select id, tenant_id from public.machines',
      );
      const tenantOf = new Map(machines.map(({ id, tenant_id }) => [id, tenant_id]));
      const events = await sent(world, 'readings');
      assert.equal(events.length, 2);
      for (const { topic, payload } of events) {
        for (const reading of payload.readings as unknown as { machine_id: string }[]) {
          assert.equal(`tenant:${tenantOf.get(reading.machine_id)}`, topic);
        }
      }
    }));
});
