import type { SupabaseClient } from '@supabase/supabase-js';
import type { Stack } from '../../src/index.ts';

/** What an upload says of itself when it begins. */
export interface Beginning {
  readonly bucket?: string;
  readonly key: string;
  readonly size: number | string;
  readonly type?: string | null;
  readonly said?: unknown;
  readonly headers?: Record<string, string>;
  /** Bytes that come with it. */
  readonly body?: string;
}

/** A client of the resumable endpoint that does exactly what it is told, unlike a library. */
export class ResumableClient {
  readonly #stack: Stack;
  readonly #token: string | null;

  constructor(stack: Stack, token: string | null) {
    this.#stack = stack;
    this.#token = token;
  }

  static async of(stack: Stack, client: SupabaseClient): Promise<ResumableClient> {
    return new ResumableClient(stack, (await client.auth.getSession()).data.session?.access_token ?? null);
  }

  begin({
    bucket = 'documents',
    key,
    size,
    type = 'text/plain',
    said,
    headers = {},
    body,
  }: Beginning): Promise<Response> {
    const metadata = {
      bucketName: bucket,
      objectName: key,
      ...(type !== null && { contentType: type }),
      cacheControl: '3600',
      ...(said !== undefined && { metadata: JSON.stringify(said) }),
    };
    const words = Object.entries(metadata).map(
      ([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`,
    );
    return this.send('POST', `${this.#stack.url}/storage/v1/upload/resumable`, {
      ...(body !== undefined && { body }),
      headers: { 'upload-length': String(size), 'upload-metadata': words.join(','), ...headers },
    });
  }

  /** Begins an upload that is taken, and returns its address. */
  async begun(beginning: Beginning): Promise<string> {
    const response = await this.begin(beginning);
    const url = response.headers.get('location');
    if (response.status !== 201 || !url) throw new Error(`${response.status}: ${await response.text()}`);
    return url;
  }

  part(url: string, offset: number, body: string | Uint8Array<ArrayBuffer>): Promise<Response> {
    return this.send('PATCH', url, {
      body,
      headers: { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    });
  }

  /** How many bytes the server has, or why it does not say. */
  async offset(url: string): Promise<string> {
    const response = await this.send('HEAD', url);
    return response.status === 200
      ? `${response.headers.get('upload-offset')} of ${response.headers.get('upload-length')}`
      : String(response.status);
  }

  async remove(url: string): Promise<number> {
    return (await this.send('DELETE', url)).status;
  }

  send(
    method: string,
    url: string,
    init: RequestInit & { headers?: Record<string, string> } = {},
  ): Promise<Response> {
    const who = this.#token === null ? {} : { authorization: `Bearer ${this.#token}` };
    return fetch(url, { method, ...init, headers: { 'tus-resumable': '1.0.0', ...who, ...init.headers } });
  }
}
