import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, beforeEach, describe, it } from 'node:test';
import { calls, hangs, says } from '../support/gemini-server.ts';
import { type AiWorld, question, readAnswer, startAiWorld, until } from './support/ai-world.ts';

describe('ai: cancelling, and time', () => {
  let world: AiWorld;
  before(async () => {
    world = await startAiWorld({ timeLimitMs: 1_500, heartbeatMs: 100 });
  });
  after(() => world.close());
  beforeEach(() => world.gemini.reset());

  const outcome = (): Promise<Record<string, unknown>> =>
    until(async () => {
      const row = await world.lastRequest();
      return row.outcome === 'started' ? undefined : row;
    });

  /** Reads until something was said. */
  async function readUntilText(response: Response): Promise<ReadableStreamDefaultReader<Uint8Array>> {
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    for (let text = ''; !text.includes('"type":"text"'); ) {
      const { value, done } = await reader.read();
      assert.ok(!done);
      text += new TextDecoder().decode(value);
    }
    return reader;
  }

  it('a reader who goes stops the model, and is counted as cancelled', async () => {
    world.gemini.script(hangs('Let me '));
    world.lines.length = 0;
    const reader = await readUntilText(await world.open(question('Why?')));
    const [sent] = world.gemini.requests;
    assert.equal(sent?.isAborted, false);
    await reader.cancel();
    await sent?.ended;
    assert.equal(sent?.isAborted, true);
    const row = await outcome();
    assert.deepEqual([row.outcome, row.error_code], ['cancelled', null]);
    assert.equal(world.lines[0]?.outcome, 'cancelled');
  });

  it('a reader who goes before the first word stops the model too', async () => {
    world.gemini.script(hangs());
    const response = await world.open(question('Why?'));
    const sent = await until(() => world.gemini.requests[0]);
    await response.body?.cancel();
    await sent.ended;
    assert.equal(sent.isAborted, true);
    assert.equal((await outcome()).outcome, 'cancelled');
  });

  it('a model that never ends is stopped when the time is over', async () => {
    world.gemini.script(hangs('Let me '));
    const answer = await readAnswer(await world.open(question('Why?')));
    assert.equal(answer.problem?.code, 'ai_unavailable');
    assert.match(answer.problem?.message ?? '', /did not come to an end in 2 s/);
    await world.gemini.requests[0]?.ended;
    assert.equal(world.gemini.requests[0]?.isAborted, true);
    assert.deepEqual([(await outcome()).outcome, (await outcome()).error_code], ['failed', 'ai_unavailable']);
    // Comments keep the connection open meanwhile.
    assert.ok(answer.text.split('\n\n').filter((block) => block.startsWith(':')).length >= 5);
  });

  it('a reader who reads no more holds nothing up for ever', async () => {
    world.gemini.script(says(Array.from({ length: 500 }, () => 'word ')));
    const response = await world.open(question('Why?'));
    assert.equal((await outcome()).outcome, 'failed');
    await response.body?.cancel();
  });

  it('a slow reader slows the model down instead of filling memory', async () => {
    let sent = 0;
    world.gemini.script(async (request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const data = `data: ${JSON.stringify({ candidates: [{ content: { parts: [{ text: 'x'.repeat(65_536) }] } }] })}\n\n`;
      while (!response.destroyed && sent < 500) {
        sent += 1;
        if (!response.write(data)) await Promise.race([once(response, 'drain'), request.ended]);
      }
    });
    const response = await world.open(question('Why?'));
    assert.equal((await outcome()).outcome, 'failed', 'out of time, because nobody read');
    assert.ok(sent < 250, `${sent} pieces of 64 KiB were taken from the model`);
    await response.body?.cancel();
  });

  it('cancelling while something is looked up ends it as well', async () => {
    world.gemini.script(calls({ name: 'list_machines' }), hangs());
    const response = await world.open(question('Why?'));
    await until(() => world.gemini.requests[1]);
    await response.body?.cancel();
    assert.equal((await outcome()).outcome, 'cancelled');
    assert.equal(world.gemini.requests.length, 2);
  });
});
