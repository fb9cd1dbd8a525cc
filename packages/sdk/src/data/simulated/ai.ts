import { NexusError } from '../../errors/nexus-error.ts';
import type { AiKeyStatus, AiRequest, Page, SealingKey } from '../../types/index.ts';
import { throwIfAborted } from '../../util/abort.ts';
import { given } from '../given.ts';
import { keysetPage, pageSize, parseCursor } from '../paging.ts';
import type { AiService } from '../services/ai-service.ts';
import { note } from './audit.ts';
import type { SimulatedDatabase } from './database.ts';
import type { Desk } from './desk.ts';
import { effectivePermissions } from './permissions.ts';
import { checkLimit, lacking, requireFeature, sealedKeyRefused } from './refusals.ts';
import type { Account, StoredAiKey, TenantState } from './state.ts';
import { changeTenant } from './tenant-changes.ts';

/** The one key of the simulated world to seal with; nothing opens what it sealed. */
const SIMULATED_SEALING_KEY: SealingKey = {
  keyId: 'simulated-1',
  publicKey: 'c2ltdWxhdGVkLXNlYWxpbmcta2V5LW9mLW5leHVzLTA',
};

/** A request to the AI that the simulated world shall know of. */
export interface SimulatedAiRequest {
  /** What was asked for, for example `chat`. */
  task: string;
  /** Model that answered. */
  model: string;
  /** Default `succeeded`. */
  outcome?: AiRequest['outcome'];
  /** Whether the tenant's own key paid for it. Default false. */
  usedOwnKey?: boolean;
  /** Tokens of the question. */
  inputTokens?: number;
  /** Tokens of the answer. */
  outputTokens?: number;
  /** Kept only where the tenant keeps prompts. */
  prompt?: string;
}

const ENC = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;
const CT = /^[A-Za-z0-9_-]{23,5462}$/;

/** The tenant's AI key and what the AI was asked. */
export function createAi(desk: Desk): AiService {
  return {
    run: async (_request, options) => {
      throwIfAborted('ask the AI', options?.signal);
      throw new NexusError('ai_not_configured', 'Could not ask the AI: the simulated plant has no model.', {
        hint: 'Ask it of a server with a key: npm start with GOOGLE_GEMINI_KEY set.',
      });
    },

    keyStatus: (options) =>
      desk.read('read the state of the AI key', options, () =>
        statusOf(desk.requirePermission('api_key.manage').state),
      ),

    sealingKey: (options) =>
      desk.read('read the sealing key', options, () => {
        desk.requirePermission('api_key.manage');
        return { ...SIMULATED_SEALING_KEY };
      }),

    setKey: ({ sealed, hint }, options) =>
      desk.write('set the AI key', options, () => {
        const { account, state } = desk.requirePermission('api_key.manage');
        requireFeature(state.tenant.planTier, 'byok');
        const keyId = checkSealed(sealed, hint);
        const key: StoredAiKey = { sealed, hint, keyId, updatedAt: desk.database.time() };
        changeKey(desk.database, state, account, key);
        return statusOf(state);
      }),

    clearKey: (options) =>
      desk.write('remove the AI key', options, () => {
        const { account, state } = desk.requirePermission('api_key.manage');
        changeKey(desk.database, state, account, null);
        return statusOf(state);
      }),

    keepPrompts: (isAllowed, options) =>
      desk.write('keep prompts', options, () => {
        given('keep prompts', { isAllowed });
        const { account, state } = desk.requireMasterAdmin();
        changeTenant(desk.database, state, account, { keepsAiPrompts: isAllowed });
        if (isAllowed) return;
        for (const request of state.aiRequests) request.prompt = null;
      }),

    requests: async ({ limit, after }, options): Promise<Page<AiRequest>> => {
      const doing = 'list the requests to the AI';
      const size = pageSize(doing, limit);
      const cursor = parseCursor(doing, after);
      return desk.read(doing, options, () => {
        const { account, state } = desk.requireVisible();
        const seesAll = desk.has('members.manage');
        const seesOwn = desk.has('ai.use');
        const rows = state.aiRequests
          .filter(({ userId }) => seesAll || (seesOwn && userId === account.userId))
          .filter(({ createdAt }) => cursor === null || createdAt < cursor.value)
          .reverse()
          .slice(0, size + 1);
        return keysetPage(
          rows,
          size,
          (request) => ({ ...request }),
          ({ createdAt, id }) => ({ value: createdAt, id }),
        );
      });
    },
  };
}

/** Counts and notes a request of a member, as the functions beside the database do. */
export function addAiRequest(
  database: SimulatedDatabase,
  account: Account,
  state: TenantState,
  given: SimulatedAiRequest,
): void {
  const { profile } = account;
  const may = profile !== null && effectivePermissions(profile.role, profile.permissions).includes('ai.use');
  if (!may) throw lacking('ai.use');
  const { month, resetsAt } = aiMonth(database.now());
  const used = state.aiUsage.get(month) ?? 0;
  checkLimit(state.tenant.planTier, 'ai_requests_month', used, resetsAt);
  state.aiUsage.set(month, used + 1);
  // No two at the same time: pages are cut by it.
  const last = state.aiRequests.at(-1);
  const at = Math.max(database.now(), last === undefined ? 0 : Date.parse(last.createdAt) + 1);
  const createdAt = new Date(at).toISOString();
  const outcome = given.outcome ?? 'succeeded';
  state.aiRequests.push({
    id: database.nextId('ai-request'),
    userId: account.userId,
    task: given.task,
    model: given.model,
    outcome,
    usedOwnKey: given.usedOwnKey ?? false,
    inputTokens: given.inputTokens ?? null,
    outputTokens: given.outputTokens ?? null,
    errorCode: null,
    prompt: state.keepsAiPrompts ? (given.prompt ?? null) : null,
    createdAt,
    finishedAt: outcome === 'started' ? null : createdAt,
  });
}

/** The calendar month in UTC that AI requests are counted in, and when the next begins. */
export function aiMonth(now: number): { month: string; resetsAt: string } {
  const date = new Date(now);
  const next = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
  return { month: date.toISOString().slice(0, 7), resetsAt: new Date(next).toISOString() };
}

function statusOf({ aiKey }: TenantState): AiKeyStatus {
  return {
    hasKey: aiKey !== null,
    hint: aiKey?.hint ?? null,
    keyId: aiKey?.keyId ?? null,
    updatedAt: aiKey?.updatedAt ?? null,
  };
}

function checkSealed(sealed: string, hint: string): string {
  const [scheme, keyId = '', enc = '', ct = '', ...more] = sealed.split('.');
  const isFormed =
    scheme === 'nexus-hpke-v1' &&
    more.length === 0 &&
    /^[A-Za-z0-9_-]{1,64}$/.test(keyId) &&
    ENC.test(enc) &&
    CT.test(ct) &&
    ct.length % 4 !== 1;
  if (!isFormed) {
    throw sealedKeyRefused('form', 'The sealed key is not nexus-hpke-v1.<key id>.<enc>.<ct>.');
  }
  if (!/^[A-Za-z0-9_-]{4}$/.test(hint)) {
    throw sealedKeyRefused('hint', 'The hint is the last four characters of the key.');
  }
  if (keyId !== SIMULATED_SEALING_KEY.keyId) {
    throw sealedKeyRefused('key_id', 'The key is sealed for a key that is not in use.');
  }
  return keyId;
}

function changeKey(
  database: SimulatedDatabase,
  state: TenantState,
  actor: Account,
  key: StoredAiKey | null,
): void {
  const before = state.aiKey;
  state.aiKey = key;
  if (before?.sealed === key?.sealed) return;
  note(database, state, actor, {
    action: key === null ? 'api_key.cleared' : 'api_key.set',
    table: 'tenants',
    targetId: state.tenant.id,
    old: { api_key_key_id: before?.keyId ?? null },
    new: { api_key_key_id: key?.keyId ?? null },
  });
}
