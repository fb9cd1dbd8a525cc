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

/** The machines that an event machines tells of. */
const machinesOf = (event: { payload: Record<string, unknown> } | undefined): Record<string, unknown>[] =>
  (event?.payload.machines ?? []) as Record<string, unknown>[];

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
  it('with readings take both rights, because machines are told of there too', () =>
    inWorld(async (world) => {
      await world.owner(
        `update public.user_profiles set permissions = '{"machines.read": false}' where role = 'c_level'`,
      );
      assert.equal(await mayJoin(world, 'ceoA', `tenant:${TENANT_A}`), false);
      assert.equal(await mayJoin(world, 'ceoA', `tenant:${TENANT_A}:machines`), false);
    }));
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
  it('machines: insert, update and delete tell both channels, without the reading on the machines channel', () =>
    inWorld(async (world) => {
      await world.as('adminA', `insert into public.machines (name, external_id) values ('New', 'N')`);
      await world.as('adminA', `update public.machines set name = 'Newer' where external_id = 'N'`);
      await world.as('adminA', `delete from public.machines where external_id = 'N'`);
      const events = await sent(world, 'machines');
      assert.deepEqual(
        events.map(({ topic, payload }) => `${topic.replace(TENANT_A, 'A')} ${payload.change}`),
        ['tenant:A', 'tenant:A:machines'].flatMap((topic) =>
          ['insert', 'update', 'delete'].map((change) => `${topic} ${change}`),
        ),
      );
      const [machine] = machinesOf(events[1]);
      assert.equal(machine?.name, 'Newer');
      assert.equal(machine?.latest, null);
      assert.deepEqual(Object.keys(machinesOf(events[2])[0] ?? {}), ['id']);
    }));
  it('machines: carry the newest reading, and why the score is what it is, to those who may read it only', () =>
    inWorld(async (world) => {
      await world.as(
        'adminA',
        `insert into public.telemetry (machine_id, vibration) values ('${MACHINE_A}', 7)`,
      );
      await world.as('adminA', `update public.machines set status = 'fault' where id = '${MACHINE_A}'`);
      const [all, without] = (await sent(world, 'machines')).map((event) => machinesOf(event)[0]);
      assert.ok(all);
      assert.equal((all.latest as { vibration: number }).vibration, 7);
      assert.equal((all.health_parts as unknown[]).length, 1);
      assert.equal(without?.latest, null);
      assert.deepEqual(without?.health_parts, []);
      assert.equal(without?.health_score, all?.health_score);
    }));
  it('machines: none for a new health score or for a repeated value', () =>
    inWorld(async (world) => {
      await world.as(
        'adminA',
        `insert into public.telemetry (machine_id, vibration) values ('${MACHINE_A}', 9)`,
      );
      await world.as('adminA', 'update public.machines set status = status');
      assert.deepEqual(await sent(world, 'machines'), []);
      assert.equal((await sent(world, 'readings')).length, 1);
    }));
  it('machines: one statement over many is a few messages of bounded size', () =>
    inWorld(async (world) => {
      const metadata = `jsonb_build_object('notes', repeat('x', 12000))`;
      await world.owner(
        `insert into public.machines (tenant_id, name, metadata) select '${TENANT_A}', 'M' || n, ${metadata} from generate_series(1, 60) n`,
      );
      await world.owner(`update public.machines set status = 'running'`);
      await world.owner(`delete from public.machines where name like 'M%' and name !~ ' '`);
      const events = await sent(world, 'machines');
      const told = (topic: string, change: string): Record<string, unknown>[] =>
        events.filter((e) => e.topic === topic && String(e.payload.change) === change).flatMap(machinesOf);
      for (const topic of [`tenant:${TENANT_A}`, `tenant:${TENANT_A}:machines`]) {
        assert.equal(told(topic, 'insert').length, 60);
        assert.equal(told(topic, 'update').length, 88);
        assert.equal(told(topic, 'delete').length, 60);
      }
      assert.ok(told(`tenant:${TENANT_B}`, 'update').every((m) => m.tenant_id === TENANT_B));
      assert.ok(events.every(({ payload }) => JSON.stringify(payload).length < 200_000));
      assert.ok(events.length < 40, `${events.length} messages`);
    }));
  it('a replayed buffer of old readings is not broadcast batch by batch, and is told of in the end', () =>
    inWorld(async (world) => {
      const batch = (n: number, agoMinutes: number): string =>
        JSON.stringify(
          Array.from({ length: 50 }, (_, i) => ({
            machine_id: MACHINE_A,
            timestamp: new Date(Date.now() - agoMinutes * 60_000 + (n * 50 + i) * 1000).toISOString(),
            rpm: i,
          })),
        );
      for (let n = 0; n < 10; n += 1) {
        await world.as('maintenanceA', 'select public.record_readings($1)', { params: [batch(n, 600)] });
      }
      assert.deepEqual(await sent(world, 'readings'), []);
      await world.owner('select private.run_upkeep()');
      assert.equal((await sent(world, 'readings')).length, 1);
      await world.owner('select private.run_upkeep()');
      assert.equal((await sent(world, 'readings')).length, 1);
      await world.as('maintenanceA', 'select public.record_readings($1)', { params: [batch(0, 1)] });
      assert.equal((await sent(world, 'readings')).length, 2);
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
