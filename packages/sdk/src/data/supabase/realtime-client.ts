import { RealtimeClient } from '@supabase/realtime-js';
import { backoffMs } from '../../util/backoff.ts';
import type { ServerAddress } from './client.ts';
import type { SocketConstructor } from './timed-socket.ts';

/** A dead network is found out within the interval plus {@link HEARTBEAT_REPLY_MS}. */
const HEARTBEAT_MS = 3_000;
/** A heartbeat that is not answered by then is overdue. */
export const HEARTBEAT_REPLY_MS = 2_000;

const FIRST_RECONNECT_MS = 300;
const MAX_RECONNECT_MS = 2_500;

/** The one place where a Realtime client is made. Tokens are handed to it by `setAuth`; it never asks for one. */
export function createRealtime(
  { url, publishableKey }: ServerAddress,
  transport: SocketConstructor,
  onHeartbeat: (status: string) => void,
): RealtimeClient {
  const client = new RealtimeClient(`${url.replace(/^http/, 'ws')}/realtime/v1`, {
    params: { apikey: publishableKey },
    transport,
    heartbeatIntervalMs: HEARTBEAT_MS,
    heartbeatCallback: onHeartbeat,
    reconnectAfterMs: (tries) => backoffMs(tries, FIRST_RECONNECT_MS, MAX_RECONNECT_MS),
    disconnectOnEmptyChannelsAfterMs: 0,
  });
  disconnectWithoutTimer(client);
  return client;
}

/**
 * The library's `disconnect` starts a 10 s timer and never clears it, which keeps a script alive long after it has
 * closed everything. The socket below it ends by itself within 3 s; where a later version hides that socket, the
 * library's own way stays.
 */
function disconnectWithoutTimer(client: RealtimeClient): void {
  const { socketAdapter } = client as unknown as {
    socketAdapter?: {
      getSocket?: () => { disconnect(done: () => void, code?: number, reason?: string): void };
    };
  };
  const socket = socketAdapter?.getSocket?.();
  if (!socket) return;
  client.disconnect = (code, reason) =>
    new Promise((resolve) => socket.disconnect(() => resolve('ok'), code, reason));
}
