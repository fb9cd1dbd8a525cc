import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MEMBERS_A, OUTSIDERS } from '../support/actors.ts';
import { database, inWorld, type World } from '../support/world.ts';

const SECRET = 'sk-päss 🔑 word';
const MAKE = `select vault.create_secret('${SECRET}', 'ai_key', 'of the AI') as id`;
const NAMED = `select decrypted_secret from vault.decrypted_secrets where name = 'ai_key'`;

const made = async (world: World): Promise<string> => (await world.owner<{ id: string }>(MAKE))[0]?.id ?? '';

describe('the vault', () => {
  it('gives back what was put in, by name and by id', () =>
    inWorld(async (world) => {
      const id = await made(world);
      const rows = await world.owner(
        'select id, name, description, decrypted_secret from vault.decrypted_secrets',
      );
      assert.deepEqual(rows, [{ id, name: 'ai_key', description: 'of the AI', decrypted_secret: SECRET }]);
      await world.owner(`select vault.create_secret('')`);
      assert.equal((await world.owner(`select from vault.secrets where name is null`)).length, 1);
    }));
  it('keeps the secret sealed, each time differently, and no name twice', () =>
    inWorld(async (world) => {
      await made(world);
      await world.owner(`select vault.create_secret('${SECRET}', 'other')`);
      const rows = await world.owner<{ secret: string }>('select secret from vault.secrets');
      assert.equal(new Set(rows.map(({ secret }) => secret)).size, 2);
      const all = JSON.stringify(await world.owner('select * from vault.secrets'));
      assert.ok(!all.includes(SECRET) && !all.includes(Buffer.from(SECRET).toString('base64')));
      await assert.rejects(world.owner(MAKE), { code: '23505' });
    }));
  it('changes only what an update names', () =>
    inWorld(async (world) => {
      const id = await made(world);
      await world.owner(`select vault.update_secret($1, 'new')`, [id]);
      await world.owner(`select vault.update_secret($1, new_name => 'renamed', new_description => 'd')`, [
        id,
      ]);
      const rows = await world.owner(
        'select name, description, decrypted_secret from vault.decrypted_secrets',
      );
      assert.deepEqual(rows, [{ name: 'renamed', description: 'd', decrypted_secret: 'new' }]);
    }));
  it('opens nothing that was changed from outside or put under another id', () =>
    inWorld(async (world) => {
      await made(world);
      const read = (): Promise<unknown> => world.as('service_role', NAMED);
      await world.owner('savepoint before');
      for (const forgery of [
        `update vault.secrets set id = gen_random_uuid()`,
        `update vault.secrets set nonce = set_byte(nonce, 0, (get_byte(nonce, 0) + 1) % 256)`,
        `update vault.secrets set secret = encode(set_byte(decode(secret, 'base64'), 3, (get_byte(decode(secret, 'base64'), 3) + 1) % 256), 'base64')`,
        `update vault.secrets set secret = ''`,
        `update vault.secrets set secret = encode('short', 'base64')`,
      ]) {
        await world.owner(forgery);
        await assert.rejects(read(), { code: '22000' }, forgery);
        await world.owner('rollback to savepoint before');
      }
      await read();
    }));
  for (const [what, key] of [
    ['a wrong', 'another key'],
    ['no', ''],
  ] as const) {
    it(`with ${what} key gives one clear error, for reading and writing`, () =>
      inWorld(async (world) => {
        await made(world);
        const settings = { 'nexus.vault_key': key };
        await world.refused('55000', 'service_role', NAMED, { settings });
        await world.refused('55000', 'service_role', `select vault.create_secret('x')`, { settings });
        await world.refused(
          '55000',
          'service_role',
          `select vault.update_secret(id, 'x') from vault.secrets`,
          {
            settings,
          },
        );
      }));
  }
  for (const actor of ['anon', ...OUTSIDERS, ...MEMBERS_A, 'adminB'] as const) {
    it(`is closed to ${actor}`, () =>
      inWorld(async (world) => {
        const id = await made(world);
        for (const sql of [
          'select from vault.secrets',
          'select from vault.decrypted_secrets',
          'select from vault.root',
          'delete from vault.secrets',
          MAKE,
          `select vault.update_secret('${id}', 'x')`,
          `select vault._open('${id}', '', '')`,
          `select vault._key('encrypt')`,
          `select private.secret('ai_key')`,
          'create table vault.mine (id int)',
        ]) {
          await world.refused('42501', actor, sql);
        }
      }));
  }
  it('lets service_role read, make, change and delete secrets, and see no key', () =>
    inWorld(async (world) => {
      const [row] = await world.as<{ id: string }>('service_role', MAKE);
      await world.as('service_role', `select vault.update_secret('${row?.id}', 'new')`);
      assert.deepEqual(await world.as('service_role', NAMED), [{ decrypted_secret: 'new' }]);
      for (const sql of [
        'select from vault.root',
        `select vault._key('encrypt')`,
        `select vault._derive('encrypt', '')`,
        `select vault._seal(gen_random_uuid(), '', 'x')`,
        `insert into vault.secrets (secret) values ('x')`,
        `update vault.secrets set name = 'x'`,
        `truncate vault.secrets`,
      ]) {
        await world.refused('42501', 'service_role', sql);
      }
      await world.as('service_role', MAKE.replace('ai_key', 'other'));
      await world.as('service_role', `delete from vault.decrypted_secrets where name = 'other'`);
      assert.equal((await world.as('service_role', 'delete from vault.secrets returning id')).length, 1);
    }));
  it('is read by the database itself through private.secret, which nobody else may call', () =>
    inWorld(async (world) => {
      await made(world);
      assert.deepEqual(
        await world.owner(`select private.secret('ai_key') as s, private.secret('none') as n`),
        [{ s: SECRET, n: null }],
      );
      await world.refused('42501', 'service_role', `select private.secret('ai_key')`);
    }));
  it('survives what ends the settings of a session', async () => {
    const { engine } = database();
    await inWorld(async (world) => {
      await made(world);
      if (engine !== 'pglite') await world.owner('reset all');
      await world.as('service_role', NAMED);
    });
  });
});
