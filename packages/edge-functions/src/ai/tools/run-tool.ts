import * as v from 'valibot';
import { Refusal } from '../../internal/refusal.ts';
import { visible } from '../plain-text.ts';
import type { References } from '../references.ts';
import { NotVisible, type Tool, type ToolAnswer, type ToolKit } from './tool.ts';

/** What the model is told of one call. */
export interface ToolResult {
  readonly response: Record<string, unknown>;
  /** How many items it is told of; null where the call failed. */
  readonly count: number | null;
}

/** Of one answer, as JSON. */
const MOST_CHARACTERS = 24_000;
const MOST_OF_A_TEXT = 8_000;

/** Runs a call of the model with the caller's rights. Never throws but when the request itself is over. */
export async function findForModel(
  tool: Tool,
  args: unknown,
  kit: ToolKit,
): Promise<ToolAnswer | { error: string }> {
  const parsed = v.safeParse(tool.args, args);
  if (!parsed.success) {
    const path = v.getDotPath(parsed.issues[0]) ?? 'arguments';
    return { error: `Wrong arguments: ${path.slice(0, 60)}` };
  }
  try {
    return await tool.run(parsed.output, kit);
  } catch (error) {
    kit.signal.throwIfAborted();
    return { error: reasonOf(error) };
  }
}

/** Only what the caller may know: whether an id exists elsewhere is not told. */
function reasonOf(error: unknown): string {
  if (error instanceof NotVisible) return 'Not found';
  if (!(error instanceof Refusal)) return 'This cannot be looked up at the moment';
  switch (error.problem.code) {
    case 'not_found':
      return 'Not found';
    case 'validation_failed':
      return 'Wrong arguments';
    default:
      return 'The person who asks may not see this';
  }
}

/** Gives every item its ref, and leaves out what is too much. */
export function toResult(found: ToolAnswer | { error: string }, references: References): ToolResult {
  if ('error' in found) return { response: { error: found.error }, count: null };
  const about = readable(found.about ?? {}) as Record<string, unknown>;
  let room = MOST_CHARACTERS - JSON.stringify(about).length;
  const items: Record<string, unknown>[] = [];
  for (const { from, data } of found.items) {
    const item = readable(data) as Record<string, unknown>;
    room -= JSON.stringify(item).length;
    if (room < 0) break;
    items.push({ ref: references.add(from), ...item });
  }
  const leftOut = found.items.length - items.length;
  return {
    response: { ...about, items, ...(leftOut > 0 ? { leftOut, advice: 'Ask for less at once.' } : {}) },
    count: items.length,
  };
}

/** People's words without what cannot be seen in them, and not endless. */
function readable(value: unknown): unknown {
  if (typeof value === 'string') return visible(value).slice(0, MOST_OF_A_TEXT);
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, readable(each)]));
  }
  return value;
}
