import { bearerOf } from './bearer.ts';
import type { Context } from './deps.ts';
import { Refusal } from './refusal.ts';

/** Lets only the operator's own jobs through: they hold the project's secret key. @throws Refusal 401 `not_signed_in` */
export async function requireServiceKey(request: Request, context: Context): Promise<void> {
  const key = context.env('SUPABASE_SERVICE_ROLE_KEY') ?? '';
  if (key !== '' && (await isSame(bearerOf(request), key))) return;
  throw new Refusal(401, {
    code: 'not_signed_in',
    message: 'This is for the jobs of the operator.',
    hint: 'Send authorization: Bearer <secret key of the project>.',
  });
}

/** Compared as digests, so that the time taken tells nothing of how much was right. */
async function isSame(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([digest(one), digest(other)]);
  return a.every((byte, at) => byte === b[at]);
}

async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}
