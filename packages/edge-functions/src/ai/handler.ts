import type { AiAllowance, AiTaskRequest } from '../contract/index.ts';
import type { Context, Handler } from '../internal/deps.ts';
import { readBody } from '../internal/read-body.ts';
import { asCaller, asService, call, type Database } from '../internal/supabase.ts';
import { askMember } from './ask-member.ts';
import { findKey } from './find-key.ts';
import { openModel } from './gemini.ts';
import type { Work } from './look-up.ts';
import { promptOf } from './prompt-of.ts';
import { aiRequestSchema } from './request-schema.ts';
import { aiSettings } from './settings.ts';
import { streamAnswer } from './stream-answer.ts';
import { ask } from './tasks/ask.ts';
import { checkDiagnose, diagnose } from './tasks/diagnose.ts';
import { inspect } from './tasks/inspect.ts';
import { findPicture, pictureStore } from './tasks/quality-picture.ts';
import { summarise } from './tasks/summarise.ts';
import type { TaskEnd } from './tasks/task.ts';

/** What tests make shorter. */
export interface AiLimits {
  readonly timeLimitMs: number;
  readonly heartbeatMs: number;
}

interface Begun {
  tenant_id: string;
  id: string;
  used: number;
  allowed: number | null;
  resets_at: string;
}

/**
 * Asks the AI model with the tenant's key, or the platform's, and streams what comes. Before the stream begins everything
 * that can be refused is refused with its own status; afterwards a failure is the stream's last event.
 */
export function createAi({ timeLimitMs, heartbeatMs }: AiLimits): Handler {
  return async (request, context) => {
    const database = asCaller(request, context);
    const asked = await readBody(request, aiRequestSchema);
    const settings = aiSettings(context);
    const member = await askMember(
      database,
      asked.task === 'inspect' ? ['ai.use', 'quality.write'] : ['ai.use'],
    );
    context.note({ userId: member.userId, tenantId: member.tenantId });
    const run = await prepare(asked, member.tenantId, database, context);
    const { apiKey, isOwn } = await findKey(member.tenantId, context);
    const model = openModel(settings, apiKey, isOwn, context);
    const begun = await call<Begun>(asService(context), 'begin_ai_request', {
      user_id: member.userId,
      task: asked.task,
      model: settings.model,
      used_own_key: isOwn,
      prompt: promptOf(asked),
    });
    const allowance: AiAllowance = { used: begun.used, allowed: begun.allowed, resetsAt: begun.resets_at };
    return streamAnswer(
      { tenantId: begun.tenant_id, aiRequestId: begun.id, model, apiKey, timeLimitMs, heartbeatMs },
      {
        type: 'started',
        requestId: context.requestId,
        aiRequestId: begun.id,
        model: settings.model,
        usedOwnKey: isOwn,
        allowance,
      },
      (work) => run({ ...work, database, maxTurns: settings.maxTurns }),
      context,
    );
  };
}

/** Looks whether the caller sees what it is about, before anything is counted. */
async function prepare(
  asked: AiTaskRequest,
  tenantId: string,
  database: Database,
  context: Context,
): Promise<(work: Work) => Promise<TaskEnd>> {
  switch (asked.task) {
    case 'ask':
      return (work) => ask(asked, work);
    case 'diagnose':
      await checkDiagnose(asked, database);
      return (work) => diagnose(asked, work);
    case 'inspect': {
      const picture = await findPicture(asked.imageId, database);
      const store = pictureStore(asService(context), tenantId);
      return (work) => inspect(asked, picture, store, work);
    }
    case 'summarise':
      return (work) => summarise(asked, work);
  }
}

/** The function `ai`. */
export const ai: Handler = createAi({ timeLimitMs: 120_000, heartbeatMs: 15_000 });
