// A local server that speaks Gemini's wire format: POST /v1beta/models/<model>:generateContent as JSON and
// :streamGenerateContent?alt=sse as server-sent events. It answers what it was told to and judges nothing.
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it came over the wire. */
export interface GeminiRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly model: string;
  readonly isStream: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Of `performance.now()`. */
  readonly at: number;
  /** Whether the client went away before the answer was whole. */
  isAborted: boolean;
  /** Settles when the answer is whole or the client has gone away. */
  readonly ended: Promise<void>;
}

/** What to answer. */
export type GeminiAnswer = (request: GeminiRequest, response: http.ServerResponse) => Promise<void> | void;

/** A part of a candidate's content, as far as tests need it. */
export type GeminiPart = Record<string, unknown>;

export interface GeminiServer {
  /** For `NEXUS_GEMINI_BASE_URL`. */
  readonly url: string;
  /** Every request since the last `reset`, oldest first. */
  readonly requests: GeminiRequest[];
  /** Answers for the next requests, each used once. */
  script(...answers: GeminiAnswer[]): void;
  /** What is answered when the script is at its end; `says('ok')` unless told otherwise. */
  otherwise(answer: GeminiAnswer): void;
  /** Forgets script and requests. */
  reset(): void;
  close(): Promise<void>;
}

export async function startGeminiServer(): Promise<GeminiServer> {
  const requests: GeminiRequest[] = [];
  let scripted: GeminiAnswer[] = [];
  let rest: GeminiAnswer = says('ok');
  const server = http.createServer((incoming, response) => {
    void read(incoming, response).then(async (request) => {
      requests.push(request);
      await (scripted.shift() ?? rest)(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    script: (...answers) => void scripted.push(...answers),
    otherwise: (answer) => {
      rest = answer;
    },
    reset: () => {
      requests.length = 0;
      scripted = [];
      rest = says('ok');
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function read(incoming: http.IncomingMessage, response: http.ServerResponse): Promise<GeminiRequest> {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const path = incoming.url ?? '';
  const request: GeminiRequest = {
    method: incoming.method ?? '',
    path,
    model: /\/models\/([^:?/]+)/.exec(path)?.[1] ?? '',
    isStream: path.includes(':streamGenerateContent'),
    headers: Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
    ),
    body: Buffer.concat(chunks).toString(),
    at: performance.now(),
    isAborted: false,
    ended,
  };
  response.on('close', () => {
    request.isAborted = !response.writableFinished;
    resolve();
  });
  return request;
}

/** Tokens of one answer. */
const USAGE = { promptTokenCount: 100, candidatesTokenCount: 20, totalTokenCount: 120 };

/** One `GenerateContentResponse`: an event of a stream, or a whole unary answer. */
export function responseOf(parts: readonly GeminiPart[], finishReason?: string): Record<string, unknown> {
  return {
    candidates: [
      {
        content: { role: 'model', parts },
        index: 0,
        ...(finishReason === undefined ? {} : { finishReason }),
      },
    ],
    ...(finishReason === undefined ? {} : { usageMetadata: USAGE }),
    modelVersion: 'local',
    responseId: 'local-response',
  };
}

interface AnswerOptions {
  /** Between two events. */
  pauseMs?: number;
  /** Bytes a write, so that cuts fall inside of characters and of lines. */
  pieceBytes?: number;
  finishReason?: string;
}

/** Text, an event for each of the pieces. */
export function says(text: string | readonly string[], options: AnswerOptions = {}): GeminiAnswer {
  const pieces = typeof text === 'string' ? [text] : text;
  const { finishReason = 'STOP' } = options;
  return events(
    pieces.map((piece, at) =>
      responseOf([{ text: piece }], at === pieces.length - 1 ? finishReason : undefined),
    ),
    options,
  );
}

/** Calls of functions, all in one turn. */
export function calls(
  ...wanted: { name: string; args?: Record<string, unknown>; id?: string }[]
): GeminiAnswer {
  return events([
    responseOf(
      wanted.map((functionCall) => ({ functionCall })),
      'STOP',
    ),
  ]);
}

/** Any parts in one event. */
export function gives(parts: readonly GeminiPart[], finishReason = 'STOP'): GeminiAnswer {
  return events([responseOf(parts, finishReason)]);
}

/** These responses as they are: as a stream where a stream was asked for, else merged into one. */
export function events(
  responses: readonly Record<string, unknown>[],
  { pauseMs = 0, pieceBytes }: AnswerOptions = {},
): GeminiAnswer {
  return async (request, response) => {
    if (!request.isStream) {
      json(response, 200, merged(responses));
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const [at, each] of responses.entries()) {
      if (at > 0 && pauseMs > 0) await pause(pauseMs);
      if (response.destroyed) return;
      const bytes = Buffer.from(`data: ${JSON.stringify(each)}\r\n\r\n`);
      for (let from = 0; from < bytes.length; from += pieceBytes ?? bytes.length) {
        response.write(bytes.subarray(from, from + (pieceBytes ?? bytes.length)));
        // Each write gets its own packet.
        if (pieceBytes !== undefined) await new Promise((resolve) => setImmediate(resolve));
      }
    }
    response.end();
  };
}

/** An error as Google's API says it. */
export function fails(status: number, code: string, message: string, details: unknown[] = []): GeminiAnswer {
  return (_request, response) =>
    json(response, status, { error: { code: status, message, status: code, details } });
}

/** 400: the key is none. */
export const wrongKey: GeminiAnswer = fails(
  400,
  'INVALID_ARGUMENT',
  'API key not valid. Please pass a valid API key.',
  [
    {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason: 'API_KEY_INVALID',
      domain: 'googleapis.com',
    },
  ],
);

/** 403 that names the key in its words, as Google's does. */
export const suspendedKey: GeminiAnswer = (request, response) =>
  fails(
    403,
    'PERMISSION_DENIED',
    `Permission denied: Consumer 'api_key:${request.headers['x-goog-api-key']}' has been suspended.`,
    [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'CONSUMER_SUSPENDED' }],
  )(request, response);

/** 403: the key may not use this model. */
export const modelDenied: GeminiAnswer = fails(
  403,
  'PERMISSION_DENIED',
  'Your API key does not have permission to use this model.',
);

/** 404: there is no such model for this key. */
export const modelMissing: GeminiAnswer = fails(
  404,
  'NOT_FOUND',
  'models/x is not found for API version v1beta.',
);

/** 429, to be tried again after some seconds. */
export function overQuota(seconds: number): GeminiAnswer {
  return fails(429, 'RESOURCE_EXHAUSTED', 'You exceeded your current quota.', [
    { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${seconds}s` },
  ]);
}

/** 500. */
export const broken: GeminiAnswer = fails(500, 'INTERNAL', 'An internal error has occurred.');

/** 503. */
export const overloaded: GeminiAnswer = fails(503, 'UNAVAILABLE', 'The model is overloaded.');

/** The question itself is refused. */
export const blockedPrompt: GeminiAnswer = events([
  {
    promptFeedback: { blockReason: 'SAFETY' },
    usageMetadata: { promptTokenCount: 100, totalTokenCount: 100 },
  },
]);

/** The answer is stopped after some text. */
export function blockedAnswer(text: string): GeminiAnswer {
  return events([responseOf([{ text }]), responseOf([], 'SAFETY')]);
}

/** Some text, then the connection breaks: between two events, or inside of one. */
export function cutOff(text: string, where: 'between' | 'inside' | 'clean'): GeminiAnswer {
  return async (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(`data: ${JSON.stringify(responseOf([{ text }]))}\r\n\r\n`);
    if (where === 'inside') response.write('data: {"candidates": [{"content": {"par');
    await pause(20);
    if (where === 'clean') response.end();
    else response.destroy();
  };
}

/** An error in the middle of a stream, as an event. */
export function failsAfter(text: string, status: number, code: string): GeminiAnswer {
  return events([
    responseOf([{ text }]),
    { error: { code: status, message: 'Failed on the way.', status: code } },
  ]);
}

/** Some text, then nothing until the client goes away. */
export function hangs(text = ''): GeminiAnswer {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    if (text !== '') response.write(`data: ${JSON.stringify(responseOf([{ text }]))}\r\n\r\n`);
  };
}

/** Bytes that are no answer of Gemini at all. */
export function raw(status: number, type: string, body: string): GeminiAnswer {
  return (_request, response) => void response.writeHead(status, { 'content-type': type }).end(body);
}

function merged(responses: readonly Record<string, unknown>[]): Record<string, unknown> {
  const all = responses as { candidates?: { content?: { parts?: GeminiPart[] } }[] }[];
  const last = all.at(-1) ?? {};
  const parts = all.flatMap((each) => each.candidates?.[0]?.content?.parts ?? []);
  return last.candidates === undefined
    ? last
    : { ...last, candidates: [{ ...last.candidates[0], content: { role: 'model', parts } }] };
}

function json(response: http.ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' }).end(JSON.stringify(body));
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
