import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CallOptions, DataService } from '../../src/data/data-service.ts';
import { rejectsWith } from '../support/waiting.ts';
import { type Suite, UNKNOWN_ID } from './suite.ts';

type Call = (service: DataService, options: CallOptions) => Promise<unknown>;
/** One call for each method, so that a new one cannot be forgotten here. */
type Calls<T> = { [K in keyof T]: Call };
type OwnMethods = Omit<
  DataService,
  | 'origin'
  | 'session'
  | 'connection'
  | 'clockOffsetMs'
  | 'signIns'
  | 'tenants'
  | 'members'
  | 'files'
  | 'ai'
  | 'platform'
  | 'subscribe'
  | 'close'
  // These end or renew what is on this device; a session is forgotten whatever else happens.
  | 'signOut'
  | 'findSession'
  | 'refreshSession'
>;

/** Every call can be given up. Before it has begun, nothing comes of it. */
export function signalContract(suite: Suite): void {
  const email = 'given-up@people.example';
  const range = { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' };
  const file = new File(['x'], 'x.txt', { type: 'text/plain' });
  const picture = new File(['x'], 'x.png', { type: 'image/png' });

  const own: Calls<OwnMethods> = {
    signIn: (service, options) => service.signIn(suite.world.accounts.admin, options),
    membership: (service, options) => service.membership(options),
    listMachines: (service, options) => service.listMachines(options),
    getMachine: (service, options) => service.getMachine(UNKNOWN_ID, options),
    createMachine: (service, options) => service.createMachine({ name: 'Given up' }, options),
    updateMachine: (service, options) => service.updateMachine(UNKNOWN_ID, { name: 'x' }, options),
    deleteMachine: (service, options) => service.deleteMachine(UNKNOWN_ID, options),
    recordReadings: (service, options) =>
      service.recordReadings([{ machineId: UNKNOWN_ID, timestamp: range.from, rpm: 1 }], options),
    series: (service, options) => service.series({ machineId: UNKNOWN_ID, ...range }, options),
  };
  const signIns: Calls<DataService['signIns']> = {
    sendMagicLink: (service, options) => service.signIns.sendMagicLink({ email }, options),
    withCode: (service, options) => service.signIns.withCode({ email, code: '123456' }, options),
    ssoUrl: (service, options) => service.signIns.ssoUrl({ domain: 'x.example' }, options),
    fromUrl: (service, options) =>
      service.signIns.fromUrl('https://x.example/?token_hash=abc&type=email', options),
    sendPasswordReset: (service, options) => service.signIns.sendPasswordReset({ email }, options),
    setPassword: (service, options) => service.signIns.setPassword('a-long-enough-password', options),
    invitations: (service, options) => service.signIns.invitations(options),
    acceptInvitation: (service, options) => service.signIns.acceptInvitation(undefined, options),
  };
  const tenants: Calls<DataService['tenants']> = {
    usage: (service, options) => service.tenants.usage(options),
    setBrand: (service, options) => service.tenants.setBrand({ radius: 12 }, options),
    brandFor: (service, options) => service.tenants.brandFor('alpenwerk', options),
    shareWithReseller: (service, options) => service.tenants.shareWithReseller(true, options),
    auditLog: (service, options) => service.tenants.auditLog({}, options),
  };
  const members: Calls<DataService['members']> = {
    list: (service, options) => service.members.list(options),
    update: (service, options) => service.members.update(UNKNOWN_ID, { role: 'sales' }, options),
    remove: (service, options) => service.members.remove(UNKNOWN_ID, options),
    invitations: (service, options) => service.members.invitations(options),
    invite: (service, options) => service.members.invite({ email, role: 'sales' }, options),
    revokeInvitation: (service, options) => service.members.revokeInvitation(UNKNOWN_ID, options),
  };
  const documents: Calls<DataService['files']['documents']> = {
    list: (service, options) => service.files.documents.list({}, options),
    get: (service, options) => service.files.documents.get(UNKNOWN_ID, options),
    upload: (service, options) => service.files.documents.upload(file, {}, options),
    update: (service, options) => service.files.documents.update(UNKNOWN_ID, { name: 'x' }, options),
    delete: (service, options) => service.files.documents.delete(UNKNOWN_ID, options),
    download: (service, options) => service.files.documents.download(UNKNOWN_ID, options),
    previewUrl: (service, options) => service.files.documents.previewUrl(UNKNOWN_ID, 60, options),
  };
  const quality: Calls<DataService['files']['quality']> = {
    list: (service, options) => service.files.quality.list({}, options),
    get: (service, options) => service.files.quality.get(UNKNOWN_ID, options),
    upload: (service, options) => service.files.quality.upload(picture, {}, options),
    update: (service, options) => service.files.quality.update(UNKNOWN_ID, { name: 'x' }, options),
    delete: (service, options) => service.files.quality.delete(UNKNOWN_ID, options),
    download: (service, options) => service.files.quality.download(UNKNOWN_ID, options),
    previewUrl: (service, options) => service.files.quality.previewUrl(UNKNOWN_ID, 60, options),
  };
  const ai: Calls<DataService['ai']> = {
    run: (service, options) =>
      service.ai.run({ task: 'diagnose', machineId: UNKNOWN_ID }, options).then(() => undefined),
    keyStatus: (service, options) => service.ai.keyStatus(options),
    sealingKey: (service, options) => service.ai.sealingKey(options),
    setKey: (service, options) => service.ai.setKey({ sealed: 'x', hint: 'wxyz' }, options),
    clearKey: (service, options) => service.ai.clearKey(options),
    keepPrompts: (service, options) => service.ai.keepPrompts(true, options),
    requests: (service, options) => service.ai.requests({}, options),
  };
  const platform: Calls<DataService['platform']> = {
    isOperator: (service, options) => service.platform.isOperator(options),
    list: (service, options) => service.platform.list({}, options),
    open: (service, options) => service.platform.open({ name: 'Given up', slug: 'given-up' }, options),
    update: (service, options) => service.platform.update(UNKNOWN_ID, { name: 'x' }, options),
    setPlan: (service, options) => service.platform.setPlan(UNKNOWN_ID, 'Pro', options),
    suspend: (service, options) => service.platform.suspend(UNKNOWN_ID, options),
    resume: (service, options) => service.platform.resume(UNKNOWN_ID, options),
    setReseller: (service, options) => service.platform.setReseller(UNKNOWN_ID, true, options),
    inviteFirstAdmin: (service, options) => service.platform.inviteFirstAdmin(UNKNOWN_ID, { email }, options),
    auditLog: (service, options) => service.platform.auditLog(UNKNOWN_ID, {}, options),
    sharedMachines: (service, options) => service.platform.sharedMachines(UNKNOWN_ID, options),
  };

  describe('a call that was given up before it began', () => {
    const all: Record<string, Record<string, Call>> = {
      '': { ...own },
      'signIns.': { ...signIns },
      'tenants.': { ...tenants },
      'members.': { ...members },
      'documents.': { ...documents },
      'quality.': { ...quality },
      'ai.': { ...ai },
      'platform.': { ...platform },
    };
    for (const [room, calls] of Object.entries(all)) {
      it(`is rejected with aborted: every method of ${room || 'the engine itself'}`, async () => {
        const who = room === 'platform.' ? 'outsider' : 'admin';
        const service = await suite.signedIn(who);
        for (const [name, call] of Object.entries(calls)) {
          const error = await rejectsWith(
            call(service, { signal: AbortSignal.abort() }).catch((failure: unknown) => {
              assert.equal(
                (failure as { code?: unknown }).code,
                'aborted',
                `${room}${name}: ${String(failure)}`,
              );
              throw failure;
            }),
            'aborted',
          );
          assert.equal(error.code, 'aborted', name);
        }
      });
    }

    it('has changed nothing', async () => {
      const { admin } = await suite.openTenant('Enterprise');
      const operator = await suite.operator();
      const seen = async (): Promise<unknown> => [
        await admin.membership(),
        await admin.tenants.usage(),
        await admin.tenants.auditLog({}),
        await admin.members.list(),
        await admin.members.invitations(),
        await admin.files.documents.list({}),
        await admin.files.quality.list({}),
        await admin.ai.keyStatus(),
        await operator.platform.list({ search: 'given-up' }),
        await suite.world.mailTo(email),
      ];
      const before = await seen();
      const options = { signal: AbortSignal.abort() };
      for (const calls of [own, signIns, tenants, members, documents, quality, ai]) {
        for (const [name, call] of Object.entries(calls) as [string, Call][]) {
          if (name !== 'signIn') await rejectsWith(call(admin, options), 'aborted');
        }
      }
      await rejectsWith(platform.open(operator, options), 'aborted');
      assert.deepEqual(await seen(), before);
    });
  });
}
