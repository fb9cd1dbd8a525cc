import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { calls, says } from '../support/gemini-server.ts';
import { type AiWorld, eventsOf, PLATFORM_KEY, question, startAiWorld, textOf } from './support/ai-world.ts';

describe('ai: ask', () => {
  let world: AiWorld;
  before(async () => {
    world = await startAiWorld();
  });
  after(() => world.close());
  beforeEach(() => world.gemini.reset());

  it('streams the answer, and counts it', async () => {
    world.gemini.script(says(['Guten ', 'Tag ', 'Ümläute 🏭.'], { pieceBytes: 7 }));
    const answer = await world.ask(question('Hello'));
    console.log(answer.text, world.lines);
    assert.equal(answer.status, 200);
    assert.equal(textOf(answer), 'Guten Tag Ümläute 🏭.');
    assert.equal(answer.events[0]?.type, 'started');
    assert.deepEqual(answer.events.at(-1), { type: 'done', inputTokens: 100, outputTokens: 20 });
    const [sent] = world.gemini.requests;
    assert.equal(sent?.headers['x-goog-api-key'], PLATFORM_KEY);
    assert.equal(sent?.model, 'gemini-3.8-flash');
    const row = await world.lastRequest();
    assert.equal(row.outcome, 'succeeded');
  });

  it('looks things up as the caller', async () => {
    world.gemini.script(
      calls({ name: 'list_machines', args: { search: 'Mill', limit: 3 } }),
      says('The worst is Mill 01 [r1], see [r9].'),
    );
    const answer = await world.ask(question('Which mill is worst?'));
    console.log(answer.text, world.gemini.requests[1]?.body.slice(-1500));
    assert.equal(eventsOf(answer, 'citation').length, 1);
  });
});
