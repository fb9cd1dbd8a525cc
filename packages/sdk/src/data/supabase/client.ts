import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import type { SessionStorage } from '../../nexus.ts';
import { backoffMs } from '../../util/backoff.ts';
import type { Database } from './database.types.ts';
import type { SocketConstructor } from './timed-socket.ts';

/** A dead network is found out within the interval plus {@link HEARTBEAT_REPLY_MS}. */
const HEARTBEAT_MS = 3_000;
/** A heartbeat that is not answered by then is overdue. */
export const HEARTBEAT_REPLY_MS = 2_000;

const FIRST_RECONNECT_MS = 300;
const MAX_RECONNECT_MS = 2_500;

/** The client with the types that are generated from the migrations: a changed column or call does not compile. */
export type NexusSupabase = SupabaseClient<Database>;

/** What the client is made from. */
export interface ClientParts {
  url: string;
  publishableKey: string;
  storage: SessionStorage;
  storageKey: string;
  fetch: typeof fetch;
  transport: SocketConstructor;
  onHeartbeat: (status: string) => void;
}

/** The one place where a supabase-js client is made. */
export function createSupabase(parts: ClientParts): NexusSupabase {
  const client = createClient<Database>(parts.url, parts.publishableKey, {
    auth: {
      storage: parts.storage,
      storageKey: parts.storageKey,
      persistSession: true,
      autoRefreshToken: true,
      // The address bar belongs to the host page: a token in it is not ours to take.
      detectSessionInUrl: false,
    },
    // The query cache decides about retries; twice would multiply them.
    db: { retry: false },
    global: { fetch: parts.fetch },
    realtime: {
      transport: parts.transport,
      heartbeatIntervalMs: HEARTBEAT_MS,
      heartbeatCallback: parts.onHeartbeat,
      reconnectAfterMs: (tries) => backoffMs(tries, FIRST_RECONNECT_MS, MAX_RECONNECT_MS),
      disconnectOnEmptyChannelsAfterMs: 0,
    },
  });
  disconnectWithoutTimer(client);
  return client;
}

/**
 * The library's `disconnect` starts a 10 s timer and never clears it, which keeps a script alive long after it has
 * closed everything. The socket below it ends by itself within 3 s; where a later version hides that socket, the
 * library's own way stays.
 */
function disconnectWithoutTimer(client: NexusSupabase): void {
  const { socketAdapter } = client.realtime as unknown as {
    socketAdapter?: {
      getSocket?: () => { disconnect(done: () => void, code?: number, reason?: string): void };
    };
  };
  const socket = socketAdapter?.getSocket?.();
  if (!socket) return;
  client.realtime.disconnect = (code, reason) =>
    new Promise((resolve) => socket.disconnect(() => resolve('ok'), code, reason));
}
