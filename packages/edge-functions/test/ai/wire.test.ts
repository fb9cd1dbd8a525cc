import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { ProblemCode } from '../../src/contract/index.ts';
import {
  blockedAnswer,
  blockedPrompt,
  broken,
  calls,
  cutOff,
  events,
  fails,
  failsAfter,
  type GeminiAnswer,
  gives,
  modelDenied,
  modelMissing,
  overloaded,
  overQuota,
  raw,
  responseOf,
  says,
  suspendedKey,
  wrongKey,
} from '../support/gemini-server.ts';
import { type AiWorld, eventsOf, PLATFORM_KEY, question, startAiWorld, textOf } from './support/ai-world.ts';

interface Failure {
  what: string;
  answers: GeminiAnswer[];
  code: ProblemCode;
  outcome: 'failed' | 'refused';
  /** What had been said before. */
  text?: string;
}

const FAILURES: readonly Failure[] = [
  { what: 'a wrong key', answers: [wrongKey], code: 'ai_key_invalid', outcome: 'failed' },
  { what: 'a suspended key', answers: [suspendedKey], code: 'ai_key_invalid', outcome: 'failed' },
  {
    what: 'a model that the key may not use',
    answers: [modelDenied],
    code: 'ai_model_denied',
    outcome: 'failed',
  },
  { what: 'a model that is none', answers: [modelMissing], code: 'ai_model_denied', outcome: 'failed' },
  { what: 'a used-up quota', answers: [overQuota(17)], code: 'ai_quota', outcome: 'failed' },
  { what: 'a 500, twice', answers: [broken, broken], code: 'ai_unavailable', outcome: 'failed' },
  { what: 'a 503, twice', answers: [overloaded, overloaded], code: 'ai_unavailable', outcome: 'failed' },
  {
    what: 'a request that is not taken',
    answers: [fails(400, 'INVALID_ARGUMENT', 'Request contains an invalid argument.')],
    code: 'ai_unavailable',
    outcome: 'failed',
  },
  {
    what: 'a page instead of an API',
    answers: [raw(404, 'text/html', '<h1>Nope</h1>')],
    code: 'ai_model_denied',
    outcome: 'failed',
  },
  {
    what: 'JSON that is none',
    answers: [raw(429, 'application/json', '{"err')],
    code: 'ai_unavailable',
    outcome: 'failed',
  },
  {
    what: 'events that are none',
    answers: [raw(200, 'text/event-stream', 'data: {"a\n\n')],
    code: 'ai_unavailable',
    outcome: 'failed',
  },
  {
    what: 'an empty stream',
    answers: [raw(200, 'text/event-stream', '')],
    code: 'ai_unavailable',
    outcome: 'failed',
  },
  { what: 'a blocked question', answers: [blockedPrompt], code: 'ai_blocked', outcome: 'refused' },
  {
    what: 'a blocked answer',
    answers: [blockedAnswer('I will ')],
    code: 'ai_blocked',
    outcome: 'refused',
    text: 'I will',
  },
  {
    what: 'prohibited content',
    answers: [gives([], 'PROHIBITED_CONTENT')],
    code: 'ai_blocked',
    outcome: 'refused',
  },
  {
    what: 'a malformed call',
    answers: [gives([], 'MALFORMED_FUNCTION_CALL')],
    code: 'ai_answer_invalid',
    outcome: 'failed',
  },
  {
    what: 'an end for other reasons',
    answers: [gives([], 'OTHER')],
    code: 'ai_answer_invalid',
    outcome: 'failed',
  },
  { what: 'an answer without a word', answers: [says('')], code: 'ai_answer_invalid', outcome: 'failed' },
  {
    what: 'only thoughts',
    answers: [gives([{ text: 'hm', thought: true }])],
    code: 'ai_answer_invalid',
    outcome: 'failed',
  },
  {
    what: 'a cut between two events',
    answers: [cutOff('Half', 'between')],
    code: 'ai_unavailable',
    outcome: 'failed',
    text: 'Half',
  },
  {
    what: 'a cut inside of an event',
    answers: [cutOff('Half', 'inside')],
    code: 'ai_unavailable',
    outcome: 'failed',
    text: 'Half',
  },
  {
    what: 'an end without a reason',
    answers: [cutOff('Half', 'clean')],
    code: 'ai_unavailable',
    outcome: 'failed',
    text: 'Half',
  },
  {
    what: 'a failure on the way',
    answers: [failsAfter('Half', 503, 'UNAVAILABLE')],
    code: 'ai_unavailable',
    outcome: 'failed',
    text: 'Half',
  },
  {
    what: 'a quota that ends on the way',
    answers: [failsAfter('Half', 429, 'RESOURCE_EXHAUSTED')],
    code: 'ai_quota',
    outcome: 'failed',
    text: 'Half',
  },
  {
    what: 'a failure after the tools',
    answers: [calls({ name: 'list_machines' }), broken, broken],
    code: 'ai_unavailable',
    outcome: 'failed',
  },
];

describe('ai: what comes over the wire', () => {
  let world: AiWorld;
  before(async () => {
    world = await startAiWorld();
  });
  after(() => world.close());
  beforeEach(() => world.gemini.reset());

  for (const { what, answers, code, outcome, text = '' } of FAILURES) {
    it(`${what}: ${code}, ${outcome}`, async () => {
      world.gemini.script(...answers);
      world.lines.length = 0;
      const answer = await world.ask(question('Why?'));
      assert.equal(answer.status, 200);
      assert.equal(answer.problem?.code, code);
      assert.equal(answer.problem?.requestId, answer.headers.get('x-request-id'));
      assert.equal(textOf(answer), text);
      assert.equal(eventsOf(answer, 'answer').length + eventsOf(answer, 'done').length, 0);
      assert.equal(world.gemini.requests.length, answers.length, 'asked no oftener than this');
      const row = await world.lastRequest();
      assert.equal(row.outcome, outcome);
      assert.equal(row.error_code, code);
      assert.ok(row.finished_at);
      assert.equal(world.lines.length, 1);
      assert.equal(world.lines[0]?.outcome, code);
      assert.ok(!answer.text.includes(PLATFORM_KEY));
    });
  }

  it('a provider that is not there: ai_unavailable', async () => {
    world.env.NEXUS_GEMINI_BASE_URL = 'http://127.0.0.1:1';
    const answer = await world.ask(question('Why?'));
    delete world.env.NEXUS_GEMINI_BASE_URL;
    assert.equal(answer.problem?.code, 'ai_unavailable');
  });

  it('a quota says when it frees', async () => {
    world.gemini.script(overQuota(17));
    const { problem } = await world.ask(question('Why?'));
    const freesIn = Date.parse(String(problem?.details?.resets_at)) - Date.now();
    assert.ok(freesIn > 14_000 && freesIn <= 18_000, `in ${freesIn} ms`);
  });

  it('one stumble at the beginning is not told of', async () => {
    world.gemini.script(overloaded, says('Good.'));
    const answer = await world.ask(question('Why?'));
    assert.equal(textOf(answer), 'Good.');
    assert.equal((await world.lastRequest()).outcome, 'succeeded');
  });

  for (const pieceBytes of [1, 2, 3, 7, 64]) {
    it(`text in packets of ${pieceBytes} bytes comes whole`, async () => {
      const text = ['Über 80 °C — ', '温度が高い。', '🏭🔧 \u0600', 'end\r\n\r\ndata: {} ', '"quoted" \\n'];
      world.gemini.script(says(text, { pieceBytes }));
      const answer = await world.ask(question('Why?'));
      assert.equal(textOf(answer), text.join('').replaceAll('\r', ''));
      const [told] = eventsOf(answer, 'answer');
      assert.equal(told?.answer.text, textOf(answer));
    });
  }

  it('an answer that is cut short is told as such', async () => {
    world.gemini.script(says('And then', { finishReason: 'MAX_TOKENS' }));
    const answer = await world.ask(question('Why?'));
    assert.deepEqual(answer.events.at(-1), {
      type: 'done',
      inputTokens: 100,
      outputTokens: 20,
      isCutShort: true,
    });
    assert.equal((await world.lastRequest()).outcome, 'succeeded');
  });

  it('calls over several turns: everything the model gave goes back, signatures too', async () => {
    const signed = {
      functionCall: { name: 'list_machines', args: { limit: 1 }, id: 'call-7' },
      thoughtSignature: 'c2ln',
    };
    world.gemini.script(
      gives([{ text: 'thinking', thought: true }, { text: 'Let me look. ' }, signed]),
      calls({ name: 'list_machines', args: { status: 'fault' } }, { name: 'no_such_tool' }),
      says('None [r1].'),
    );
    const answer = await world.ask(question('Why?'));
    assert.equal(textOf(answer), 'Let me look. None [r1].');
    const [, second, third] = world.gemini.requests.map(({ body }) => JSON.parse(body));
    assert.deepEqual(second.contents[1].parts[2], signed);
    assert.equal(second.contents[2].parts[0].functionResponse.id, 'call-7');
    assert.equal(second.contents[2].parts[0].functionResponse.response.items[0].ref, 'r1');
    assert.deepEqual(third.contents[4].parts[1].functionResponse.response, {
      error: 'There is no such function',
    });
    assert.ok(!answer.text.includes('no_such_tool'), 'a name that the model made up is not passed on');
    assert.ok(!answer.text.includes('thinking'));
    const row = await world.lastRequest();
    assert.deepEqual([row.input_tokens, row.output_tokens], [300, 60]);
  });

  it('thoughts are counted as output, and a usage that grows is counted once', async () => {
    world.gemini.script(
      events([
        { ...responseOf([{ text: 'a' }]), usageMetadata: { promptTokenCount: 5, candidatesTokenCount: 1 } },
        {
          ...responseOf([{ text: 'b' }], 'STOP'),
          usageMetadata: { promptTokenCount: 5, candidatesTokenCount: 2, thoughtsTokenCount: 40 },
        },
      ]),
    );
    const answer = await world.ask(question('Why?'));
    assert.deepEqual(answer.events.at(-1), { type: 'done', inputTokens: 5, outputTokens: 42 });
  });

  it('a model that only calls is stopped: it must answer after so many turns', async () => {
    world.env.NEXUS_AI_MAX_TURNS = '2';
    world.gemini.otherwise(calls({ name: 'list_machines', args: { limit: 1 } }));
    const answer = await world.ask(question('Why?'));
    delete world.env.NEXUS_AI_MAX_TURNS;
    assert.equal(answer.problem?.code, 'ai_answer_invalid');
    const modes = world.gemini.requests.map(
      ({ body }) => JSON.parse(body).toolConfig.functionCallingConfig.mode,
    );
    assert.deepEqual(modes, ['AUTO', 'AUTO', 'NONE']);
  });

  it('a swarm of calls in one turn is bounded', async () => {
    world.gemini.script(
      calls(...Array.from({ length: 30 }, () => ({ name: 'list_machines', args: { limit: 1 } }))),
      says('ok'),
    );
    const answer = await world.ask(question('Why?'));
    assert.equal(eventsOf(answer, 'tool').length, 16);
    const { contents } = JSON.parse(world.gemini.requests[1]?.body ?? '{}');
    assert.equal(contents[2].parts.length, 30, 'each call is answered');
    assert.deepEqual(contents[2].parts[8].functionResponse.response, { error: 'Too many calls at once' });
  });

  it('model, temperature and lengths are the operator’s', async () => {
    Object.assign(world.env, {
      NEXUS_AI_MODEL: 'gemini-9-test',
      NEXUS_AI_TEMPERATURE: '0.25',
      NEXUS_AI_MAX_OUTPUT_TOKENS: '77',
    });
    const answer = await world.ask(question('Why?'));
    const [sent] = world.gemini.requests;
    assert.equal(sent?.model, 'gemini-9-test');
    const { generationConfig } = JSON.parse(sent?.body ?? '{}');
    assert.deepEqual(generationConfig, { temperature: 0.25, maxOutputTokens: 77 });
    assert.equal(eventsOf(answer, 'started')[0]?.model, 'gemini-9-test');
    world.env.NEXUS_AI_TEMPERATURE = 'warm';
    const refused = await world.ask(question('Why?'));
    for (const name of Object.keys(world.env)) delete world.env[name];
    assert.equal(refused.status, 500);
    assert.equal(refused.problem?.code, 'server_error');
    assert.match(String(world.lines.at(-1)?.cause), /NEXUS_AI_TEMPERATURE is not between/);
  });
});
