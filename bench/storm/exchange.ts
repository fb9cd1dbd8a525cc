import { type Agent, type IncomingMessage, type ServerResponse, request as send } from 'node:http';

/** What the server answered. */
export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** What a browser needs to let the page see an answer of our own. */
const CORS = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'retry-after' };

/** One request of a client and what is done with it. */
export class Exchange {
  readonly method: string;
  readonly path: string;
  readonly body: Buffer;
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #target: URL;
  readonly #agent: Agent;

  constructor(request: IncomingMessage, response: ServerResponse, body: Buffer, target: URL, agent: Agent) {
    this.method = request.method ?? 'GET';
    this.path = request.url ?? '/';
    this.body = body;
    this.#request = request;
    this.#response = response;
    this.#target = target;
    this.#agent = agent;
  }

  /** Lets the server do it. Nothing is told to the client yet. */
  forward(): Promise<Answer> {
    const { hostname, port } = this.#target;
    const headers = { ...this.#request.headers, 'accept-encoding': 'identity', host: this.#target.host };
    return new Promise((resolve, reject) => {
      const options = { hostname, port, method: this.method, path: this.path, headers, agent: this.#agent };
      const upstream = send(options, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: Buffer.concat(parts) }),
        );
      });
      upstream.on('error', reject);
      upstream.end(this.body);
    });
  }

  /** Hands the server's answer on. */
  pass({ status, headers, body }: Answer): void {
    const { connection: _connection, 'transfer-encoding': _encoding, ...kept } = headers;
    this.#response.writeHead(status, { ...kept, 'content-length': body.length }).end(body);
  }

  /** Begins with the server's answer and hangs up in the middle of it. */
  passHalf({ status, headers, body }: Answer): void {
    const { connection: _connection, 'transfer-encoding': _encoding, ...kept } = headers;
    this.#response.writeHead(status, { ...kept, 'content-length': body.length });
    this.#response.write(body.subarray(0, Math.floor(body.length / 2)), () => this.hangUp());
  }

  /** An answer in the server's place, in the form that PostgREST gives its errors. */
  fail(status: number, code: string, message: string, headers: Record<string, string> = {}): void {
    this.#response
      .writeHead(status, { ...CORS, 'content-type': 'application/json', ...headers })
      .end(JSON.stringify({ code, message, hint: null, details: null }));
  }

  /** What a gateway shows when it finds nobody behind it. The browser does not let the page see it. */
  failWithPage(status: number): void {
    this.#response
      .writeHead(status, { 'content-type': 'text/html' })
      .end('<html><h1>Bad gateway</h1></html>');
  }

  hangUp(): void {
    this.#request.socket.destroy();
  }
}
