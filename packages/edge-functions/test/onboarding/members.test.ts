import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { follow, linkIn, newestMail } from '../../../local/test/support/mails.ts';
import { ADMIN, type FunctionWorld, startFunctionWorld } from '../support/function-world.ts';

const SALES = 'sales@alpenwerk.example';

let world: FunctionWorld;

const userId = async (email: string): Promise<string> => {
  const [row] = await world.stack.db.query<{ id: string }>('select id from auth.users where email = $1', [
    email,
  ]);
  return row?.id ?? assert.fail(`no account ${email}`);
};

describe('members', () => {
  before(async () => {
    world = await startFunctionWorld();
  });
  after(() => world?.close());

  it('are invited by mail, and again when they ask', async () => {
    const email = 'new@alpenwerk.example';
    const invited = await world.call('invite-member', { email, role: 'sales' }, { as: ADMIN });
    assert.equal(invited.status, 201);
    const first = linkIn(newestMail(world.stack, email));
    const { invitationId } = invited.body;
    const again = await world.call('resend-invite', { invitationId }, { as: ADMIN });
    assert.deepEqual([again.status, again.body.invitationId], [200, invitationId]);
    const second = linkIn(newestMail(world.stack, email));
    assert.notEqual(second, first);
    assert.ok((await follow(second)).given.get('access_token'));
    const stranger = await world.call('resend-invite', { invitationId }, { as: 'admin@rio-bravo.example' });
    assert.deepEqual([stranger.status, stranger.body.code], [409, 'invitation_invalid']);
  });

  it('are not invited by who may not, and not when the mail does not go out', async () => {
    const refused = await world.call('invite-member', { email: 'x@y.example', role: 'sales' }, { as: SALES });
    assert.deepEqual([refused.status, refused.body.code], [403, 'permission_denied']);
    const email = `${'b'.repeat(250)}@nomail.example`;
    const unsent = await world.call('invite-member', { email, role: 'sales' }, { as: ADMIN });
    assert.deepEqual([unsent.status, unsent.body.code], [502, 'mail_failed']);
    const open = await world.stack.db.query(
      'select from public.invitations where email = $1 and revoked_at is null',
      [email],
    );
    assert.deepEqual(open, []);
  });

  it('get a role, from who may give it', async () => {
    const user = await userId(SALES);
    const set = await world.call('set-role', { userId: user, role: 'c_level' }, { as: ADMIN });
    assert.equal(set.status, 200);
    const token = await world.token(SALES);
    const { body } = await world.rest(token, `user_profiles?select=role&id=eq.${user}`);
    assert.deepEqual(body, [{ role: 'c_level' }]);
    const refused = await world.call(
      'set-role',
      { userId: user, role: 'sales' },
      { as: 'ceo@alpenwerk.example' },
    );
    assert.deepEqual([refused.status, refused.body.code], [403, 'permission_denied']);
    const oneself = await world.call(
      'set-role',
      { userId: await userId(ADMIN), role: 'sales' },
      { as: ADMIN },
    );
    assert.deepEqual([oneself.status, oneself.body.code], [409, 'member_rule']);
  });

  it('are out at once when they are removed: sessions, rows, and the right to renew', async () => {
    const { url, publishableKey } = world.stack;
    const signed = await fetch(`${url}/auth/v1/token?grant_type=password`, {
      method: 'POST',
      headers: { apikey: publishableKey, 'content-type': 'application/json' },
      body: JSON.stringify({ email: SALES, password: 'nexus-demo-2026' }),
    });
    const { access_token: token, refresh_token: refresh } = (await signed.json()) as Record<string, string>;
    assert.ok(token && refresh);
    assert.notDeepEqual((await world.rest(token, 'machines?select=id')).body, []);
    const stranger = await world.call(
      'remove-member',
      { userId: await userId(SALES) },
      { as: 'admin@rio-bravo.example' },
    );
    assert.deepEqual([stranger.status, stranger.body.code], [404, 'not_found']);
    const removed = await world.call('remove-member', { userId: await userId(SALES) }, { as: ADMIN });
    assert.equal(removed.status, 200);
    assert.deepEqual((await world.rest(token, 'machines?select=id')).body, []);
    const renewed = await fetch(`${url}/auth/v1/token?grant_type=refresh_token`, {
      method: 'POST',
      headers: { apikey: publishableKey, 'content-type': 'application/json' },
      body: JSON.stringify({ refresh_token: refresh }),
    });
    assert.equal(renewed.status, 400);
  });
});
