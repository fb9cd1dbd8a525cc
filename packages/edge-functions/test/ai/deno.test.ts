import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type Stack, startStack } from '../../../local/src/index.ts';
import type { Problem } from '../../src/contract/index.ts';
import {
  calls,
  type GeminiServer,
  hangs,
  says,
  startGeminiServer,
  wrongKey,
} from '../support/gemini-server.ts';
import { eventsOf, PLATFORM_KEY, question, readAnswer, signIn, textOf, until } from './support/ai-world.ts';

describe('ai, in real Deno behind the embedded stack', () => {
  let stack: Stack;
  let gemini: GeminiServer;
  let token: string;
  const printed: string[] = [];

  before(async () => {
    gemini = await startGeminiServer();
    stack = await startStack({
      dataDir: 'memory',
      env: { NEXUS_GEMINI_BASE_URL: gemini.url, GOOGLE_GEMINI_KEY: PLATFORM_KEY },
      log: (line) => printed.push(line),
    });
    token = await signIn(stack, 'maintenance@alpenwerk.example');
  });
  after(async () => {
    await stack.stop();
    await gemini.close();
  });
  beforeEach(() => gemini.reset());

  const open = (body: unknown, signal?: AbortSignal): Promise<Response> =>
    fetch(`${stack.url}/functions/v1/ai`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
      ...(signal === undefined ? {} : { signal }),
    });
  const outcome = (): Promise<unknown> =>
    until(async () => {
      const [row] = await stack.db.query<{ outcome: string }>(
        'select outcome from public.ai_requests order by created_at desc limit 1',
      );
      return row === undefined || row.outcome === 'started' ? undefined : row.outcome;
    });

  it('looks things up, cites, and streams in odd packets', async () => {
    gemini.script(
      calls({ name: 'list_machines', args: { search: 'Mill 01' } }),
      says(['Größe ', '温度 🏭 [r1].'], { pieceBytes: 3 }),
    );
    const answer = await readAnswer(await open(question('Which?')));
    assert.equal(textOf(answer), 'Größe 温度 🏭 [r1].');
    assert.equal(eventsOf(answer, 'citation')[0]?.citation.machineName, 'Mill 01');
    assert.equal(answer.events.at(-1)?.type, 'done');
    assert.equal(await outcome(), 'succeeded');
    assert.equal(gemini.requests[0]?.headers['x-goog-api-key'], PLATFORM_KEY);
  });

  it('hands the first word on before the last is said', async () => {
    let goOn: () => void = () => undefined;
    const heard = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    gemini.script(async (_request, response) => {
      const piece = (text: string, finishReason?: string): string =>
        `data: ${JSON.stringify({ candidates: [{ content: { parts: [{ text }] }, finishReason }] })}\n\n`;
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(piece('First '));
      await heard;
      response.end(piece('last.', 'STOP'));
    });
    const response = await open(question('?'));
    let text = '';
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      text += new TextDecoder().decode(chunk);
      // Would the first be held back, this would never come to its end.
      if (text.includes('First')) goOn();
    }
    assert.match(text, /First[\s\S]*last\.[\s\S]*"done"/);
  });

  it('a client that goes away stops the model', async () => {
    gemini.script(hangs('Let me '));
    const leaving = new AbortController();
    const response = await open(question('?'), leaving.signal);
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    for (let text = ''; !text.includes('Let me'); ) {
      const { value, done } = await reader.read();
      assert.ok(!done, text);
      text += new TextDecoder().decode(value);
    }
    leaving.abort();
    await gemini.requests[0]?.ended;
    assert.equal(gemini.requests[0]?.isAborted, true);
    assert.equal(await outcome(), 'cancelled');
  });

  it('fails with the same codes, and writes one line a request, without the key', async () => {
    gemini.script(wrongKey);
    const answer = await readAnswer(await open(question('?')));
    assert.equal(answer.problem?.code, 'ai_key_invalid');
    const refused = await open({ task: 'destroy' });
    assert.equal(refused.status, 400);
    assert.equal(((await refused.json()) as Problem).code, 'validation_failed');
    const id = answer.problem?.requestId ?? '-';
    const line = await until(() => printed.find((each) => each.includes(id)));
    const { function: name, outcome: told, userId } = JSON.parse(line.slice(line.indexOf('{')));
    assert.deepEqual([name, told, typeof userId], ['ai', 'ai_key_invalid', 'string']);
    assert.ok(!printed.join('\n').includes(PLATFORM_KEY));
  });
});
