import type { Context } from './deps.ts';

/**
 * Where the request comes from, as the nearest proxy saw it; null when nobody says. The last entry of the list is that
 * proxy's own, the ones before it are what the client claims. Behind several proxies the operator names the header that the
 * outermost one sets (`NEXUS_CLIENT_ADDRESS_HEADER`, for example `cf-connecting-ip`).
 */
export function clientAddress(request: Request, context: Context): string | null {
  const name = context.env('NEXUS_CLIENT_ADDRESS_HEADER') ?? 'x-forwarded-for';
  return request.headers.get(name)?.split(',').at(-1)?.trim() || null;
}
