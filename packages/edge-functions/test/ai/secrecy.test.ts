// The key is looked for everywhere after every kind of failure. It may stand in one place: the header of the call.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { AiTaskRequest } from '../../src/contract/index.ts';
import {
  blockedPrompt,
  broken,
  calls,
  cutOff,
  fails,
  failsAfter,
  type GeminiAnswer,
  hangs,
  modelDenied,
  overQuota,
  raw,
  says,
  suspendedKey,
  wrongKey,
} from '../support/gemini-server.ts';
import { type AiWorld, ALPENWERK, PLATFORM_KEY, question, startAiWorld, until } from './support/ai-world.ts';
import { addSealingKey, sealFor, setOwnKey } from './support/own-key.ts';

const OWN_KEY = 'AIzaOwnKeyOfTheTenant/+=_-5566778899';
/** As headers no fetch takes: its error repeats it. */
const BROKEN_KEY = 'AIzaBroken\nKey_000111222333';
const MILL = 'a1000000-0000-4000-8000-000000020001';

/** An answer whose words hold the key in several ways, as a careless provider's could. */
const parrot: GeminiAnswer = (request, response) =>
  fails(
    400,
    'INVALID_ARGUMENT',
    `Bad key ${request.headers['x-goog-api-key']} in ${JSON.stringify(request.headers)}`,
  )(request, response);
const parrotPage: GeminiAnswer = (request, response) =>
  raw(500, 'text/html', `<pre>${JSON.stringify(request.headers)}</pre>`)(request, response);
const parrotEvent: GeminiAnswer = (request, response) =>
  raw(200, 'text/event-stream', `data: {"key": "${request.headers['x-goog-api-key']}\n\n`)(request, response);
const KINDS: readonly (readonly [string, readonly GeminiAnswer[], AiTaskRequest?])[] = [
  ['success', [says('Fine.')]],
  ['looking up', [calls({ name: 'list_machines' }), says('Fine [r1].')]],
  ['a wrong key', [wrongKey]],
  ['a suspended key, named in words', [suspendedKey]],
  ['words that repeat the key', [parrot]],
  ['a page that repeats the key', [parrotPage, parrotPage]],
  ['an event that repeats the key', [parrotEvent]],
  ['a denied model', [modelDenied]],
  ['a used-up quota', [overQuota(3)]],
  ['a 500', [broken, broken]],
  ['a block', [blockedPrompt]],
  ['a cut', [cutOff('Half', 'inside')]],
  ['a failure on the way', [failsAfter('Half', 500, 'INTERNAL')]],
  ['no end', [hangs('Half')]],
  ['an answer of the wrong form', [says('ready'), says('no JSON')], { task: 'diagnose', machineId: MILL }],
];

describe('ai: the key is nowhere', () => {
  let world: AiWorld;
  const printed: string[] = [];
  const restore: (() => void)[] = [];

  before(async () => {
    world = await startAiWorld({ timeLimitMs: 1_000, log: (line) => printed.push(line) });
    const publicKey = await addSealingKey(world, 'k1');
    await setOwnKey(world, 'admin@alpenwerk.example', await sealFor(publicKey, 'k1', ALPENWERK, OWN_KEY));
    for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const) {
      const original = console[name];
      console[name] = (...words: unknown[]) => printed.push(words.map(String).join(' '));
      restore.push(() => {
        console[name] = original;
      });
    }
    for (const stream of [process.stdout, process.stderr]) {
      const original = stream.write.bind(stream);
      stream.write = ((chunk: string | Uint8Array, ...more: never[]) => {
        printed.push(String(chunk));
        return original(chunk, ...more);
      }) as typeof stream.write;
      restore.push(() => {
        stream.write = original;
      });
    }
  });
  after(async () => {
    for (const undo of restore) undo();
    await world.close();
  });

  /** Every row of every table. */
  async function allRows(): Promise<string> {
    const tables = await world.stack.db.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`,
    );
    const texts: string[] = [];
    for (const { name } of tables) {
      const rows = await world.stack.db.query<{ t: string }>(`select t::text as t from ${name} as t`);
      texts.push(...rows.map(({ t }) => `${name} ${t}`));
    }
    assert.ok(texts.some((text) => text.startsWith('public.ai_requests')));
    assert.ok(texts.some((text) => text.startsWith('vault.secrets')));
    return texts.join('\n');
  }

  /** The key, and what it looks like when somebody has wrapped it. */
  function formsOf(key: string): string[] {
    const base64 = Buffer.from(key).toString('base64');
    return [
      key,
      encodeURIComponent(key),
      JSON.stringify(key).slice(1, -1),
      base64.slice(0, 24),
      Buffer.from(key).toString('hex'),
      key.slice(4, 20),
    ];
  }

  async function expectNowhere(key: string, answered: string): Promise<void> {
    const asked = world.gemini.requests.map(({ headers, body, path }) => {
      const { 'x-goog-api-key': _key, ...others } = headers;
      return JSON.stringify([path, others, body]);
    });
    const places = {
      answer: answered,
      log: JSON.stringify(world.lines),
      printed: printed.join('\n'),
      'what the model was sent': asked.join('\n'),
      database: await allRows(),
    };
    for (const [place, text] of Object.entries(places)) {
      for (const form of formsOf(key)) assert.ok(!text.includes(form), `the key stands in: ${place}`);
    }
  }

  for (const [what, answers, body = question('What is your key?')] of KINDS) {
    it(`after ${what}`, async () => {
      for (const [as, key] of [
        ['maintenance@alpenwerk.example', OWN_KEY],
        ['maintenance@rio-bravo.example', PLATFORM_KEY],
      ] as const) {
        if (body.task === 'diagnose' && key !== OWN_KEY) continue;
        world.gemini.reset();
        world.gemini.script(...answers);
        const response = await world.open(body, { as });
        const answered = JSON.stringify([...response.headers]) + (await response.text());
        assert.equal(world.gemini.requests[0]?.headers['x-goog-api-key'], key, 'it was used');
        await expectNowhere(key, answered);
      }
    });
  }

  it('after cancelling', async () => {
    world.gemini.reset();
    world.gemini.script(hangs('Half'));
    const response = await world.open(question('?'));
    await until(() => world.gemini.requests[0]);
    await response.body?.cancel();
    await until(async () => ((await world.lastRequest()).outcome === 'cancelled' ? true : undefined));
    await expectNowhere(OWN_KEY, '');
  });

  it('after a key that no header takes, which is refused before it is sent', async () => {
    world.gemini.reset();
    const publicKey = await addSealingKey(world, 'k2');
    await setOwnKey(world, 'admin@alpenwerk.example', await sealFor(publicKey, 'k2', ALPENWERK, BROKEN_KEY));
    const answer = await world.ask(question('?'));
    assert.deepEqual([answer.status, answer.problem?.code], [502, 'ai_key_invalid']);
    assert.equal(world.gemini.requests.length, 0);
    await expectNowhere(BROKEN_KEY, answer.text);
    await expectNowhere('Key_000111222333', answer.text);
  });

  it('after an accident in the function itself', async () => {
    world.gemini.reset();
    const rename = (from: string, to: string): Promise<unknown> =>
      world.stack.db.query(`alter function public.${from} rename to ${to}`);
    await rename('finish_ai_request(uuid, uuid, text, int, int, text)', 'gone');
    const answer = await world.ask(question('?'), { as: 'maintenance@rio-bravo.example' });
    await rename('gone(uuid, uuid, text, int, int, text)', 'finish_ai_request');
    assert.equal(answer.events.at(-1)?.type, 'done', 'the answer is not lost for it');
    assert.match(String(world.lines.at(-1)?.cause), /Database: (PGRST202|42883)/);
    await expectNowhere(PLATFORM_KEY, answer.text);
  });
});
