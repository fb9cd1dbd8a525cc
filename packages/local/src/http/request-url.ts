import type { IncomingMessage } from 'node:http';

/**
 * The URL that a client asks for; only its path and query mean anything.
 *
 * @returns null for what is no URL, such as `//`: anybody can write that, so it must be an answer and never an error
 */
export function requestUrl(request: IncomingMessage): URL | null {
  return URL.parse(request.url ?? '/', 'http://localhost');
}
