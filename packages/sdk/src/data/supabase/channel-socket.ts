import type { ServerAddress } from './rest.ts';
import type { SocketConstructor } from './timed-socket.ts';

/** A dead network is found out within the interval plus {@link HEARTBEAT_REPLY_MS}. */
const HEARTBEAT_MS = 3_000;
/** A heartbeat that is not answered by then is overdue. */
export const HEARTBEAT_REPLY_MS = 2_000;

/** The one message that a socket is opened for. */
const JOIN_REF = '1';

/** How a channel came to its end: the server said no, the server closed it, or the socket is gone. */
export type ChannelEnd = 'refused' | 'closed' | 'lost';

/** Hears what happens on one channel. After `ended` nothing comes any more. */
export interface ChannelListener {
  joined(): void;
  message(event: string, payload: unknown): void;
  heartbeat(kind: 'sent' | 'answered'): void;
  ended(how: ChannelEnd): void;
}

/** One private channel on a socket of its own. */
export interface ChannelSocket {
  /** Hands over a newer token, for the join that is still to come or to the channel that stands. */
  authorise(token: string): void;
  /** Ends it at once; the listener hears nothing of it. */
  close(): void;
}

/** Opens a socket and joins one channel with a token. */
export type OpenChannel = (topic: string, token: string, listener: ChannelListener) => ChannelSocket;

interface Frame {
  topic?: unknown;
  event?: unknown;
  ref?: unknown;
  payload?: { status?: unknown; event?: unknown; payload?: unknown };
}

/**
 * Speaks Supabase Realtime's protocol, version 1.0.0: JSON messages of Phoenix channels
 * (https://supabase.com/docs/guides/realtime/protocol). Only what one private broadcast channel needs; connecting and
 * joining again belong to {@link LiveChannel}, which knows about tokens and waking.
 */
export function channelOpener(
  { url, publishableKey }: ServerAddress,
  Socket: SocketConstructor,
): OpenChannel {
  const query = new URLSearchParams({ apikey: publishableKey, vsn: '1.0.0' });
  const address = `${url.replace(/^http/, 'ws')}/realtime/v1/websocket?${query}`;
  return (topic, token, listener) => openChannel(new Socket(address), `realtime:${topic}`, token, listener);
}

function openChannel(
  socket: WebSocket,
  topic: string,
  firstToken: string,
  listener: ChannelListener,
): ChannelSocket {
  let token = firstToken;
  let isJoined = false;
  let hasEnded = false;
  let lastRef = Number(JOIN_REF);
  let unansweredBeat: string | undefined;
  let heart: ReturnType<typeof setInterval> | undefined;

  const send = (to: string, event: string, payload: object, ref: string): void =>
    socket.send(JSON.stringify({ topic: to, event, payload, ref, join_ref: JOIN_REF }));
  const nextRef = (): string => {
    lastRef += 1;
    return String(lastRef);
  };
  const close = (): void => {
    hasEnded = true;
    clearInterval(heart);
    socket.close();
  };
  const end = (how: ChannelEnd): void => {
    if (hasEnded) return;
    close();
    listener.ended(how);
  };
  const beat = (): void => {
    // A whole interval without an answer: the other side is gone, whatever the socket believes.
    if (unansweredBeat !== undefined) {
      end('lost');
      return;
    }
    unansweredBeat = nextRef();
    send('phoenix', 'heartbeat', {}, unansweredBeat);
    listener.heartbeat('sent');
  };
  const receive = ({ topic: from, event, ref, payload }: Frame): void => {
    if (from === 'phoenix') {
      if (ref !== unansweredBeat) return;
      unansweredBeat = undefined;
      listener.heartbeat('answered');
    } else if (from !== topic) return;
    else if (event === 'broadcast') listener.message(String(payload?.event), payload?.payload);
    else if (event === 'phx_reply' && ref === JOIN_REF && !isJoined) {
      isJoined = payload?.status === 'ok';
      if (isJoined) listener.joined();
      else end('refused');
    } else if (event === 'phx_close' || event === 'phx_error') end('closed');
  };

  socket.addEventListener('open', () => {
    if (hasEnded) return;
    const config = {
      private: true,
      broadcast: { ack: false, self: false },
      presence: { enabled: false, key: '' },
      postgres_changes: [],
    };
    send(topic, 'phx_join', { config, access_token: token }, JOIN_REF);
    heart = setInterval(beat, HEARTBEAT_MS);
  });
  socket.addEventListener('message', ({ data }) => {
    if (!hasEnded) receive(frameOf(data));
  });
  socket.addEventListener('close', () => end('lost'));

  return {
    authorise(newer) {
      token = newer;
      if (isJoined && !hasEnded) send(topic, 'access_token', { access_token: token }, nextRef());
    },
    close,
  };
}

/** What cannot be read is a message of nobody. */
function frameOf(data: unknown): Frame {
  try {
    const frame: unknown = JSON.parse(String(data));
    return typeof frame === 'object' && frame !== null ? frame : {};
  } catch {
    return {};
  }
}
