import { createServer, type Server } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** An HTTP relay in front of a server, whose answers can get lost. */
export class Relay {
  readonly #target: string;
  readonly #port: number;
  #server: Server | null = null;
  #loses: string | null = null;
  #onLost: () => void = () => {};

  constructor(target: string, port: number) {
    this.#target = target;
    this.#port = port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async open(): Promise<void> {
    const server = createServer(async (request, response) => {
      try {
        const { method = 'GET', url = '/', headers } = request;
        const body = method === 'GET' ? undefined : await buffer(request);
        const sent = Object.entries(headers).filter(
          ([name]) => !/^(?:host|connection|content-length)$/.test(name),
        );
        const answer = await fetch(this.#target + url, {
          method,
          headers: sent as [string, string][],
          ...(body && { body }),
        });
        const content = Buffer.from(await answer.arrayBuffer());
        if (this.#loses !== null && url.includes(this.#loses)) {
          this.#onLost();
          return;
        }
        response.writeHead(answer.status, {
          'content-type': answer.headers.get('content-type') ?? 'text/plain',
        });
        response.end(content);
      } catch {
        response.destroy();
      }
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
  }

  /** The server cannot be reached any more. */
  async cut(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    const closed = new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
    server?.closeAllConnections();
    await closed;
  }

  /** From now on the server does what such requests ask, but its answers never arrive; `onLost` hears of each. */
  lose(path: string, onLost: () => void): void {
    this.#loses = path;
    this.#onLost = onLost;
  }

  /** Answers arrive again. */
  restore(): void {
    this.#loses = null;
  }
}
