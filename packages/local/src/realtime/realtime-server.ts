import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Keys } from '../auth/keys.ts';
import type { Database } from '../engine/database.ts';
import { requestUrl } from '../http/request-url.ts';
import { serveConnection } from './connection.ts';
import { type Hub, startHub } from './hub.ts';
import { LIMITS } from './limits.ts';

/** Realtime on an existing HTTP server. */
export interface RealtimeServer {
  readonly hub: Hub;
  /** Takes an `upgrade` of the HTTP server. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Drops every client, as a restart of the server does; clients come back by themselves. */
  dropClients(): void;
  close(): Promise<void>;
}

/** What Realtime needs. */
export interface RealtimeOptions {
  readonly database: Database;
  readonly keys: Keys;
  readonly failed: (error: unknown) => void;
}

/** Starts Realtime: `/realtime/v1/websocket`, in both protocol versions that realtime-js speaks. */
export async function startRealtime(options: RealtimeOptions): Promise<RealtimeServer> {
  const { database, keys, failed } = options;
  const hub = await startHub(database, failed);
  const server = new WebSocketServer({ noServer: true, maxPayload: LIMITS.messageBytes });
  const answered = new WeakSet<WebSocket>();

  const heartbeat = setInterval(() => {
    for (const client of server.clients) {
      if (!answered.delete(client)) client.terminate();
      else client.ping();
    }
  }, LIMITS.heartbeatMs);
  heartbeat.unref();

  return {
    hub,
    upgrade: (request, socket, head) => {
      const url = requestUrl(request);
      if (url === null) return refuse(socket, '400 Bad Request');
      const apiKey = url.searchParams.get('apikey') ?? header(request, 'apikey') ?? '';
      if (url.pathname !== '/realtime/v1/websocket') return refuse(socket, '404 Not Found');
      if (apiKey !== keys.publishableKey && apiKey !== keys.secretKey)
        return refuse(socket, '401 Unauthorized');
      const version = url.searchParams.get('vsn') === '2.0.0' ? '2.0.0' : '1.0.0';
      server.handleUpgrade(request, socket, head, (client) => {
        answered.add(client);
        client.on('pong', () => answered.add(client));
        serveConnection(client, { hub, keys, version, token: apiKey, failed });
      });
    },
    dropClients: () => {
      for (const client of server.clients) client.terminate();
    },
    close: async () => {
      clearInterval(heartbeat);
      for (const client of server.clients) client.terminate();
      server.close();
      await hub.close();
    },
  };
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function refuse(socket: Duplex, status: string): void {
  socket.on('error', () => undefined);
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
