import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { TOOLS } from '../../src/ai/tools/tools.ts';
import { calls, says } from '../support/gemini-server.ts';
import {
  type AiWorld,
  ALPENWERK,
  type Answer,
  eventsOf,
  question,
  RIO_BRAVO,
  startAiWorld,
} from './support/ai-world.ts';
import { MILL_01, MILL_02, PNG, record, THEIR_MILL, upload } from './support/seed-data.ts';

interface Response {
  items: Record<string, unknown>[];
  error?: string;
  [more: string]: unknown;
}

describe('ai: what the model may look up', () => {
  let world: AiWorld;
  const now = Date.now();
  const range = { from: new Date(now - 3_600_000).toISOString(), to: new Date(now + 1_000).toISOString() };
  let documentId: string;
  let theirDocumentId: string;
  let imageId: string;

  before(async () => {
    world = await startAiWorld();
    await record(world, MILL_01, 500, now, (at) => ({
      vibration: 1 + at / 100,
      temperature: 40.123456,
      rpm: 1_000,
    }));
    await record(world, MILL_02, 5, now, () => ({ temperature: 69 }));
    const gateway = 'gateway@rio-bravo.example';
    await record(world, THEIR_MILL, 5, now, () => ({ vibration: 7, temperature: 77 }), gateway);
    const manual = `Grease every 200 hours.${' '.repeat(10)}${'x'.repeat(20_000)}`;
    documentId = await upload(
      world,
      'maintenance@alpenwerk.example',
      'documents',
      `${ALPENWERK}/manual.md`,
      manual,
      'text/markdown',
    );
    theirDocumentId = await upload(
      world,
      'maintenance@rio-bravo.example',
      'documents',
      `${RIO_BRAVO}/recipe.txt`,
      'Their recipe',
      'text/plain',
    );
    imageId = await upload(
      world,
      'maintenance@alpenwerk.example',
      'quality-images',
      `${ALPENWERK}/part.png`,
      PNG,
      'image/png',
    );
    await world.rest('maintenance@alpenwerk.example', `/rest/v1/quality_images?id=eq.${imageId}`, {
      method: 'PATCH',
      body: JSON.stringify({
        result: 'fail',
        machine_id: MILL_01,
        notes: 'scratched',
        defects: [{ label: 'scratch', confidence: 0.9, box: [0, 0, 1, 1] }],
      }),
    });
  });
  after(() => world.close());
  beforeEach(() => world.gemini.reset());

  async function lookUp(
    name: string,
    args: Record<string, unknown>,
    as?: string,
  ): Promise<{ response: Response; answer: Answer; size: number }> {
    world.gemini.reset();
    world.gemini.script(calls({ name, args }), says('See [r1] and [r2].'));
    const answer = await world.ask(question('?'), as === undefined ? {} : { as });
    const sent = JSON.parse(world.gemini.requests[1]?.body ?? '{}');
    const { response } = sent.contents.at(-1).parts[0].functionResponse;
    return { response, answer, size: JSON.stringify(response).length };
  }
  const citationOf = (answer: Answer): unknown => eventsOf(answer, 'citation')[0]?.citation;

  it('is told of with the arguments that are checked', () => {
    for (const { name, parameters, args } of TOOLS) {
      const checked = (args as unknown as { entries: Record<string, { type: string }> }).entries;
      assert.deepEqual(Object.keys(parameters.properties ?? {}).sort(), Object.keys(checked).sort(), name);
      const needed = Object.entries(checked).filter(([, { type }]) => type !== 'optional');
      assert.deepEqual([...(parameters.required ?? [])].sort(), needed.map(([key]) => key).sort(), name);
    }
  });

  it('list_machines: the worst first, found by a part of the name and by status', async () => {
    const all = await lookUp('list_machines', {});
    assert.equal(all.response.items.length, 28);
    assert.equal(all.response.items[0]?.machineId, MILL_01);
    assert.ok(Number(all.response.items[0]?.healthScore) < 80);
    assert.equal(all.response.thereAreMore, false);
    const two = await lookUp('list_machines', { search: 'mILL', limit: 2 });
    assert.equal(two.response.items.length, 2);
    assert.equal(two.response.thereAreMore, true);
    assert.deepEqual(eventsOf(two.answer, 'tool').at(-1), {
      type: 'tool',
      name: 'list_machines',
      state: 'done',
      count: 2,
    });
    assert.equal(
      (await lookUp('list_machines', { search: '%' })).response.items.length,
      0,
      'a sign of a pattern is none',
    );
    assert.equal((await lookUp('list_machines', { search: '_i*l' })).response.items.length, 0);
    assert.equal((await lookUp('list_machines', { status: 'fault' })).response.items.length, 0);
  });

  it('latest: a ref for each metric, with its time', async () => {
    const { response, answer } = await lookUp('latest', { machineIds: [MILL_01, THEIR_MILL] });
    assert.deepEqual(
      response.items.map(({ ref, metric, value, unit }) => [ref, metric, value, unit]),
      [
        ['r1', 'vibration', 5.99, 'mm/s RMS'],
        ['r2', 'temperature', 40.12, '°C'],
        ['r3', 'rpm', 1_000, '1/min'],
      ],
    );
    assert.deepEqual(response.notFound, [THEIR_MILL]);
    const at = response.items[0]?.at;
    assert.deepEqual(citationOf(answer), {
      ref: 'r1',
      machineId: MILL_01,
      machineName: 'Mill 01',
      metric: 'vibration',
      from: at,
      to: at,
      documentId: null,
      imageId: null,
    });
    assert.equal(at, new Date(String(at)).toISOString());
  });

  it('series: bounded in points and size, with least, mean and greatest', async () => {
    const { response, answer, size } = await lookUp('series', { machineId: MILL_01, ...range, points: 200 });
    const [vibration, temperature] = response.items;
    assert.equal(response.resolution, 'bucket');
    assert.deepEqual([vibration?.metric, vibration?.min, vibration?.max], ['vibration', 1, 5.99]);
    assert.ok(Math.abs(Number(vibration?.mean) - 3.495) < 0.1);
    assert.equal(temperature?.mean, 40.12);
    const points = vibration?.points as unknown[][];
    assert.ok(points.length > 20 && points.length <= 200);
    assert.equal(points[0]?.length, 4);
    assert.ok(size <= 24_500, `${size} characters`);
    assert.equal(response.items.length, 3, 'none for a metric without values');
    assert.deepEqual((citationOf(answer) as { from: string }).from, range.from);
    const few = await lookUp('series', { machineId: MILL_02, metrics: ['temperature'], ...range });
    assert.equal(few.response.resolution, 'raw');
    const [fewTemperature] = few.response.items as { points: unknown[][] }[];
    assert.equal(fewTemperature?.points[0]?.length, 2);
    const early = { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' };
    assert.deepEqual((await lookUp('series', { machineId: MILL_01, ...early })).response.items, []);
  });

  it('health_parts: why a score is what it is', async () => {
    const { response } = await lookUp('health_parts', { machineIds: [MILL_01] });
    assert.deepEqual(
      response.items.map(({ part }) => part),
      ['vibration', 'temperature'],
    );
    assert.match(String(response.items[0]?.reason), /zone D/);
  });

  it('documents: names, and the beginning of one that is text', async () => {
    const list = await lookUp('documents', { search: 'MANUAL' });
    assert.deepEqual(
      list.response.items.map(({ name, text }) => [name, text]),
      [['manual.md', undefined]],
    );
    const one = await lookUp('documents', { documentId });
    const text = String(one.response.items[0]?.text);
    assert.match(text, /^Grease every 200 hours\./);
    assert.equal(text.length, 8_000);
    assert.equal((citationOf(one.answer) as { documentId: string }).documentId, documentId);
  });

  it('quality_results: what was found on pictures', async () => {
    const { response, answer } = await lookUp('quality_results', { machineId: MILL_01, result: 'fail' });
    assert.deepEqual(
      response.items.map(({ notes, defects }) => [notes, defects]),
      [['scratched', [{ label: 'scratch', confidence: 0.9 }]]],
    );
    assert.equal(response.failed, 1);
    assert.equal((citationOf(answer) as { imageId: string }).imageId, imageId);
    assert.deepEqual((await lookUp('quality_results', { result: 'pass' })).response.items, []);
  });

  for (const [name, args, items] of [
    ['latest', { machineIds: [THEIR_MILL] }, undefined],
    ['latest', { machineIds: ['a1000000-0000-4000-8000-0000000fffff'] }, undefined],
    [
      'series',
      { machineId: THEIR_MILL, ...{ from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' } },
      undefined,
    ],
    ['health_parts', { machineIds: [THEIR_MILL] }, undefined],
    ['documents', { machineId: THEIR_MILL }, []],
    ['quality_results', { machineId: THEIR_MILL }, []],
  ] as const) {
    it(`${name} with an id of ${JSON.stringify(args)}: nothing there`, async () => {
      const { response } = await lookUp(name, args);
      if (items === undefined) assert.deepEqual(response, { error: 'Not found' });
      else assert.deepEqual(response.items, items);
    });
  }

  it('a document of another tenant is as one that is not there', async () => {
    const theirs = await lookUp('documents', { documentId: theirDocumentId });
    const none = await lookUp('documents', { documentId: crypto.randomUUID() });
    assert.deepEqual(theirs.response, { error: 'Not found' });
    assert.deepEqual(theirs.response, none.response);
    assert.deepEqual(eventsOf(theirs.answer, 'tool').at(-1), {
      type: 'tool',
      name: 'documents',
      state: 'failed',
    });
  });

  it('a member who may not read measurements gets none for the model either', async () => {
    const sales = 'sales@alpenwerk.example';
    assert.deepEqual((await lookUp('latest', { machineIds: [MILL_01] }, sales)).response.items, []);
    assert.deepEqual((await lookUp('series', { machineId: MILL_01, ...range }, sales)).response, {
      error: 'The person who asks may not see this',
    });
    assert.deepEqual((await lookUp('quality_results', {}, sales)).response.items, []);
    assert.equal((await lookUp('list_machines', { limit: 1 }, sales)).response.items.length, 1);
  });

  for (const [name, args, where] of [
    ['latest', {}, 'machineIds'],
    ['latest', { machineIds: [] }, 'machineIds'],
    ['latest', { machineIds: Array.from({ length: 21 }, () => MILL_01) }, 'machineIds'],
    ['latest', { machineIds: ["x' or true--"] }, 'machineIds.0'],
    ['latest', { machineIds: [MILL_01], tenantId: RIO_BRAVO }, 'tenantId'],
    ['series', { machineId: MILL_01, ...{ from: 'yesterday', to: 'now' } }, 'from'],
    [
      'series',
      { machineId: MILL_01, from: '2026-11-24T00:00:00Z', to: '2026-11-24T01:00:00Z', points: 4_000 },
      'points',
    ],
    [
      'series',
      { machineId: MILL_01, from: '2026-11-24T00:00:00Z', to: '2026-11-24T01:00:00Z', metrics: ['password'] },
      'metrics.0',
    ],
    ['list_machines', { limit: 1_000_000 }, 'limit'],
    ['list_machines', { search: 'x'.repeat(101) }, 'search'],
  ] as const) {
    it(`${name} with ${JSON.stringify(args).slice(0, 80)}: wrong arguments, told to the model`, async () => {
      const { response, answer } = await lookUp(name, args);
      assert.deepEqual(response, { error: `Wrong arguments: ${where}` });
      assert.equal(answer.events.at(-1)?.type, 'done', 'the answer goes on');
    });
  }

  it('a range backwards is refused by the database, and told as wrong arguments', async () => {
    const { response } = await lookUp('series', { machineId: MILL_01, from: range.to, to: range.from });
    assert.deepEqual(response, { error: 'Wrong arguments' });
  });
});
