import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createNexus } from '../../src/create-nexus.ts';
import type { Nexus } from '../../src/nexus.ts';
import { rejectsWith } from '../support/waiting.ts';
import { type Suite, UNKNOWN_ID } from './suite.ts';

/** The same instance without its types, as a script in JavaScript has it. */
// biome-ignore lint/suspicious/noExplicitAny: wrong use is what is tested here
type Untyped = Record<keyof Nexus, any>;

/** What a script without types gets wrong is told as everything else is. */
export function wrongUseContract(suite: Suite): void {
  const nothingGiven: Record<string, (nexus: Untyped) => unknown> = {
    'session.signIn': ({ session }) => session.signIn({ email: 5, password: null }),
    'session.signInWithCode': ({ session }) => session.signInWithCode(),
    'session.signInWithSso': ({ session }) => session.signInWithSso(),
    'session.sendMagicLink': ({ session }) => session.sendMagicLink(),
    'session.sendPasswordReset': ({ session }) => session.sendPasswordReset(),
    'session.setPassword': ({ session }) => session.setPassword(),
    'machines.get': ({ machines }) => machines.get({}),
    'machines.create': ({ machines }) => machines.create({ name: 5 }),
    'machines.create with what is no JSON': ({ machines }) =>
      machines.create({ name: 'x', metadata: { a: 1n } }),
    'machines.update': ({ machines }) => machines.update(UNKNOWN_ID, { name: null }),
    'telemetry.latest': ({ telemetry }) => telemetry.latest(),
    'documents.list': ({ documents }) => documents.list({ after: 5 }),
    'documents.get': ({ documents }) => documents.get(),
    'documents.upload': ({ documents }) => documents.upload().done,
    'documents.upload of a text': ({ documents }) => documents.upload('text').done,
    'documents.upload of bytes': ({ documents }) => documents.upload(new Uint8Array(3)).done,
    'documents.update': ({ documents }) => documents.update(UNKNOWN_ID),
    'documents.update with no name': ({ documents }) => documents.update(UNKNOWN_ID, { name: null }),
    'documents.download': ({ documents }) => documents.download(),
    'documents.previewUrl': ({ documents }) => documents.previewUrl(),
    'quality.update': ({ quality }) => quality.update(UNKNOWN_ID, { defects: [null] }),
    'quality.update with a word': ({ quality }) => quality.update(UNKNOWN_ID, { defects: 'scratch' }),
    'members.invite': ({ members }) => members.invite(),
    'members.invite without an address': ({ members }) => members.invite({}),
    'members.update': ({ members }) => members.update(),
    'members.remove': ({ members }) => members.remove(),
    'branding.update': ({ branding }) => branding.update(),
    'tenant.shareWithReseller': ({ tenant }) => tenant.shareWithReseller(),
    'tenant.auditLog': ({ tenant }) => tenant.auditLog(),
    'platform.open': ({ platform }) => platform.open({}),
    'platform.open without anything': ({ platform }) => platform.open(),
    'platform.setPlan': ({ platform }) => platform.setPlan(),
    'platform.suspend': ({ platform }) => platform.suspend(),
    'ai.setKey': ({ ai }) => ai.setKey({}),
    'ai.requests': ({ ai }) => ai.requests(),
  };

  describe('a call with nothing, or with something else', () => {
    for (const [name, call] of Object.entries(nothingGiven)) {
      it(`is rejected: ${name}`, async () => {
        const isPlatform = name.startsWith('platform.');
        const nexus = createNexus({ data: await suite.signedIn(isPlatform ? 'outsider' : 'admin') });
        const told = await rejectsWith(
          (async () => call(nexus as unknown as Untyped))(),
          'validation_failed',
        );
        assert.ok(told.hint);
      });
    }

    it('leaves a listener with all readings when it does not say of which machine', async () => {
      const nexus = createNexus({ data: await suite.signedIn('admin') });
      (nexus as unknown as Untyped).telemetry.subscribe(undefined, () => {})();
    });

    it('continues no list, and begins one with the null of the last page', async () => {
      const { admin } = await suite.openTenant('Basic');
      const { documents } = createNexus({ data: admin }) as unknown as Untyped;
      assert.deepEqual(await documents.list({ after: null }), { items: [], next: null });
    });
  });
}
