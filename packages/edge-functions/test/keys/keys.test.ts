import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { toBase64Url } from '../../src/keys/base64url.ts';
import { addSealingKey, sealFor } from '../ai/support/own-key.ts';
import {
  ADMIN,
  ALPENWERK,
  type Answer,
  type FunctionWorld,
  RIO_BRAVO,
  startFunctionWorld,
} from '../support/function-world.ts';
import {
  broken,
  type GeminiServer,
  modelDenied,
  overQuota,
  says,
  startGeminiServer,
  wrongKey,
} from '../support/gemini-server.ts';

const OWN_KEY = 'AIzaOwnKeyThatNobodyMaySee_0123456789';

let world: FunctionWorld;
let gemini: GeminiServer;
let k1: Uint8Array<ArrayBuffer>;

const sealed = (tenant = ALPENWERK, keyId = 'k1', publicKey = k1): Promise<string> =>
  sealFor(publicKey, keyId, tenant, OWN_KEY);
const verify = (body: object, as = ADMIN): Promise<Answer> => world.call('verify-api-key', body, { as });
const stored = async (): Promise<string | null> => {
  const [row] = await world.stack.db.query<{ sealed: string | null }>(
    'select api_key_encrypted as sealed from public.tenants where id = $1',
    [ALPENWERK],
  );
  return row?.sealed ?? null;
};

describe('keys', () => {
  before(async () => {
    world = await startFunctionWorld();
    gemini = await startGeminiServer();
    world.env.NEXUS_GEMINI_BASE_URL = gemini.url;
    await world.stack.db.query(`update public.tenants set plan_tier = 'Enterprise' where id = $1`, [
      ALPENWERK,
    ]);
    k1 = await addSealingKey(world, 'k1');
  });
  after(async () => {
    await gemini?.close();
    await world?.close();
  });

  it('are tried with the model before they are stored, and each outcome is told apart', async () => {
    for (const [answer, verdict] of [
      [says('OK'), 'valid'],
      [wrongKey, 'invalid'],
      [overQuota(30), 'quota'],
      [modelDenied, 'model_denied'],
    ] as const) {
      gemini.script(answer);
      const { status, body } = await verify({ sealed: await sealed() });
      assert.deepEqual([status, body.verdict], [200, verdict]);
      assert.ok(body.message.length > 10 && !body.message.includes(OWN_KEY));
    }
    gemini.script(broken, broken, broken);
    assert.equal((await verify({ sealed: await sealed() })).body.verdict, 'unreachable');
    gemini.reset();
  });

  it('are refused when they are another tenant’s, misshapen, or of whom may not', async () => {
    const foreign = await verify({ sealed: await sealed(RIO_BRAVO) });
    assert.deepEqual(
      [foreign.status, foreign.body.code, foreign.body.details.reason],
      [400, 'sealed_key_refused', 'open'],
    );
    const misshapen = await verify({ sealed: OWN_KEY });
    assert.deepEqual([misshapen.status, misshapen.body.details.reason], [400, 'form']);
    const unknown = await verify({ sealed: await sealed(ALPENWERK, 'k9') });
    assert.deepEqual([unknown.status, unknown.body.details.reason], [400, 'key_id']);
    const member = await verify({ sealed: await sealed() }, 'sales@alpenwerk.example');
    assert.deepEqual([member.status, member.body.code], [403, 'permission_denied']);
    const none = await verify({});
    assert.deepEqual([none.status, none.body.code], [404, 'not_found']);
    assert.equal(gemini.requests.length, 0);
  });

  it('are sealed anew for the next sealing key, while both live, as often as one likes', async () => {
    assert.equal(
      (await world.rpc(ADMIN, 'set_api_key', { sealed: await sealed(), hint: '6789' })).status,
      200,
    );
    const k2 = await addSealingKey(world, 'k2');
    const wanted = { from: 'k1', to: 'k2', publicKey: toBase64Url(k2) };
    const job = (body: object, bearer = world.stack.secretKey): Promise<Answer> =>
      world.call('reseal-keys', body, { bearer });

    const other = await addSealingKey(world, 'k3');
    const before = await stored();
    const wrong = await job({ ...wanted, publicKey: toBase64Url(other) });
    assert.deepEqual([wrong.status, wrong.body.code], [400, 'sealed_key_refused']);
    const zero = await job({ ...wanted, publicKey: 'A'.repeat(43) });
    assert.deepEqual([zero.status, zero.body.code], [400, 'sealed_key_refused']);
    assert.equal(await stored(), before, 'nothing was replaced');
    for (const bearer of [world.stack.publishableKey, await world.token(ADMIN), '']) {
      assert.equal((await job(wanted, bearer)).status, 401);
    }

    const { status, body } = await job(wanted);
    assert.deepEqual([status, body.resealed, body.unopened], [200, 1, []]);
    assert.match((await stored()) ?? '', /^nexus-hpke-v1\.k2\./);
    assert.equal((await job(wanted)).body.resealed, 0);
    gemini.script(says('OK'));
    assert.equal((await verify({})).body.verdict, 'valid');
    assert.equal(gemini.requests.at(-1)?.headers['x-goog-api-key'], OWN_KEY);
  });

  it('are named where they do not open, and left as they are', async () => {
    const foreign = await sealed(RIO_BRAVO);
    await world.stack.db.query(
      `update public.tenants set api_key_encrypted = $2, api_key_hint = '6789', api_key_key_id = 'k1' where id = $1`,
      [ALPENWERK, foreign],
    );
    const [k2] = await world.stack.db.query<{ key: string }>(
      `select public_key as key from private.sealing_keys where key_id = 'k2'`,
    );
    const { body } = await world.call(
      'reseal-keys',
      { from: 'k1', to: 'k2', publicKey: k2?.key },
      { bearer: world.stack.secretKey },
    );
    assert.deepEqual([body.resealed, body.unopened], [0, [ALPENWERK]]);
    assert.equal(await stored(), foreign);
  });

  it('are in no log line', () => {
    assert.ok(world.lines.length > 10);
    assert.ok(!JSON.stringify(world.lines).includes(OWN_KEY));
  });
});
