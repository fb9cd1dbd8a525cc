import * as v from 'valibot';
import type { AiTaskRequest } from '../contract/index.ts';
import { isoTime } from './iso-time.ts';

const DAY_MS = 86_400_000;
/** As far back as roll-ups are kept. */
const LONGEST_MS = 3_660 * DAY_MS;

const id = v.pipe(v.string(), v.uuid());
const spanMs = ({ from, to }: { from: string; to: string }): number => Date.parse(to) - Date.parse(from);

function range(longestMs: number): v.GenericSchema<{ from: string; to: string }> {
  return v.pipe(
    v.strictObject({ from: isoTime, to: isoTime }),
    v.check(
      (given) => spanMs(given) > 0 && spanMs(given) <= longestMs,
      'a range that is not empty and not too long',
    ),
  );
}

const locale = v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z]{2,3}(-[A-Za-z\d]{2,8}){0,3}$/)));

const message = v.strictObject({
  role: v.picklist(['user', 'assistant']),
  text: v.pipe(v.string(), v.minLength(1), v.maxLength(8_000)),
});

const ask = v.strictObject({
  task: v.literal('ask'),
  locale,
  messages: v.pipe(
    v.array(message),
    v.minLength(1),
    v.maxLength(40),
    v.check((messages) => messages.at(-1)?.role === 'user', 'a last message of the person'),
  ),
  view: v.optional(v.strictObject({ machineId: v.optional(id), range: v.optional(range(LONGEST_MS)) })),
});

const words = v.optional(v.pipe(v.string(), v.maxLength(2_000)));

/** The body of a request, checked at the door. */
export const aiRequestSchema: v.GenericSchema<unknown, AiTaskRequest> = v.variant('task', [
  ask,
  v.strictObject({
    task: v.literal('diagnose'),
    locale,
    machineId: id,
    range: v.optional(range(LONGEST_MS)),
    complaint: words,
  }),
  v.strictObject({ task: v.literal('inspect'), locale, imageId: id, instructions: words }),
  v.strictObject({ task: v.literal('summarise'), locale, range: range(DAY_MS) }),
]) as v.GenericSchema<unknown, AiTaskRequest>;
