import type { Stack, StackOptions } from '../../../local/src/index.ts';
import { FUNCTIONS } from '../../src/functions.ts';
import { serve } from '../../src/internal/serve.ts';
import { signIn, startTestStack, testDeps } from './test-stack.ts';

export { ALPENWERK, RIO_BRAVO } from './test-stack.ts';

export const OPERATOR = 'operator@nexus.example';
export const ADMIN = 'admin@alpenwerk.example';

/** An answer, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what its test asks.
  readonly body: any;
}

export interface CallOptions {
  /** Mail address of who asks. */
  readonly as?: string;
  /** Another token than a user's. */
  readonly bearer?: string;
  readonly headers?: Record<string, string>;
  readonly method?: string;
  /** Instead of JSON. */
  readonly raw?: BodyInit;
}

/** Every function on a real back end. */
export interface FunctionWorld {
  readonly stack: Stack;
  readonly lines: Record<string, unknown>[];
  readonly env: Record<string, string | undefined>;
  call(name: string, body: unknown, options?: CallOptions): Promise<Answer>;
  /** A function of the database, as somebody. */
  rpc(as: string, name: string, args?: Record<string, unknown>): Promise<Answer>;
  /** PostgREST with a token. */
  rest(token: string, path: string): Promise<Answer>;
  token(email: string): Promise<string>;
  close(): Promise<void>;
}

export async function startFunctionWorld(options: StackOptions = {}): Promise<FunctionWorld> {
  const stack = await startTestStack(options);
  const lines: Record<string, unknown>[] = [];
  const env: Record<string, string | undefined> = {};
  const deps = testDeps(stack, lines, env);
  const handlers = new Map(FUNCTIONS.map((each) => [each.name, serve(each, deps)]));
  const tokens = new Map<string, Promise<string>>();
  const world: FunctionWorld = {
    stack,
    lines,
    env,
    call: async (name, body, { as, bearer, headers = {}, method = 'POST', raw } = {}) => {
      const token = as === undefined ? bearer : await world.token(as);
      const handler = handlers.get(name);
      if (!handler) throw new Error(`There is no function ${name}`);
      return read(
        await handler(
          new Request(`http://functions/${name}`, {
            method,
            headers: {
              'content-type': 'application/json',
              ...(token !== undefined && { authorization: `Bearer ${token}` }),
              ...headers,
            },
            ...(method === 'POST' && { body: raw ?? JSON.stringify(body) }),
          }),
        ),
      );
    },
    rpc: async (as, name, args = {}) =>
      read(
        await fetch(`${stack.url}/rest/v1/rpc/${name}`, {
          method: 'POST',
          headers: {
            apikey: stack.publishableKey,
            authorization: `Bearer ${await world.token(as)}`,
            'content-type': 'application/json',
          },
          body: JSON.stringify(args),
        }),
      ),
    rest: async (token, path) =>
      read(
        await fetch(`${stack.url}/rest/v1/${path}`, {
          headers: { apikey: stack.publishableKey, authorization: `Bearer ${token}` },
        }),
      ),
    token: (email) => {
      const known = tokens.get(email) ?? signIn(stack, email);
      tokens.set(email, known);
      return known;
    },
    close: () => stack.stop(),
  };
  return world;
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
}
