import * as v from 'valibot';
import { Refusal } from './refusal.ts';

/** More than any request of a person needs; a function that takes more says so. */
const MOST_BYTES = 256 * 1024;

/**
 * The request's JSON body, checked. Nothing of a body is ever told back or logged: the answer names where the mistake is.
 *
 * @throws Refusal 415 `media_type_refused`, 413 `body_too_large`, 400 `validation_failed`
 */
export async function readBody<Output>(
  request: Request,
  schema: v.GenericSchema<unknown, Output>,
  mostBytes: number = MOST_BYTES,
): Promise<Output> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    throw new Refusal(415, {
      code: 'media_type_refused',
      message: 'The body is not application/json.',
      hint: 'Send JSON with content-type: application/json.',
    });
  }
  const parsed = v.safeParse(schema, parseJson(await readText(request, mostBytes).catch(unreadable)));
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const path = v.getDotPath(issue) ?? '';
  throw new Refusal(400, {
    code: 'validation_failed',
    message: path === '' ? 'The body has the wrong form.' : `"${path}" cannot be taken.`,
    hint: `Expected ${issue.expected ?? issue.requirement ?? 'something else'}.`,
    details: { path },
  });
}

/** Stops reading as soon as it is too much, whatever the length header promised, and however small it was packed. */
async function readText(request: Request, mostBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  for await (const chunk of unpacked(request)) {
    size += chunk.byteLength;
    if (size > mostBytes) {
      throw new Refusal(413, {
        code: 'body_too_large',
        message: `The body is larger than ${mostBytes} bytes.`,
        hint: 'Send less at once.',
        details: { limit: mostBytes },
      });
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** The body as bytes, unpacked where it came packed. @throws Refusal 415 `media_type_refused` for another packing */
function unpacked(request: Request): AsyncIterable<Uint8Array> | Iterable<Uint8Array> {
  const packing = request.headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
  if (request.body === null) return [];
  if (packing === 'identity') return request.body;
  if (packing === 'gzip') return request.body.pipeThrough(new DecompressionStream('gzip'));
  throw new Refusal(415, {
    code: 'media_type_refused',
    message: 'The content-encoding of the body is not understood.',
    hint: 'Send it as it is, or with content-encoding: gzip.',
  });
}

/** What was packed wrongly, or broke off. */
function unreadable(error: unknown): never {
  if (error instanceof Refusal) throw error;
  throw new Refusal(400, {
    code: 'validation_failed',
    message: 'The body could not be read to its end.',
    hint: 'Send it again, whole, and packed as content-encoding says.',
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, {
      code: 'validation_failed',
      message: 'The body is no JSON.',
      hint: 'Send one JSON object.',
    });
  }
}
