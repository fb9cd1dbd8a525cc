import type { AiStreamEvent } from '../contract/index.ts';
import type { Database } from '../internal/supabase.ts';
import type { Model, ModelContent, ModelPart, ModelTurn } from './gemini.ts';
import { answerRefusal } from './gemini-refusal.ts';
import type { References } from './references.ts';
import { findForModel, type ToolResult, toResult } from './tools/run-tool.ts';
import { TOOLS } from './tools/tools.ts';

/** Everything that a task works with. */
export interface Work {
  readonly model: Model;
  /** With the caller's token. */
  readonly database: Database;
  readonly references: References;
  /** Refs that the reader has been told of. */
  readonly told: Set<string>;
  readonly signal: AbortSignal;
  readonly maxTurns: number;
  send(event: AiStreamEvent): Promise<void>;
}

/** More calls than this in one turn is a model gone wild. */
const MOST_CALLS = 8;
/** Of all that is looked up for one request, as JSON. */
const MOST_CHARACTERS = 240_000;

/**
 * Talks with the model until it answers, and looks up what it asks for in between, with the caller's rights.
 *
 * @param contents grows by every turn
 * @returns the last turn: the answer
 */
export async function talk(
  work: Work,
  instructions: string,
  contents: ModelContent[],
  onText?: (text: string) => Promise<void>,
): Promise<ModelTurn> {
  let room = MOST_CHARACTERS;
  for (let turn = 0; ; turn += 1) {
    const mayCall = turn < work.maxTurns && room > 0;
    const said = await work.model.turn(
      { instructions, contents, tools: TOOLS, mayCall },
      work.signal,
      onText,
    );
    contents.push(said.content);
    if (said.calls.length === 0) return said;
    if (!mayCall) throw answerRefusal('malformed');
    const answers = await lookUp(work, said.calls);
    room -= JSON.stringify(answers).length;
    contents.push({ role: 'user', parts: answers });
  }
}

async function lookUp(work: Work, calls: ModelTurn['calls']): Promise<ModelPart[]> {
  const found = await Promise.all(
    calls.map(async ({ name, args }, at) => {
      const tool = TOOLS.find((each) => each.name === name);
      if (tool === undefined) return { error: 'There is no such function' };
      if (at >= MOST_CALLS) return { error: 'Too many calls at once' };
      await work.send({ type: 'tool', name: tool.name, state: 'running' });
      return findForModel(tool, args, work);
    }),
  );
  const parts: ModelPart[] = [];
  // In the order of the calls, so that refs are counted the same way every time.
  for (const [at, { id, name }] of calls.entries()) {
    const { response, count } = toResult(found[at] ?? { error: 'Not found' }, work.references);
    if (at < MOST_CALLS && TOOLS.some((each) => each.name === name)) await work.send(toolEvent(name, count));
    parts.push({ functionResponse: { ...(id === undefined ? {} : { id }), name, response } });
  }
  return parts;
}

function toolEvent(name: string, count: ToolResult['count']): AiStreamEvent {
  return count === null
    ? { type: 'tool', name, state: 'failed' }
    : { type: 'tool', name, state: 'done', count };
}
