import type { AiStreamEvent, Problem } from '../contract/index.ts';
import type { Context } from '../internal/deps.ts';
import { Refusal } from '../internal/refusal.ts';
import { asService, call } from '../internal/supabase.ts';
import { openEventStream } from './event-stream.ts';
import type { Model } from './gemini.ts';
import { unavailable } from './gemini-refusal.ts';
import type { Work } from './look-up.ts';
import { References } from './references.ts';
import type { TaskEnd } from './tasks/task.ts';

/** What one answer is made with. */
interface Answering {
  readonly tenantId: string;
  readonly aiRequestId: string;
  readonly model: Model;
  /** Only so that it can be kept out of the log, should it ever stand in an accident's words. */
  readonly apiKey: string;
  readonly timeLimitMs: number;
  readonly heartbeatMs: number;
}

type Outcome = 'succeeded' | 'failed' | 'refused' | 'cancelled';

/** How it ended. */
interface End {
  readonly outcome: Outcome;
  readonly event: AiStreamEvent | null;
  readonly code: string | null;
}

/** The answer as it comes. Whatever happens, the request is finished in the database, and the model is stopped. */
export function streamAnswer(
  answering: Answering,
  started: AiStreamEvent,
  run: (work: Omit<Work, 'database' | 'maxTurns'>) => Promise<TaskEnd>,
  context: Context,
): Response {
  const { model, timeLimitMs, heartbeatMs } = answering;
  const stopping = new AbortController();
  let isCancelled = false;
  const events = openEventStream(heartbeatMs, stopping.signal, () => {
    isCancelled = true;
    stopping.abort();
  });
  const late = setTimeout(() => stopping.abort(), timeLimitMs);

  const answer = async (): Promise<End> => {
    try {
      await events.send(started);
      const { isCutShort } = await run({
        model,
        references: new References(),
        told: new Set(),
        signal: stopping.signal,
        send: events.send,
      });
      if (isCancelled) return { outcome: 'cancelled', event: null, code: null };
      const event: AiStreamEvent = {
        type: 'done',
        ...model.usage,
        ...(isCutShort ? { isCutShort: true } : {}),
      };
      return { outcome: 'succeeded', event, code: null };
    } catch (error) {
      if (isCancelled) return { outcome: 'cancelled', event: null, code: null };
      return failed(stopping.signal.aborted ? outOfTime(timeLimitMs) : error);
    }
  };
  const failed = (error: unknown): End => {
    if (!(error instanceof Refusal)) context.note({ cause: causeOf(error, answering.apiKey) });
    const problem = problemOf(error, context.requestId);
    const outcome = problem.code === 'ai_blocked' ? 'refused' : 'failed';
    return { outcome, event: { type: 'failed', problem }, code: problem.code };
  };
  const work = async (): Promise<void> => {
    const { outcome, event, code } = await answer();
    clearTimeout(late);
    // Also where the answer is whole: nothing up there may go on.
    stopping.abort();
    context.note({ outcome: code ?? outcome, ...model.usage });
    // Counted before the reader is told: who hears "done" finds it done.
    await finish(answering, outcome, code, context).catch((error: unknown) =>
      context.note({ cause: causeOf(error, answering.apiKey) }),
    );
    // Not waited for: a reader that reads no more would keep this from ending.
    if (event !== null) void events.send(event);
    events.close();
  };
  const working = work();
  context.outlive?.(working);
  return new Response(events.body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // Proxies that gather before they pass on are asked not to.
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    },
  });
}

function finish(
  { tenantId, aiRequestId, model }: Answering,
  outcome: Outcome,
  code: string | null,
  context: Context,
): Promise<boolean> {
  return call<boolean>(asService(context), 'finish_ai_request', {
    tenant_id: tenantId,
    id: aiRequestId,
    outcome,
    input_tokens: model.usage.inputTokens,
    output_tokens: model.usage.outputTokens,
    error_code: code,
  });
}

function problemOf(error: unknown, requestId: string): Problem {
  if (error instanceof Refusal) return { ...error.problem, requestId };
  return {
    code: 'server_error',
    message: 'The function ai failed.',
    hint: `Try again; if it stays, report request id ${requestId}.`,
    requestId,
  };
}

function outOfTime(ms: number): Refusal {
  return unavailable(`The AI model did not come to an end in ${Math.round(ms / 1_000)} s.`);
}

function causeOf(error: unknown, apiKey: string): string {
  const words = error instanceof Error ? `${error.name}: ${error.message}` : 'thrown value';
  return words.replaceAll(apiKey, '…');
}
