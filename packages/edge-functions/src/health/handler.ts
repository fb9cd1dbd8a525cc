import type { DependencyHealth, HealthResponse } from '../contract/index.ts';
import type { Context, Handler } from '../internal/deps.ts';
import { json } from '../internal/respond.ts';

const TIMEOUT_MS = 2_000;

/** Tells monitoring whether the functions run and reach what they lean on. Needs no sign-in and tells nothing of tenants. */
export const health: Handler = async (_request, context) => {
  const auth = await probe('/auth/v1/health', context);
  const body: HealthResponse = {
    status: auth.reachable ? 'ok' : 'degraded',
    runtime: context.runtime,
    auth,
    requestId: context.requestId,
  };
  return json(context, auth.reachable ? 200 : 503, body);
};

async function probe(path: string, context: Context): Promise<DependencyHealth> {
  const url = context.env('SUPABASE_URL');
  if (url === undefined) return { reachable: false, latencyMs: null };
  const began = context.now();
  try {
    const response = await context.fetch(new URL(path, url), {
      headers: { apikey: context.env('SUPABASE_ANON_KEY') ?? '', 'x-request-id': context.requestId },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    if (!response.ok) return { reachable: false, latencyMs: null };
    return { reachable: true, latencyMs: Math.round(context.now() - began) };
  } catch {
    return { reachable: false, latencyMs: null };
  }
}
