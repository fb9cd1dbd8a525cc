import type { AiStreamEvent, AiTaskRequest } from '@nexus-mfg/edge-functions/contract';
import { failureOf } from '../../errors/failure.ts';
import { NexusError } from '../../errors/nexus-error.ts';
import { problemError } from '../../errors/problem-error.ts';
import type { CallOptions } from '../call-options.ts';
import { eventData } from './event-stream.ts';
import type { Functions } from './functions.ts';

const DOING = 'ask the AI';

/** Runs a task of the AI and tells what comes, event by event; leaving the loop stops it at the server. */
export async function runAiTask(
  functions: Functions,
  request: AiTaskRequest,
  options: CallOptions,
): Promise<AsyncIterable<AiStreamEvent>> {
  return events(await functions.open(DOING, 'ai', request, options), options);
}

async function* events(
  response: Response,
  { signal }: CallOptions,
): AsyncGenerator<AiStreamEvent, void, void> {
  let hasEnded = false;
  try {
    for await (const data of eventData(response.body as ReadableStream<Uint8Array>)) {
      const event = JSON.parse(data) as AiStreamEvent;
      if (event.type === 'failed') throw problemError(DOING, response, event.problem);
      hasEnded = event.type === 'done';
      yield event;
    }
  } catch (cause) {
    throw await failureOf(cause, { doing: DOING, signal, status: 0 });
  }
  if (!hasEnded) {
    throw new NexusError('ai_unavailable', `Could not ${DOING}: the answer broke off.`, {
      hint: 'Ask again.',
    });
  }
}
