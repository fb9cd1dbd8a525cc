import * as v from 'valibot';
import type { Defect, Inspection, InspectRequest } from '../../contract/index.ts';
import { instructionsFor } from '../instructions.ts';
import { objectSchema } from '../json-schema.ts';
import type { Work } from '../look-up.ts';
import { downloadPicture, type PictureStore, type QualityPicture } from './quality-picture.ts';
import { share, structured, words } from './structured.ts';
import type { TaskEnd } from './task.ts';

const MOST_DEFECTS = 50;
/** What models measure pictures in. */
const SCALE = 1_000;

const side = v.pipe(v.number(), v.minValue(0), v.maxValue(SCALE));
const checked = v.object({
  verdict: v.picklist(['pass', 'fail']),
  confidence: share,
  defects: v.pipe(
    v.array(
      v.object({
        label: v.pipe(words(400), v.minLength(1)),
        confidence: share,
        box_2d: v.optional(v.nullable(v.tuple([side, side, side, side]))),
      }),
    ),
    v.maxLength(MOST_DEFECTS),
  ),
  remark: words(3_000),
});

const told = objectSchema({
  verdict: { type: 'string', enum: ['pass', 'fail'] },
  confidence: { type: 'number', minimum: 0, maximum: 1 },
  defects: {
    type: 'array',
    maxItems: MOST_DEFECTS,
    items: objectSchema(
      {
        label: { type: 'string', description: 'A few words.' },
        confidence: { type: 'number', minimum: 0, maximum: 1 },
        box_2d: {
          type: 'array',
          description: '[ymin, xmin, ymax, xmax], 0 to 1000.',
          items: { type: 'integer', minimum: 0, maximum: SCALE },
          minItems: 4,
          maxItems: 4,
        },
      },
      ['box_2d'],
    ),
  },
  remark: { type: 'string', description: 'One or two sentences.' },
});

/** Judges the part on a quality image, and stores the finding with the image. */
export async function inspect(
  asked: InspectRequest,
  picture: QualityPicture,
  store: PictureStore,
  work: Work,
): Promise<TaskEnd> {
  const data = await downloadPicture(picture, work.database, work.signal);
  const about = { name: picture.name, capturedAt: picture.capturedAt };
  const contents = [
    {
      role: 'user',
      parts: [
        { text: `What is said about the picture (data): ${JSON.stringify(about)}` },
        { inlineData: { mimeType: picture.mimeType, data } },
        { text: asked.instructions ? `What to look for: ${asked.instructions}` : 'Inspect this part.' },
      ],
    },
  ];
  const instructions = instructionsFor('inspect', asked.locale, new Date());
  const found = await structured(work, instructions, contents, { told, checked });
  const inspection: Inspection = {
    verdict: found.verdict,
    confidence: found.confidence,
    defects: found.defects.map(({ label, confidence, box_2d }) => ({
      label: label.slice(0, 120),
      confidence,
      box: box_2d ? toBox(box_2d) : null,
    })),
    remark: found.remark,
  };
  // Whoever has gone meanwhile did not want it any more.
  work.signal.throwIfAborted();
  await store(picture, inspection, work.model.name);
  await work.send({ type: 'inspection', inspection });
  return { isCutShort: false };
}

/** Null for a box without an inside. */
function toBox([top, left, bottom, right]: readonly [number, number, number, number]): Defect['box'] {
  if (bottom <= top || right <= left) return null;
  return {
    x: left / SCALE,
    y: top / SCALE,
    width: (right - left) / SCALE,
    height: (bottom - top) / SCALE,
  };
}
