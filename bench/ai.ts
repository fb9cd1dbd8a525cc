// What the function `ai` costs over calling the model directly: `npm run bench -- ai [--rounds 60]`
//
// Both ask the same local server that speaks Gemini's wire format and answers at once, one right after the other. Ours goes
// the whole way: the embedded stack, real Deno, the member's token, the database that counts, the key from the vault.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { openModel } from '../packages/edge-functions/src/ai/gemini.ts';
import type { AiStreamEvent } from '../packages/edge-functions/src/contract/index.ts';
import type { Context } from '../packages/edge-functions/src/internal/deps.ts';
import {
  type GeminiAnswer,
  type GeminiServer,
  says,
  startGeminiServer,
} from '../packages/edge-functions/test/support/gemini-server.ts';
import { type Stack, startStack } from '../packages/local/src/index.ts';
import type { BenchRow } from './run.ts';

const KEY = 'AIzaBench';
const WARM_UP = 15;
const STREAMS = 100;
const TOKENS = 50;
const TOKEN_PAUSE_MS = 25;
const MEMORY_ROUNDS = 12;

export async function run(args: readonly string[]): Promise<BenchRow[]> {
  const at = args.indexOf('--rounds');
  const rounds = at < 0 ? 60 : Number(args[at + 1]);
  if (!Number.isInteger(rounds) || rounds < 3) throw new Error('--rounds is a whole number of at least 3');
  const gemini = await startGeminiServer();
  const stack = await startStack({
    dataDir: 'memory',
    env: { NEXUS_GEMINI_BASE_URL: gemini.url, GOOGLE_GEMINI_KEY: KEY },
  });
  try {
    await stack.db.query(
      'update private.ai_rate_limits set max_user_minute = null, max_tenant_minute = null',
    );
    await stack.db.query('update private.plan_limits set max_ai_requests_month = null');
    const ours = await openOurs(stack);
    return [
      await firstToken(rounds, ours, gemini),
      await unbuffered(ours, gemini),
      ...(await manyAtOnce(ours, gemini)),
    ];
  } finally {
    await stack.stop();
    await gemini.close();
  }
}

/** Asks, and hands every event on with its time. */
type Ask = (onEvent: (event: AiStreamEvent, at: number) => void) => Promise<void>;

async function openOurs(stack: Stack): Promise<Ask> {
  const signedIn = await fetch(`${stack.url}/auth/v1/token?grant_type=password`, {
    method: 'POST',
    headers: { apikey: stack.publishableKey, 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'maintenance@alpenwerk.example', password: 'nexus-demo-2026' }),
  });
  const { access_token: token } = (await signedIn.json()) as { access_token: string };
  const body = JSON.stringify({ task: 'ask', messages: [{ role: 'user', text: 'Why?' }] });
  return async (onEvent) => {
    const response = await fetch(`${stack.url}/functions/v1/ai`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body,
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    const decoder = new TextDecoder();
    let held = '';
    for await (const chunk of response.body ?? []) {
      const now = performance.now();
      const blocks = (held + decoder.decode(chunk, { stream: true })).split('\n\n');
      held = blocks.pop() ?? '';
      for (const block of blocks) {
        if (block.startsWith('data: ')) onEvent(JSON.parse(block.slice(6)) as AiStreamEvent, now);
      }
    }
  };
}

async function firstToken(rounds: number, ours: Ask, gemini: GeminiServer): Promise<BenchRow> {
  gemini.otherwise(says(['First ', 'last.']));
  const settings = {
    model: 'gemini-x',
    baseUrl: gemini.url,
    temperature: undefined,
    maxOutputTokens: 100,
    maxTurns: 0,
  };
  const model = openModel(settings, KEY, false, { fetch } as Context);
  const direct = async (): Promise<number> => {
    const began = performance.now();
    let first = 0;
    const contents = [{ role: 'user', parts: [{ text: 'Why?' }] }];
    await model.turn({ instructions: 'Be brief.', contents }, new AbortController().signal, async () => {
      first ||= performance.now();
    });
    return first - began;
  };
  const through = async (): Promise<number> => {
    const began = performance.now();
    let first = 0;
    await ours((event, now) => {
      if (event.type === 'text') first ||= now;
    });
    return first - began;
  };
  const times = { direct: [] as number[], through: [] as number[] };
  for (let round = 0; round < WARM_UP + rounds; round += 1) {
    const pair = [await direct(), await through()] as const;
    if (round < WARM_UP) continue;
    times.direct.push(pair[0]);
    times.through.push(pair[1]);
  }
  const [mine, theirs] = [median(times.through), median(times.direct)];
  return {
    case: 'ms to the first token, median',
    ours: round(mine),
    peers: { 'direct call': round(theirs), added: round(mine - theirs) },
    limit: 15,
    ratio: round(mine / theirs),
    target: 'at most 15 ms added',
    pass: mine - theirs <= 15,
  };
}

/** Every token says when it was sent; one that comes later than the next one was sent has waited for it. */
async function unbuffered(ours: Ask, gemini: GeminiServer): Promise<BenchRow> {
  const sent: number[] = [];
  gemini.otherwise(paced(sent));
  const arrived: number[] = [];
  await ours((event, now) => {
    if (event.type === 'text') for (const _ of event.text.matchAll(/#/g)) arrived.push(now);
  });
  const late = sent.filter(
    (_, index) => (arrived[index] ?? Infinity) >= (sent[index + 1] ?? Infinity),
  ).length;
  const lags = sent.map((time, index) => (arrived[index] ?? Infinity) - time);
  return {
    case: `tokens that waited for the next one, of ${sent.length}`,
    ours: late,
    peers: { 'median ms on the way': round(median(lags)) },
    limit: 0,
    ratio: null,
    target: 'none',
    pass: late === 0 && arrived.length === sent.length,
  };
}

function paced(sent: number[]): GeminiAnswer {
  return async (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (let token = 0; token < TOKENS; token += 1) {
      sent.push(performance.now());
      const finishReason = token === TOKENS - 1 ? 'STOP' : undefined;
      const candidate = { content: { role: 'model', parts: [{ text: `token# ${token}. ` }] }, finishReason };
      response.write(`data: ${JSON.stringify({ candidates: [candidate] })}\r\n\r\n`);
      await new Promise((resolve) => setTimeout(resolve, TOKEN_PAUSE_MS));
    }
    response.end();
  };
}

async function manyAtOnce(ours: Ask, gemini: GeminiServer): Promise<BenchRow[]> {
  const tokens = Array.from({ length: TOKENS }, (_, token) => `token ${token}. `);
  gemini.otherwise(says(tokens, { pauseMs: 2 }));
  const expected = tokens.join('').trim();
  const one = async (): Promise<boolean> => {
    let text = '';
    let last: AiStreamEvent['type'] | undefined;
    await ours((event) => {
      last = event.type;
      if (event.type === 'text') text += event.text;
    });
    return last === 'done' && text.trim() === expected;
  };
  const pid = denoPid();
  const memory: number[] = [];
  let lost = 0;
  for (let turn = 0; turn < MEMORY_ROUNDS; turn += 1) {
    const whole = await Promise.all(Array.from({ length: STREAMS }, () => one().catch(() => false)));
    lost += whole.filter((each) => !each).length;
    if (pid !== undefined) memory.push(megabytes(pid));
  }
  // The first rounds fill what a runtime keeps for good.
  const third = MEMORY_ROUNDS / 3;
  const [before, after] = [median(memory.slice(third, 2 * third)), median(memory.slice(2 * third))];
  return [
    {
      case: `streams lost, of ${MEMORY_ROUNDS} times ${STREAMS} at once`,
      ours: lost,
      peers: {},
      limit: 0,
      ratio: null,
      target: 'none',
      pass: lost === 0,
    },
    {
      case: `MB of Deno after ${MEMORY_ROUNDS * STREAMS} streams`,
      ours: round(after),
      peers: { [`after ${third * 2 * STREAMS}`]: round(before) },
      limit: 1.1,
      ratio: round(after / before),
      target: 'flat: at most a tenth more',
      pass: memory.length === 0 || after / before <= 1.1,
    },
  ];
}

/** The Deno that this process started, through its keeper; undefined where there is no `ps` that tells. */
function denoPid(): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  const parentOf = new Map(rows.map(([pid, parent]) => [Number(pid), Number(parent)]));
  const isOurs = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === process.pid || isOurs(parentOf.get(pid)));
  const deno = rows.find(([pid, , command]) => command?.endsWith('/deno') && isOurs(Number(pid)));
  return deno === undefined ? undefined : Number(deno[0]);
}

function megabytes(pid: number): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const round = (value: number): number => Number(value.toFixed(2));
