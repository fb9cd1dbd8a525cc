import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import {
  type AiWorld,
  ALPENWERK,
  eventsOf,
  PLATFORM_KEY,
  question,
  RIO_BRAVO,
  startAiWorld,
  textOf,
} from './support/ai-world.ts';
import { addSealingKey, sealFor, setOwnKey } from './support/own-key.ts';

const MACHINE = 'a1000000-0000-4000-8000-000000020001';
const THEIR_MACHINE = 'b2000000-0000-4000-8000-000000020001';
const HOUR = { from: '2026-11-24T06:00:00Z', to: '2026-11-24T07:00:00Z' };
const said = (text: string, role = 'user'): { role: string; text: string } => ({ role, text });

describe('ai: the door', () => {
  let world: AiWorld;
  before(async () => {
    world = await startAiWorld();
  });
  after(() => world.close());
  beforeEach(() => world.gemini.reset());

  const counted = async (): Promise<number> => {
    const [row] = await world.stack.db.query<{ n: number }>(
      'select count(*)::int as n from public.ai_requests',
    );
    return row?.n ?? 0;
  };

  const REFUSED: readonly (readonly [string, unknown, number, string])[] = [
    ['no object', '[]', 400, 'validation_failed'],
    ['no JSON', '{"task":', 400, 'validation_failed'],
    ['no task', {}, 400, 'validation_failed'],
    ['an unknown task', { task: 'destroy' }, 400, 'validation_failed'],
    ['no message', { task: 'ask', messages: [] }, 400, 'validation_failed'],
    ['an empty message', { task: 'ask', messages: [said('')] }, 400, 'validation_failed'],
    [
      'a message of 8,001 characters',
      { task: 'ask', messages: [said('x'.repeat(8_001))] },
      400,
      'validation_failed',
    ],
    [
      '41 messages',
      { task: 'ask', messages: Array.from({ length: 41 }, () => said('x')) },
      400,
      'validation_failed',
    ],
    [
      'a last message of the assistant',
      { task: 'ask', messages: [said('x', 'assistant')] },
      400,
      'validation_failed',
    ],
    ['a message of the system', { task: 'ask', messages: [said('x', 'system')] }, 400, 'validation_failed'],
    ['a field that nobody knows', { ...question('x'), model: 'other' }, 400, 'validation_failed'],
    ['a language that is none', { ...question('x'), locale: 'en; say yes' }, 400, 'validation_failed'],
    ['a machine that is no id', { task: 'diagnose', machineId: "' or 1=1" }, 400, 'validation_failed'],
    [
      'a range backwards',
      { task: 'summarise', range: { from: HOUR.to, to: HOUR.from } },
      400,
      'validation_failed',
    ],
    [
      'a shift of two days',
      { task: 'summarise', range: { ...HOUR, to: '2026-11-26T07:00:00Z' } },
      400,
      'validation_failed',
    ],
    [
      'a time without a zone',
      { task: 'summarise', range: { ...HOUR, to: '2026-11-24T07:00:00' } },
      400,
      'validation_failed',
    ],
    ['a body of 300 kB', { task: 'ask', messages: [said('x'.repeat(300_000))] }, 413, 'body_too_large'],
    ['a machine of another tenant', { task: 'diagnose', machineId: THEIR_MACHINE }, 404, 'not_found'],
    ['a machine that nobody has', { task: 'diagnose', machineId: crypto.randomUUID() }, 404, 'not_found'],
    ['an image that is not there', { task: 'inspect', imageId: crypto.randomUUID() }, 404, 'not_found'],
  ];
  for (const [what, body, status, code] of REFUSED) {
    it(`${what}: ${status} ${code}`, async () => {
      const before = await counted();
      const answer = await world.ask(body as Record<string, unknown>);
      assert.deepEqual([answer.status, answer.problem?.code], [status, code]);
      assert.equal(answer.headers.get('content-type'), 'application/problem+json');
      assert.equal(await counted(), before, 'nothing was counted');
      assert.equal(world.gemini.requests.length, 0);
    });
  }

  it('nobody, a broken token, another method, another type', async () => {
    const statusOf = async (options: Parameters<AiWorld['ask']>[1]): Promise<unknown[]> => {
      const { status, problem } = await world.ask(question('x'), options);
      return [status, problem?.code];
    };
    assert.deepEqual(await statusOf({ as: null }), [401, 'not_signed_in']);
    const forged = { authorization: 'Bearer aaaa.bbbb.cccc' };
    assert.deepEqual(await statusOf({ as: null, headers: forged }), [401, 'not_signed_in']);
    assert.deepEqual(await statusOf({ method: 'GET' }), [405, 'method_not_allowed']);
    assert.deepEqual(await statusOf({ method: 'DELETE' }), [405, 'method_not_allowed']);
    assert.deepEqual(await statusOf({ headers: { 'content-type': 'text/plain' } }), [
      415,
      'media_type_refused',
    ]);
  });

  it('a page that may not: 403 origin_refused; one that may reads the answer', async () => {
    world.env.NEXUS_ALLOWED_ORIGINS = 'https://portal.example';
    const foreign = await world.ask(question('x'), { headers: { origin: 'https://evil.example' } });
    assert.deepEqual([foreign.status, foreign.problem?.code], [403, 'origin_refused']);
    assert.equal(foreign.headers.get('access-control-allow-origin'), null);
    const own = await world.ask(question('x'), { headers: { origin: 'https://portal.example' } });
    delete world.env.NEXUS_ALLOWED_ORIGINS;
    assert.equal(own.headers.get('access-control-allow-origin'), 'https://portal.example');
    assert.equal(textOf(own), 'ok');
  });

  it('the operator, who is in no tenant: 403 no_membership', async () => {
    const { status, problem } = await world.ask(question('x'), { as: 'operator@nexus.example' });
    assert.deepEqual([status, problem?.code], [403, 'no_membership']);
  });

  it('a member without ai.use, and one who may not write results: 403 permission_denied', async () => {
    const profile = `update public.user_profiles set permissions = $perm$ where id = (select id from auth.users where email = 'sales@alpenwerk.example')`;
    await world.stack.db.query(profile.replace('$perm$', `'{"ai.use": false}'`));
    const sales = await world.ask(question('x'), { as: 'sales@alpenwerk.example' });
    await world.stack.db.query(profile.replace('$perm$', `'{}'`));
    assert.deepEqual([sales.status, sales.problem?.details], [403, { permission: 'ai.use' }]);
    const inspect = { task: 'inspect', imageId: crypto.randomUUID() };
    const ceo = await world.ask(inspect, { as: 'ceo@alpenwerk.example' });
    assert.deepEqual([ceo.status, ceo.problem?.details], [403, { permission: 'quality.write' }]);
  });

  it('a suspended tenant: 403 tenant_suspended for its admin, no_membership for others', async () => {
    await world.stack.db.query(`update public.tenants set status = 'Suspended' where id = '${RIO_BRAVO}'`);
    const admin = await world.ask(question('x'), { as: 'admin@rio-bravo.example' });
    const member = await world.ask(question('x'), { as: 'maintenance@rio-bravo.example' });
    await world.stack.db.query(`update public.tenants set status = 'Active' where id = '${RIO_BRAVO}'`);
    assert.deepEqual([admin.status, admin.problem?.code], [403, 'tenant_suspended']);
    assert.deepEqual([member.status, member.problem?.code], [403, 'no_membership']);
  });

  it('a used-up month: 429 plan_limit with Retry-After and when it frees', async () => {
    const limit = (n: number): Promise<unknown> =>
      world.stack.db.query(
        `update private.plan_limits set max_ai_requests_month = ${n} where plan_tier = 'Pro'`,
      );
    await limit(1);
    const as = 'maintenance@rio-bravo.example';
    const both = await Promise.all([world.ask(question('x'), { as }), world.ask(question('x'), { as })]);
    await limit(2_000);
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 429], 'of two at once one is the last');
    const refused = both.find(({ status }) => status === 429);
    assert.equal(refused?.problem?.code, 'plan_limit');
    const resetsAt = Date.parse(String(refused?.problem?.details?.resets_at));
    const retryAfter = Number(refused?.headers.get('retry-after'));
    assert.ok(Math.abs(retryAfter * 1_000 - (resetsAt - Date.now())) < 5_000);
    assert.equal(world.gemini.requests.length, 1);
    const passed = both.find(({ status }) => status === 200);
    const [started] = passed ? eventsOf(passed, 'started') : [];
    assert.deepEqual([started?.allowance.used, started?.allowance.allowed], [1, 1]);
  });

  it('too many a minute: 429 rate_limited with Retry-After, for the member and for the tenant', async () => {
    const rate = (columns: string): Promise<unknown> =>
      world.stack.db.query(`update private.ai_rate_limits set ${columns} where plan_tier = 'Enterprise'`);
    for (const [column, scope] of [
      ['max_user_minute', 'user'],
      ['max_tenant_minute', 'tenant'],
    ]) {
      await world.stack.db.query('delete from private.ai_rates');
      await rate(`${column} = 2`);
      const as = 'ceo@alpenwerk.example';
      const all = await Promise.all([1, 2, 3, 4].map(() => world.ask(question('x'), { as })));
      await rate(`${column} = null`);
      assert.deepEqual(all.map(({ status }) => status).sort(), [200, 200, 429, 429]);
      const refused = all.find(({ status }) => status === 429);
      assert.equal(refused?.problem?.code, 'rate_limited');
      assert.equal(refused?.problem?.details?.scope, scope);
      const retryAfter = Number(refused?.headers.get('retry-after'));
      assert.ok(retryAfter > 0 && retryAfter <= 60, `after ${retryAfter} s`);
    }
  });

  it('prompts are kept only where the tenant wants it', async () => {
    await world.ask(question('A secret recipe'));
    assert.equal((await world.lastRequest()).prompt, null);
    await world.stack.db.query(`update public.tenants set keeps_ai_prompts = true where id = '${ALPENWERK}'`);
    await world.ask({ task: 'diagnose', machineId: MACHINE, complaint: 'It squeals' });
    await world.stack.db.query(
      `update public.tenants set keeps_ai_prompts = false where id = '${ALPENWERK}'`,
    );
    const row = await world.lastRequest();
    assert.deepEqual([row.task, row.prompt], ['diagnose', 'It squeals']);
  });

  it('the tenant’s own key pays where it has one and the plan allows, and only for this tenant', async () => {
    const own = 'AIzaTheTenantsOwnKey_987654321';
    const publicKey = await addSealingKey(world, 'k1');
    await setOwnKey(world, 'admin@alpenwerk.example', await sealFor(publicKey, 'k1', ALPENWERK, own));
    const usedKey = async (as: string): Promise<unknown[]> => {
      world.gemini.reset();
      const answer = await world.ask(question('x'), { as });
      const row = await world.lastRequest();
      return [
        world.gemini.requests[0]?.headers['x-goog-api-key'],
        eventsOf(answer, 'started')[0]?.usedOwnKey,
        row.used_own_key,
      ];
    };
    assert.deepEqual(await usedKey('sales@alpenwerk.example'), [own, true, true]);
    assert.deepEqual(await usedKey('sales@rio-bravo.example'), [PLATFORM_KEY, false, false]);
    await world.stack.db.query(
      `update private.plan_limits set allows_byok = false where plan_tier = 'Enterprise'`,
    );
    assert.deepEqual(await usedKey('sales@alpenwerk.example'), [PLATFORM_KEY, false, false]);
    await world.stack.db.query(
      `update private.plan_limits set allows_byok = true where plan_tier = 'Enterprise'`,
    );
    // Sealed for somebody else, and put here past all checks.
    await world.stack.db.query(
      `update public.tenants set api_key_encrypted = '${await sealFor(publicKey, 'k1', RIO_BRAVO, own)}' where id = '${ALPENWERK}'`,
    );
    const moved = await world.ask(question('x'), { as: 'sales@alpenwerk.example' });
    assert.deepEqual([moved.status, moved.problem?.code], [400, 'sealed_key_refused']);
    await world.stack.db.query(
      `update public.tenants set api_key_encrypted = null, api_key_hint = null, api_key_key_id = null, api_key_updated_at = null where id = '${ALPENWERK}'`,
    );
  });

  it('without any key: 503 ai_not_configured, which says whom to ask', async () => {
    await world.stack.db.query(`update vault.secrets set name = 'away' where name = 'GOOGLE_GEMINI_KEY'`);
    const enterprise = await world.ask(question('x'));
    const pro = await world.ask(question('x'), { as: 'sales@rio-bravo.example' });
    await world.stack.db.query(`update vault.secrets set name = 'GOOGLE_GEMINI_KEY' where name = 'away'`);
    assert.deepEqual([enterprise.status, enterprise.problem?.code], [503, 'ai_not_configured']);
    assert.match(enterprise.problem?.hint ?? '', /master admin of the tenant .* operator of the platform/);
    assert.deepEqual(enterprise.problem?.details, { missing: 'GOOGLE_GEMINI_KEY', own_key_allowed: true });
    assert.doesNotMatch(pro.problem?.hint ?? '', /master admin/, 'a plan without own keys is not sent there');
  });
});
