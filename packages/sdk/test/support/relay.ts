import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that came through. */
export interface RelayedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** Bytes of its body that came through so far. */
  bodyBytes: number;
}

/** What to do with a request instead of relaying it whole. */
export interface Disturbance {
  answer?: { status: number; body?: string; headers?: Record<string, string> };
  /** Cut the line off after so many bytes of the body. */
  cutAfter?: number;
  /** Let it reach the server, and lose the answer. */
  loseAnswer?: true;
  /** Neither let it through nor answer. */
  hold?: true;
}

/** An HTTP relay in front of a server, which remembers what came through and can disturb it. */
export interface Relay {
  readonly url: string;
  readonly requests: RelayedRequest[];
  /** Asked for each request; undefined lets it through. */
  disturb: (request: RelayedRequest) => Disturbance | undefined;
  close(): Promise<void>;
}

export async function startRelay(target: string): Promise<Relay> {
  const { hostname, port } = new URL(target);
  const requests: RelayedRequest[] = [];
  const relay = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const seen: RelayedRequest = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      headers: incoming.headers,
      bodyBytes: 0,
    };
    requests.push(seen);
    const { answer, cutAfter = Number.POSITIVE_INFINITY, loseAnswer, hold } = self.disturb(seen) ?? {};
    incoming.on('data', (chunk: Buffer) => {
      seen.bodyBytes += chunk.length;
    });
    if (hold) return;
    if (answer) {
      const { status, body = '', headers = {} } = answer;
      incoming.on('end', () => outgoing.writeHead(status, headers).end(body));
      return;
    }
    const onward = request(
      { hostname, port, method: seen.method, path: seen.path, headers: incoming.headers },
      (response) => {
        if (loseAnswer) {
          response.resume().on('end', () => incoming.socket.destroy());
          return;
        }
        outgoing.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(outgoing);
      },
    );
    onward.on('error', () => incoming.socket.destroy());
    incoming.on('error', () => onward.destroy());
    incoming.on('close', () => {
      if (!incoming.complete) onward.destroy();
    });
    incoming.on('data', (chunk: Buffer) => {
      onward.write(chunk);
      if (seen.bodyBytes >= cutAfter) incoming.socket.destroy();
    });
    incoming.on('end', () => onward.end());
  };
  const server = createServer(relay);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const self: Relay = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    disturb: () => undefined,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return self;
}

/** Bytes of files that went to the server. */
export function uploadedBytes({ requests }: Pick<Relay, 'requests'>): number {
  const parts = requests.filter(({ method }) => method === 'PATCH');
  return parts.reduce((sum, { bodyBytes }) => sum + bodyBytes, 0);
}
