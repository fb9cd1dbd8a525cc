import * as v from 'valibot';
import type { CitedText, ShiftReport, SummariseRequest } from '../../contract/index.ts';
import { instructionsFor } from '../instructions.ts';
import { objectSchema } from '../json-schema.ts';
import { talk, type Work } from '../look-up.ts';
import { cite, structured, words } from './structured.ts';
import type { TaskEnd } from './task.ts';

const MOST_SECTIONS = 8;
const MOST_POINTS = 12;

const checked = v.object({
  headline: words(600),
  sections: v.pipe(
    v.array(v.object({ title: words(120), points: v.pipe(v.array(words(1_500)), v.maxLength(MOST_POINTS)) })),
    v.maxLength(MOST_SECTIONS),
  ),
});

const told = objectSchema({
  headline: { type: 'string', description: 'The shift in one sentence, with refs.' },
  sections: {
    type: 'array',
    maxItems: MOST_SECTIONS,
    items: objectSchema({
      title: { type: 'string' },
      points: { type: 'array', maxItems: MOST_POINTS, items: { type: 'string' } },
    }),
  },
});

/** Writes the report of a shift. */
export async function summarise(asked: SummariseRequest, work: Work): Promise<TaskEnd> {
  const instructions = instructionsFor('summarise', asked.locale, new Date());
  const contents = [{ role: 'user', parts: [{ text: `The shift: ${JSON.stringify(asked.range)}` }] }];
  await talk(work, instructions, contents);
  contents.push({ role: 'user', parts: [{ text: 'Give the report now. Every point with its refs.' }] });
  const found = await structured(work, instructions, contents, { told, checked });
  const headline = await cite(work, found.headline);
  const sections: ShiftReport['sections'] = [];
  for (const { title, points } of found.sections) {
    const cited: CitedText[] = [];
    for (const point of points) cited.push(await cite(work, point));
    sections.push({ title, points: cited });
  }
  await work.send({ type: 'report', report: { headline, sections } });
  return { isCutShort: false };
}
