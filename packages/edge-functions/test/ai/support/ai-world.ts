import type { Stack, StackOptions } from '../../../../local/src/index.ts';
import { createAi } from '../../../src/ai/handler.ts';
import type { AiStreamEvent, AiTaskRequest, Problem } from '../../../src/contract/index.ts';
import { serve } from '../../../src/internal/serve.ts';
import { type GeminiServer, startGeminiServer } from '../../support/gemini-server.ts';
import { signIn, startTestStack, testDeps } from '../../support/test-stack.ts';

/** Recognisable wherever it turns up. */
export const PLATFORM_KEY = 'AIzaPlatformKeyThatNobodyMaySee_0123456789';

export { ALPENWERK, RIO_BRAVO, signIn } from '../../support/test-stack.ts';

/** An answer, read to its end. */
export interface Answer {
  status: number;
  headers: Headers;
  /** As it came. */
  text: string;
  events: AiStreamEvent[];
  /** Of an answer that is none, or of the last event. */
  problem: Problem | undefined;
}

export interface AskOptions {
  /** Mail address; `maintenance@alpenwerk.example` when missing, null for nobody. */
  as?: string | null;
  signal?: AbortSignal;
  headers?: Record<string, string>;
  method?: string;
}

/** The function `ai` on a real back end and a local model. */
export interface AiWorld {
  readonly stack: Stack;
  readonly gemini: GeminiServer;
  /** Log lines of the function. */
  readonly lines: Record<string, unknown>[];
  /** More environment of the function. */
  readonly env: Record<string, string | undefined>;
  token(email: string): Promise<string>;
  /** The response itself, unread. */
  open(body: unknown, options?: AskOptions): Promise<Response>;
  ask(body: AiTaskRequest | Record<string, unknown>, options?: AskOptions): Promise<Answer>;
  /** The newest row of `ai_requests`. */
  lastRequest(): Promise<Record<string, unknown>>;
  /** A member's own client of the back end: PostgREST. */
  rest(email: string, path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

/** How long things may take. */
interface WorldOptions extends StackOptions {
  timeLimitMs?: number;
  heartbeatMs?: number;
  /** False leaves the vault empty. */
  hasKey?: boolean;
}

export async function startAiWorld(options: WorldOptions = {}): Promise<AiWorld> {
  const { timeLimitMs = 20_000, heartbeatMs = 15_000, hasKey = true, ...more } = options;
  const stack = await startTestStack(more);
  const gemini = await startGeminiServer();
  if (hasKey) await stack.db.query(`select vault.create_secret('${PLATFORM_KEY}', 'GOOGLE_GEMINI_KEY')`);
  await stack.db.query('update private.ai_rate_limits set max_user_minute = null, max_tenant_minute = null');
  const lines: Record<string, unknown>[] = [];
  const env: Record<string, string | undefined> = {};
  const deps = testDeps(stack, lines, env, { NEXUS_GEMINI_BASE_URL: gemini.url });
  const handle = serve({ name: 'ai', method: 'POST', handler: createAi({ timeLimitMs, heartbeatMs }) }, deps);
  const tokens = new Map<string, Promise<string>>();
  const world: AiWorld = {
    stack,
    gemini,
    lines,
    env,
    token: (email) => {
      const known = tokens.get(email) ?? signIn(stack, email);
      tokens.set(email, known);
      return known;
    },
    open: async (
      body,
      { as = 'maintenance@alpenwerk.example', signal, headers = {}, method = 'POST' } = {},
    ) => {
      const authorization: Record<string, string> =
        as === null ? {} : { authorization: `Bearer ${await world.token(as)}` };
      return handle(
        new Request('http://functions/ai', {
          method,
          headers: { 'content-type': 'application/json', ...authorization, ...headers },
          ...(method === 'POST' ? { body: typeof body === 'string' ? body : JSON.stringify(body) } : {}),
          ...(signal === undefined ? {} : { signal }),
        }),
      );
    },
    ask: async (body, given) => readAnswer(await world.open(body, given)),
    lastRequest: async () => {
      const [row] = await stack.db.query<Record<string, unknown>>(
        'select * from public.ai_requests order by created_at desc limit 1',
      );
      return row ?? {};
    },
    rest: async (email, path, init = {}) =>
      fetch(`${stack.url}${path}`, {
        ...init,
        headers: {
          apikey: stack.publishableKey,
          authorization: `Bearer ${await world.token(email)}`,
          'content-type': 'application/json',
          ...init.headers,
        },
      }),
    close: async () => {
      await gemini.close();
      await stack.stop();
    },
  };
  return world;
}

export async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  const { status, headers } = response;
  if (!headers.get('content-type')?.startsWith('text/event-stream')) {
    return { status, headers, text, events: [], problem: JSON.parse(text) as Problem };
  }
  const events = text
    .split('\n\n')
    .filter((block) => block.startsWith('data: '))
    .map((block) => JSON.parse(block.slice('data: '.length)) as AiStreamEvent);
  const last = events.at(-1);
  return { status, headers, text, events, problem: last?.type === 'failed' ? last.problem : undefined };
}

/** A question and nothing else. */
export function question(text: string): AiTaskRequest {
  return { task: 'ask', messages: [{ role: 'user', text }] };
}

/** All text of an answer. */
export function textOf({ events }: Answer): string {
  return events.flatMap((event) => (event.type === 'text' ? [event.text] : [])).join('');
}

/** Those of one type. */
export function eventsOf<Type extends AiStreamEvent['type']>(
  { events }: Answer,
  type: Type,
): Extract<AiStreamEvent, { type: Type }>[] {
  return events.filter((event): event is Extract<AiStreamEvent, { type: Type }> => event.type === type);
}

/** Resolves as soon as `check` gives a value; checks every 10 ms, because there is nothing to listen to. */
export async function until<T>(check: () => T | undefined | Promise<T | undefined>, ms = 5_000): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const value = await check();
    if (value !== undefined) return value;
    if (Date.now() > end) throw new Error(`Nothing came in ${ms} ms: ${check.toString()}`);
    await new Promise((done) => setTimeout(done, 10));
  }
}
