import type { Context } from 'hono';
import { AuthError } from './auth-error.ts';

/** Fields of a JSON body. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * The JSON object of a body. None at all is an empty one, where that may be.
 *
 * @throws AuthError 400 `bad_json`
 */
export async function readJson(context: Context, ifEmpty: 'refuse' | 'empty' = 'refuse'): Promise<Fields> {
  const text = await context.req.text();
  if (text === '' && ifEmpty === 'empty') return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  } catch {
    // Told below.
  }
  throw new AuthError(400, 'bad_json', 'Could not parse request body as JSON: expected an object');
}

/** A text field; missing, null and empty are the same to Auth. */
export function textOf(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return value;
  throw new AuthError(400, 'bad_json', `Could not parse request body as JSON: ${name} is a string`);
}

/** A field that is an object. */
export function objectOf(fields: Fields, name: string): Fields | undefined {
  const value = fields[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'object' && !Array.isArray(value)) return value as Fields;
  throw new AuthError(400, 'bad_json', `Could not parse request body as JSON: ${name} is an object`);
}
