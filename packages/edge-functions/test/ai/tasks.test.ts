import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { calls, cutOff, type GeminiAnswer, says } from '../support/gemini-server.ts';
import { type AiWorld, ALPENWERK, type Answer, eventsOf, startAiWorld } from './support/ai-world.ts';
import { MILL_01, PNG, record, upload } from './support/seed-data.ts';

/** JSON in pieces, as models give it. */
function givesJson(value: unknown): GeminiAnswer {
  const text = JSON.stringify(value);
  return says([text.slice(0, 10), text.slice(10, 25), text.slice(25)], { pieceBytes: 50 });
}

const DIAGNOSIS = {
  summary: 'Vibration is 7 mm/s [r1]. It was 3 once.',
  findings: [{ statement: 'Vibration in zone D [r1] [r50].', severity: 'act' }],
  causes: [{ statement: 'A worn bearing.', confidence: 0.7 }],
  nextSteps: [{ statement: 'Stop it within 2 hours.', urgency: 'now' }],
};
const INSPECTION = {
  verdict: 'fail',
  confidence: 0.8,
  defects: [
    { label: 'scratch', confidence: 0.9, box_2d: [100, 200, 300, 600] },
    { label: 'dirt', confidence: 0.4 },
    { label: 'empty box', confidence: 0.4, box_2d: [300, 600, 100, 200] },
  ],
  remark: 'A long scratch.',
};

describe('ai: diagnose, inspect and summarise', () => {
  let world: AiWorld;
  let imageId: string;
  const member = 'maintenance@alpenwerk.example';

  before(async () => {
    world = await startAiWorld();
    await record(world, MILL_01, 3, Date.now(), () => ({ vibration: 7 }));
  });
  after(() => world.close());
  beforeEach(async () => {
    world.gemini.reset();
    const path = `${ALPENWERK}/${crypto.randomUUID()}.png`;
    imageId = await upload(world, member, 'quality-images', path, PNG, 'image/png');
  });

  const bodyOf = (at: number): Record<string, never> => JSON.parse(world.gemini.requests[at]?.body ?? '{}');
  const stored = async (): Promise<Record<string, unknown>> => {
    const [row] = await world.stack.db.query<Record<string, unknown>>(
      `select result, defects, notes, inspected_by, model from public.quality_images where id = '${imageId}'`,
    );
    return row ?? {};
  };

  it('diagnose looks things up, then gives a checked result with its citations first', async () => {
    world.gemini.script(
      calls({ name: 'latest', args: { machineIds: [MILL_01] } }),
      says('ready'),
      givesJson(DIAGNOSIS),
    );
    const answer = await world.ask({
      task: 'diagnose',
      machineId: MILL_01,
      complaint: 'It squeals',
      locale: 'de-AT',
    });
    assert.deepEqual(
      answer.events.map(({ type }) => type),
      ['started', 'tool', 'tool', 'citation', 'diagnosis', 'done'],
    );
    const [{ diagnosis } = { diagnosis: undefined }] = eventsOf(answer, 'diagnosis');
    assert.deepEqual(diagnosis?.summary, { text: DIAGNOSIS.summary, uncited: [{ start: 33, end: 34 }] });
    assert.deepEqual(diagnosis?.findings, [
      { severity: 'act', statement: { text: 'Vibration in zone D [r1].', uncited: [] } },
    ]);
    assert.equal(diagnosis?.causes[0]?.confidence, 0.7);
    assert.deepEqual(diagnosis?.nextSteps[0]?.statement.uncited.length, 1);
    const asked = JSON.stringify(bodyOf(0));
    assert.match(asked, /It squeals/);
    assert.match(asked, /BCP 47 tag de-AT/);
    const last = bodyOf(2) as { tools?: unknown; generationConfig?: Record<string, unknown> };
    assert.equal(last.tools, undefined);
    assert.equal(last.generationConfig?.responseMimeType, 'application/json');
    assert.ok(last.generationConfig?.responseJsonSchema);
    assert.equal((await world.lastRequest()).task, 'diagnose');
  });

  it('summarise gives a report', async () => {
    const range = { from: '2026-11-24T06:00:00+01:00', to: '2026-11-24T14:00:00+01:00' };
    world.gemini.script(
      calls({ name: 'list_machines', args: { search: 'Mill 01' } }),
      says('ready'),
      givesJson({
        headline: 'Mill 01 is bad [r1].',
        sections: [{ title: '<b>Faults', points: ['One [r1].', 'Two: 2.'] }],
      }),
    );
    const answer = await world.ask({ task: 'summarise', range });
    assert.deepEqual(eventsOf(answer, 'report')[0]?.report, {
      headline: { text: 'Mill 01 is bad [r1].', uncited: [] },
      sections: [
        {
          title: '‹b>Faults',
          points: [
            { text: 'One [r1].', uncited: [] },
            { text: 'Two: 2.', uncited: [{ start: 5, end: 6 }] },
          ],
        },
      ],
    });
  });

  it('inspect sends the picture, and stores what was found as the model’s', async () => {
    world.gemini.script(givesJson(INSPECTION));
    const answer = await world.ask({ task: 'inspect', imageId, instructions: 'Look for scratches' });
    const { contents } = bodyOf(0) as unknown as {
      contents: { parts: Record<string, { data: string }>[] }[];
    };
    const picture = contents[0]?.parts[1]?.inlineData;
    assert.deepEqual(picture, { mimeType: 'image/png', data: PNG.toString('base64') });
    const box = { x: 0.2, y: 0.1, width: 0.4, height: 0.2 };
    assert.deepEqual(eventsOf(answer, 'inspection')[0]?.inspection, {
      verdict: 'fail',
      confidence: 0.8,
      defects: [
        { label: 'scratch', confidence: 0.9, box },
        { label: 'dirt', confidence: 0.4, box: null },
        { label: 'empty box', confidence: 0.4, box: null },
      ],
      remark: 'A long scratch.',
    });
    const row = await stored();
    assert.deepEqual(
      [row.result, row.notes, row.inspected_by, row.model],
      ['fail', 'A long scratch.', 'ai', 'gemini-3.8-flash'],
    );
    assert.deepEqual((row.defects as { box: number[] }[])[0]?.box, [0.2, 0.1, 0.4, 0.2]);
    assert.deepEqual((row.defects as { box: number[] }[])[1]?.box, [0, 0, 1, 1]);
  });

  it('inspect stores nothing on a picture that was changed meanwhile: conflict', async () => {
    world.gemini.script(async (request, response) => {
      await world.rest(member, `/rest/v1/quality_images?id=eq.${imageId}`, {
        method: 'PATCH',
        body: JSON.stringify({ result: 'pass' }),
      });
      await givesJson(INSPECTION)(request, response);
    });
    const answer = await world.ask({ task: 'inspect', imageId });
    assert.equal(answer.problem?.code, 'conflict');
    assert.deepEqual([(await stored()).result, (await stored()).inspected_by], ['pass', 'person']);
    assert.equal((await world.lastRequest()).error_code, 'conflict');
  });

  it('inspect refuses a picture that no model takes, and one of another tenant', async () => {
    await world.stack.db.query(
      `update public.quality_images set size_bytes = 15000000 where id = '${imageId}'`,
    );
    const large = await world.ask({ task: 'inspect', imageId });
    assert.deepEqual([large.status, large.problem?.code], [400, 'validation_failed']);
    const foreign = await world.ask({ task: 'inspect', imageId }, { as: 'maintenance@rio-bravo.example' });
    assert.deepEqual([foreign.status, foreign.problem?.code], [404, 'not_found']);
  });

  const inspect = (): Promise<Answer> => world.ask({ task: 'inspect', imageId });
  const diagnose = (): Promise<Answer> => world.ask({ task: 'diagnose', machineId: MILL_01 });
  const WRONG: readonly (readonly [string, () => Promise<Answer>, GeminiAnswer[], string])[] = [
    ['prose instead of JSON', inspect, [says('It looks good.')], 'ai_answer_invalid'],
    [
      'JSON that breaks off',
      inspect,
      [says('{"verdict":"pa', { finishReason: 'MAX_TOKENS' })],
      'ai_answer_invalid',
    ],
    [
      'a verdict that is none',
      inspect,
      [givesJson({ ...INSPECTION, verdict: 'maybe' })],
      'ai_answer_invalid',
    ],
    ['a confidence of 80', inspect, [givesJson({ ...INSPECTION, confidence: 80 })], 'ai_answer_invalid'],
    [
      'a box outside of the picture',
      inspect,
      [givesJson({ ...INSPECTION, defects: [{ label: 'x', confidence: 1, box_2d: [0, 0, 2_000, 5] }] })],
      'ai_answer_invalid',
    ],
    [
      '60 defects',
      inspect,
      [givesJson({ ...INSPECTION, defects: Array.from({ length: 60 }, () => INSPECTION.defects[0]) })],
      'ai_answer_invalid',
    ],
    [
      'a result without its parts',
      diagnose,
      [says('ready'), givesJson({ summary: 'x' })],
      'ai_answer_invalid',
    ],
    ['an answer that is cut off', diagnose, [says('ready'), cutOff('{"summary', 'clean')], 'ai_unavailable'],
  ];
  for (const [what, ask, answers, code] of WRONG) {
    it(`${what}: ${code}, and nothing is stored`, async () => {
      world.gemini.script(...answers);
      const answer = await ask();
      assert.equal(answer.problem?.code, code);
      assert.equal(eventsOf(answer, 'inspection').length + eventsOf(answer, 'diagnosis').length, 0);
      assert.equal((await stored()).result, null);
      assert.deepEqual([(await world.lastRequest()).outcome], ['failed']);
    });
  }
});
