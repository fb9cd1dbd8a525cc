import * as v from 'valibot';
import type { CitedText } from '../../contract/index.ts';
import { citeText } from '../cited-text.ts';
import type { ModelContent } from '../gemini.ts';
import { answerRefusal } from '../gemini-refusal.ts';
import type { JsonSchema } from '../json-schema.ts';
import type { Work } from '../look-up.ts';
import { plainText } from '../plain-text.ts';

/** A text of the model: made inert, not endless. */
export function words(most: number): v.GenericSchema<unknown, string> {
  return v.pipe(v.string(), v.maxLength(most), v.transform(plainText));
}

/** 0 to 1. */
export const share: v.GenericSchema<unknown, number> = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/**
 * One turn that gives JSON of a certain form, checked.
 *
 * @throws Refusal `ai_answer_invalid` for anything else
 */
export async function structured<Output>(
  work: Work,
  instructions: string,
  contents: readonly ModelContent[],
  form: { told: JsonSchema; checked: v.GenericSchema<unknown, Output> },
): Promise<Output> {
  const { text } = await work.model.turn({ instructions, contents, schema: form.told }, work.signal);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw answerRefusal('malformed');
  }
  const parsed = v.safeParse(form.checked, value);
  if (!parsed.success) throw answerRefusal('malformed');
  return parsed.output;
}

/** A statement with its citations checked; what it cites is told at once. */
export async function cite(work: Work, text: string): Promise<CitedText> {
  const { cited, citations } = citeText(text, work.references, work.told);
  for (const citation of citations) await work.send({ type: 'citation', citation });
  return cited;
}

/** {@link cite} for each, in order, so that refs are told in the order of the text. */
export async function citeEach<Given extends { statement: string }>(
  work: Work,
  given: readonly Given[],
): Promise<(Omit<Given, 'statement'> & { statement: CitedText })[]> {
  const all: (Omit<Given, 'statement'> & { statement: CitedText })[] = [];
  for (const each of given) all.push({ ...each, statement: await cite(work, each.statement) });
  return all;
}
