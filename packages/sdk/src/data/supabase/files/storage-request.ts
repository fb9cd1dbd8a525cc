import type { Answer } from '../requests.ts';
import type { ServiceParts } from '../service-parts.ts';
import { storageFailure } from './storage-failure.ts';

/** The path of an object in an address. */
export function objectPath(bucket: string, path: string): string {
  return [bucket, ...path.split('/')].map(encodeURIComponent).join('/');
}

/** Headers of whoever is signed in. */
export async function signedHeaders(
  { token, publishableKey }: ServiceParts,
  doing: string,
): Promise<Record<string, string>> {
  return { authorization: `Bearer ${await token(doing)}`, apikey: publishableKey };
}

/**
 * One request to Storage, answered as the database's client answers.
 *
 * @param path below `/storage/v1/`
 */
export async function storageRequest(
  parts: ServiceParts,
  doing: string,
  { method, path, body, signal }: { method: string; path: string; body: unknown; signal: AbortSignal },
): Promise<Answer> {
  const headers = { ...(await signedHeaders(parts, doing)), 'content-type': 'application/json' };
  try {
    const response = await parts.fetch(`${parts.url}/storage/v1/${path}`, {
      method,
      headers,
      body: JSON.stringify(body),
      signal,
    });
    if (response.ok) return { data: await response.json(), error: null, status: response.status };
    return { data: null, ...storageFailure(response.status, await response.text()) };
  } catch (error) {
    return { data: null, error, status: 0 };
  }
}
