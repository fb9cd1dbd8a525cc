import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { follow, linkIn, newestMail } from '../../../local/test/support/mails.ts';
import {
  ADMIN,
  type Answer,
  type FunctionWorld,
  OPERATOR,
  startFunctionWorld,
} from '../support/function-world.ts';

let world: FunctionWorld;

const wanted = (slug: string, more: object = {}): object => ({
  name: 'Nordwerk',
  slug,
  planTier: 'Pro',
  admin: { email: `admin@${slug}.example`, fullName: 'Nora Nord' },
  ...more,
});
const create = (body: object, key: string = crypto.randomUUID(), as = OPERATOR): Promise<Answer> =>
  world.call('create-tenant', body, { as, headers: { 'idempotency-key': key } });
const tenants = (slug: string): Promise<unknown[]> =>
  world.stack.db.query('select id from public.tenants where slug = $1', [slug]);

describe('create-tenant', () => {
  before(async () => {
    world = await startFunctionWorld();
  });
  after(() => world?.close());

  it('opens a tenant, and mails its first admin a link in the tenant’s brand', async () => {
    const { status, body } = await create(wanted('nordwerk', { branding: { name: 'Nord Light' } }));
    assert.equal(status, 201);
    assert.equal(body.isNew, true);
    const mail = newestMail(world.stack, 'admin@nordwerk.example');
    assert.match(mail.text, /Nord Light/);
    const { given } = await follow(linkIn(mail));
    assert.ok(given.get('access_token'));
    const rows = await world.stack.db.query<{ mailed_at: unknown }>(
      'select mailed_at from public.invitations where id = $1',
      [body.invitationId],
    );
    assert.ok(rows[0]?.mailed_at);
  });

  it('answers a repeat with the same tenant, and sends no second mail', async () => {
    const first = await create(wanted('again'), 'key-again-0001');
    const count = world.stack.mailbox.list().length;
    const second = await create(wanted('again'), 'key-again-0001');
    assert.deepEqual([first.status, second.status], [201, 200]);
    assert.equal(second.body.tenantId, first.body.tenantId);
    assert.equal(second.body.isNew, false);
    assert.equal(world.stack.mailbox.list().length, count);
  });

  it('refuses the same key for another tenant', async () => {
    await create(wanted('one-key'), 'key-one-0001');
    const { status, body } = await create(wanted('other-tenant'), 'key-one-0001');
    assert.deepEqual([status, body.code], [409, 'conflict']);
    assert.deepEqual(await tenants('other-tenant'), []);
  });

  it('opens one tenant when it is called twice at once', async () => {
    const answers = await Promise.all([
      create(wanted('at-once'), 'key-at-once-01'),
      create(wanted('at-once'), 'key-at-once-01'),
    ]);
    const ids = new Set(answers.map(({ body }) => body.tenantId));
    assert.equal(ids.size, 1);
    assert.equal((await tenants('at-once')).length, 1);
  });

  it('leaves nothing behind when the mail does not go out', async () => {
    // Longer than Auth takes, and not longer than the database does.
    const email = `${'a'.repeat(250)}@nomail.example`;
    const { status, body } = await create(wanted('no-mail', { admin: { email } }));
    assert.deepEqual([status, body.code], [502, 'mail_failed']);
    assert.deepEqual(await tenants('no-mail'), []);
    assert.deepEqual(
      await world.stack.db.query('select from public.invitations where email = $1', [email]),
      [],
    );
  });

  it('refuses who is no operator', async () => {
    for (const as of [ADMIN, 'ceo@alpenwerk.example']) {
      const { status, body } = await create(wanted('not-mine'), undefined, as);
      assert.deepEqual([status, body.code], [403, 'standing_required']);
    }
    const nobody = await world.call('create-tenant', wanted('not-mine'), {
      headers: { 'idempotency-key': 'key-nobody-01' },
    });
    assert.deepEqual([nobody.status, nobody.body.code], [401, 'not_signed_in']);
    assert.deepEqual(await tenants('not-mine'), []);
  });

  it('refuses what has another form, each with its status', async () => {
    const key = { 'idempotency-key': 'key-form-0001' };
    const cases: [number, string, Promise<Answer>][] = [
      [400, 'validation_failed', world.call('create-tenant', wanted('form'), { as: OPERATOR })],
      [400, 'validation_failed', create({ ...wanted('form'), surprise: 1 })],
      [400, 'validation_failed', create(wanted('form', { admin: { email: 'no address' } }))],
      [
        400,
        'validation_failed',
        world.call('create-tenant', null, { as: OPERATOR, headers: key, raw: '{"name":' }),
      ],
      [
        405,
        'method_not_allowed',
        world.call('create-tenant', null, { as: OPERATOR, headers: key, method: 'GET' }),
      ],
      [
        415,
        'media_type_refused',
        world.call('create-tenant', {}, { as: OPERATOR, headers: { ...key, 'content-type': 'text/plain' } }),
      ],
      [413, 'body_too_large', create(wanted('form', { branding: { name: 'x'.repeat(300_000) } }))],
    ];
    for (const [status, code, answer] of cases) {
      const { status: got, body } = await answer;
      assert.deepEqual([got, body.code], [status, code]);
    }
    assert.deepEqual(await tenants('form'), []);
  });

  it('refuses a page of a foreign origin where origins are named', async () => {
    world.env.NEXUS_ALLOWED_ORIGINS = 'https://portal.example';
    const headers = { 'idempotency-key': 'key-origin-01', origin: 'https://evil.example' };
    const {
      status,
      body,
      headers: said,
    } = await world.call('create-tenant', wanted('origin'), { as: OPERATOR, headers });
    delete world.env.NEXUS_ALLOWED_ORIGINS;
    assert.deepEqual([status, body.code], [403, 'origin_refused']);
    assert.equal(said.get('access-control-allow-origin'), null);
    assert.deepEqual(await tenants('origin'), []);
  });
});
