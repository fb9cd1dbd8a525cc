import type { AiKeyStatus, AiRequest, Page } from '../../types/index.ts';
import { given } from '../given.ts';
import { pageSize, parseCursor } from '../paging.ts';
import type { AiService } from '../services/ai-service.ts';
import { runAiTask } from './ai-tasks.ts';
import { Functions } from './functions.ts';
import { newestFirst, newestPage } from './newest-first.ts';
import type { ServiceParts } from './service-parts.ts';
import { object, text } from './wire.ts';
import { parseAiRequest, parseKeyStatus } from './wire-ai.ts';

const COLUMNS = [
  'id',
  'user_id',
  'task',
  'model',
  'outcome',
  'used_own_key',
  'input_tokens',
  'output_tokens',
  'error_code',
  'prompt',
  'created_at',
  'finished_at',
] as const;

const WHAT = 'the requests to the AI';

/** The tenant's AI key and what the AI was asked. */
export function createAi(parts: ServiceParts): AiService {
  const { rest, requests, tenantId } = parts;
  return {
    run: async (request, options = {}) => runAiTask(new Functions(parts), request, options),

    keyStatus: (options = {}): Promise<AiKeyStatus> =>
      requests.call(
        'read the state of the AI key',
        options,
        (signal) => rest.rpc('api_key_status', signal),
        parseKeyStatus,
      ),

    sealingKey: (options = {}) =>
      requests.call(
        'read the sealing key',
        options,
        (signal) => rest.rpc('sealing_key', signal),
        (value) => {
          if (value === null) return null;
          const row = object(value, 'the sealing key');
          return {
            keyId: text(row, 'key_id', 'the sealing key'),
            publicKey: text(row, 'public_key', 'the sealing key'),
          };
        },
      ),

    setKey: ({ sealed, hint }, options = {}): Promise<AiKeyStatus> =>
      requests.call(
        given('set the AI key', { sealed, hint }),
        options,
        (signal) => rest.rpc('set_api_key', signal, { sealed, hint }),
        parseKeyStatus,
      ),

    clearKey: (options = {}): Promise<AiKeyStatus> =>
      requests.call(
        'remove the AI key',
        options,
        (signal) => rest.rpc('clear_api_key', signal),
        parseKeyStatus,
      ),

    keepPrompts: (isAllowed, options = {}): Promise<void> =>
      requests.call(
        given(isAllowed ? 'keep prompts' : 'stop keeping prompts', { isAllowed }),
        options,
        (signal) => rest.rpc('keep_ai_prompts', signal, { allowed: isAllowed }),
        () => undefined,
      ),

    requests: async ({ limit, after }, options = {}): Promise<Page<AiRequest>> => {
      const doing = 'list the requests to the AI';
      const size = pageSize(doing, limit);
      const cursor = parseCursor(doing, after);
      const tenant = await tenantId(options);
      return requests.call(
        doing,
        options,
        (signal) => {
          const rows = rest
            .from('ai_requests')
            .select(...COLUMNS)
            .eq('tenant_id', tenant);
          return newestFirst(rows, 'created_at', size, cursor).all(signal);
        },
        (data) => newestPage(data, WHAT, 'created_at', size, parseAiRequest),
      );
    },
  };
}
