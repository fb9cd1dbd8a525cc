import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AiRequest } from '../../src/types/index.ts';
import { rejectsWith } from '../support/waiting.ts';
import type { Suite } from './suite.ts';

const NONE = { hasKey: false, hint: null, keyId: null, updatedAt: null };
/** Right by form; what is inside, nobody in the database can open. */
const sealedFor = (keyId: string): string => `nexus-hpke-v1.${keyId}.${'A'.repeat(43)}.${'b'.repeat(40)}`;

/** The tenant's AI key, and what the AI was asked. */
export function aiContract(suite: Suite): void {
  describe('AI key', () => {
    it('is sealed for the current key, recognised by its end, and forgotten again', async () => {
      await suite.world.prepareSealing();
      const { admin } = await suite.openTenant('Enterprise');
      assert.deepEqual(await admin.ai.keyStatus(), NONE);
      const key = (await admin.ai.sealingKey()) ?? assert.fail('there is no sealing key');
      assert.match(key.publicKey, /^[A-Za-z0-9_-]{43}$/);
      const status = await admin.ai.setKey({ sealed: sealedFor(key.keyId), hint: 'wxyz' });
      const { updatedAt, ...said } = status;
      assert.deepEqual(said, { hasKey: true, hint: 'wxyz', keyId: key.keyId });
      assert.ok(Date.parse(updatedAt ?? '') > 0);
      assert.deepEqual(await admin.ai.keyStatus(), status);
      assert.deepEqual(await admin.ai.clearKey(), NONE);
      const { items } = await admin.tenants.auditLog({ limit: 2 });
      assert.deepEqual(
        items.map(({ action, new: now }) => [action, now]),
        [
          ['api_key.cleared', { api_key_key_id: null }],
          ['api_key.set', { api_key_key_id: key.keyId }],
        ],
      );
    });

    it('is refused in a wrong form, for another key, without the plan, and from who may not', async () => {
      await suite.world.prepareSealing();
      const [{ admin }, basic] = await Promise.all([
        suite.openTenant('Enterprise'),
        suite.openTenant('Basic'),
      ]);
      const keyId = (await admin.ai.sealingKey())?.keyId ?? '';
      for (const [sealed, hint, reason] of [
        ['a plain key', 'wxyz', 'form'],
        [`${sealedFor(keyId)}.more`, 'wxyz', 'form'],
        [sealedFor(keyId), 'too long', 'hint'],
        [sealedFor('unknown-key'), 'wxyz', 'key_id'],
      ] as const) {
        const error = await rejectsWith(admin.ai.setKey({ sealed, hint }), 'sealed_key_refused');
        assert.equal(error.details?.reason, reason);
      }
      const key = { sealed: sealedFor(keyId), hint: 'wxyz' };
      const error = await rejectsWith(basic.admin.ai.setKey(key), 'plan_feature');
      assert.deepEqual([error.details?.feature, error.details?.lifted_by], ['byok', 'Enterprise']);
      const { service: plain } = await suite.join(admin, { role: 'maintenance' });
      for (const [{ ai }, code] of [
        [plain, 'permission_denied'],
        [await suite.operator(), 'no_membership'],
        [suite.fresh(), 'not_signed_in'],
      ] as const) {
        await rejectsWith(ai.keyStatus(), code);
        await rejectsWith(ai.sealingKey(), code);
        await rejectsWith(ai.setKey(key), code);
        await rejectsWith(ai.clearKey(), code);
      }
      assert.deepEqual(await admin.ai.keyStatus(), NONE);
    });
  });

  describe('AI requests', () => {
    it('are counted, and seen by who asked and by who manages members', async () => {
      const { admin, login } = await suite.openTenant('Basic');
      const { service: sales, login: salesLogin } = await suite.join(admin, { role: 'sales' });
      const ask = (email: string, task: string): Promise<void> =>
        suite.world.askAi(email, { task, model: 'model-1', prompt: 'What is up?' });
      await ask(login.email, 'first');
      await ask(salesLogin.email, 'second');
      await ask(login.email, 'third');
      const tasks = (items: readonly AiRequest[]): string[] => items.map(({ task }) => task);
      const page = await admin.ai.requests({ limit: 2 });
      assert.deepEqual(tasks(page.items), ['third', 'second']);
      const rest = await admin.ai.requests({ limit: 2, after: page.next as string });
      assert.deepEqual([tasks(rest.items), rest.next], [['first'], null]);
      assert.deepEqual(tasks((await sales.ai.requests({})).items), ['second']);
      const { prompt, model, userId, usedOwnKey } = page.items[0] as AiRequest;
      assert.deepEqual(
        [prompt, model, userId, usedOwnKey],
        [null, 'model-1', admin.session.value?.userId, false],
      );
      assert.equal((await admin.tenants.usage()).aiRequestsMonth.used, 3);
      const { userId: salesId } = await sales.membership();
      await admin.members.update(salesId, { permissions: { 'ai.use': false } });
      assert.deepEqual((await sales.ai.requests({})).items, []);
      await rejectsWith(suite.fresh().ai.requests({}), 'not_signed_in');
      await rejectsWith((await suite.operator()).ai.requests({}), 'no_membership');
      await rejectsWith(admin.ai.requests({ limit: 0 }), 'validation_failed');
    });

    it('keep their prompts only while a master admin says so', async () => {
      const { admin, login } = await suite.openTenant('Basic');
      const ask = (): Promise<void> =>
        suite.world.askAi(login.email, { task: 'ask', model: 'model-1', prompt: 'Remember me' });
      const prompts = async (): Promise<(string | null)[]> =>
        (await admin.ai.requests({})).items.map(({ prompt }) => prompt);
      await ask();
      await admin.ai.keepPrompts(true);
      await ask();
      assert.deepEqual(await prompts(), ['Remember me', null]);
      await admin.ai.keepPrompts(false);
      assert.deepEqual(await prompts(), [null, null], 'and none is left afterwards');
      const { service: plain } = await suite.join(admin, { role: 'maintenance' });
      await rejectsWith(plain.ai.keepPrompts(true), 'standing_required');
      await rejectsWith(suite.fresh().ai.keepPrompts(true), 'not_signed_in');
      await rejectsWith((await suite.operator()).ai.keepPrompts(true), 'no_membership');
    });
  });
}
