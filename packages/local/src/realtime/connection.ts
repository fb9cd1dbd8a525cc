import type { WebSocket } from 'ws';
import { type Claims, TokenError, verifyToken } from '../auth/access-token.ts';
import type { Keys } from '../auth/keys.ts';
import { type Channel, readJoin, record } from './channel.ts';
import { decodeFrame, encodeFrame, type Frame, type ProtocolVersion } from './frames.ts';
import type { Hub, Subscriber } from './hub.ts';
import { LIMITS } from './limits.ts';

/** What a connection is served with. */
export interface ConnectionContext {
  readonly hub: Hub;
  readonly keys: Keys;
  readonly version: ProtocolVersion;
  /** The token of the connection's URL or its API key; a join may bring a newer one. */
  readonly token: string;
  readonly failed: (error: unknown) => void;
}

const PREFIX = 'realtime:';

/** Serves one WebSocket until it closes. Frames of one socket are handled one after the other, as Phoenix does. */
export function serveConnection(socket: WebSocket, context: ConnectionContext): void {
  const { hub, keys, version } = context;
  const channels = new Map<string, Channel>();
  let queue: Promise<void> = Promise.resolve();
  let queued = 0;

  const send = (frame: Frame): void => {
    if (socket.readyState !== socket.OPEN) return;
    const data = encodeFrame(frame, version);
    if (Buffer.byteLength(data) > LIMITS.messageBytes) {
      context.failed(new Error(`A message on ${frame.topic} is larger than ${LIMITS.messageBytes} bytes`));
    } else if (socket.bufferedAmount > LIMITS.bufferedBytes) {
      // A client that does not read would otherwise fill our memory. It reconnects, and fetches what it missed.
      socket.terminate();
    } else {
      socket.send(data);
    }
  };
  const subscriber: Subscriber = {
    push: (channel, event, payload) =>
      send({ joinRef: null, ref: null, topic: channel.wireTopic, event, payload }),
  };
  const reply = (frame: Frame, status: 'ok' | 'error', response: unknown): void =>
    send({ ...frame, event: 'phx_reply', payload: { status, response } });

  const leave = (channel: Channel): void => {
    clearTimeout(channel.expiry);
    channels.delete(channel.wireTopic);
    hub.unsubscribe(channel);
  };

  /** Ends a channel whose rights are gone: first why, then the close, as hosted Realtime does. */
  const end = (channel: Channel, message: string): void => {
    leave(channel);
    const { wireTopic: topic, joinRef } = channel;
    const why = { status: 'error', extension: 'system', channel: channel.topic, message };
    send({ joinRef, ref: null, topic, event: 'system', payload: why });
    send({ joinRef, ref: joinRef, topic, event: 'phx_close', payload: {} });
  };

  const watchExpiry = (channel: Channel): void => {
    clearTimeout(channel.expiry);
    if (channel.claims.exp === undefined) return;
    const left = channel.claims.exp * 1000 - Date.now();
    channel.expiry = setTimeout(
      () => end(channel, 'Token has expired'),
      Math.min(Math.max(left, 0), 2 ** 31 - 1),
    );
    channel.expiry.unref();
  };

  const join = async (frame: Frame): Promise<void> => {
    const before = channels.get(frame.topic);
    if (before) {
      leave(before);
      send({ ...frame, joinRef: before.joinRef, ref: before.joinRef, event: 'phx_close', payload: {} });
    }
    const topic = frame.topic.slice(PREFIX.length);
    if (!frame.topic.startsWith(PREFIX) || topic === '' || topic.length > LIMITS.topicLength) {
      return reply(frame, 'error', { reason: 'TopicNameRequired: You must provide a topic name' });
    }
    if (channels.size >= LIMITS.channels) {
      return reply(frame, 'error', { reason: 'ChannelRateLimitReached: Too many channels' });
    }
    const { config, token } = readJoin(frame.payload);
    if (!config.private) {
      return reply(frame, 'error', { reason: 'PrivateOnly: This project only allows private channels' });
    }
    const claims = readToken(token ?? context.token, keys);
    if (claims instanceof TokenError) {
      return reply(frame, 'error', { reason: `InvalidJWTToken: ${claims.message}` });
    }
    const rights = await hub.authorize(topic, claims);
    if (!rights.read) return reply(frame, 'error', { reason: noRights(topic) });
    // The socket may have closed while the database thought; then nobody would ever leave.
    if (socket.readyState !== socket.OPEN) return;

    const presenceKey = config.presence.key || crypto.randomUUID();
    const { joinRef } = frame;
    const channel: Channel = {
      wireTopic: frame.topic,
      topic,
      joinRef,
      config,
      presenceKey,
      claims,
      rights,
      expiry: undefined,
    };
    channels.set(frame.topic, channel);
    hub.subscribe(subscriber, channel);
    watchExpiry(channel);
    reply(frame, 'ok', { postgres_changes: [] });
    if (config.presence.enabled && rights.readPresence) {
      subscriber.push(channel, 'presence_state', hub.presence.state(topic));
    }
  };

  /** A newer token: the rights are asked anew, so that a removed member is out. */
  const renew = async (channel: Channel, payload: unknown): Promise<void> => {
    const { access_token: token } = record(payload);
    if (typeof token !== 'string') return;
    const claims = readToken(token, keys);
    if (claims instanceof TokenError) return end(channel, claims.message);
    const rights = await hub.authorize(channel.topic, claims);
    if (channels.get(channel.wireTopic) !== channel) return;
    if (!rights.read) return end(channel, noRights(channel.topic));
    Object.assign(channel, { claims, rights });
    watchExpiry(channel);
  };

  const broadcast = (channel: Channel, frame: Frame): void => {
    const { event, payload } = record(frame.payload);
    if (!channel.rights.write || typeof event !== 'string') {
      if (channel.config.broadcast.ack)
        reply(frame, 'error', { reason: 'Unauthorized: You may not write here' });
      return;
    }
    const { ack, self } = channel.config.broadcast;
    hub.broadcast(channel.topic, { type: 'broadcast', event, payload }, self ? undefined : channel);
    if (ack) reply(frame, 'ok', {});
  };

  const present = (channel: Channel, frame: Frame): void => {
    const { event, payload } = record(frame.payload);
    if (!channel.rights.writePresence) {
      reply(frame, 'error', { reason: 'Unauthorized: You may not track here' });
      return;
    }
    const diff =
      event === 'track'
        ? hub.presence.track(channel.topic, channel, channel.presenceKey, record(payload))
        : hub.presence.untrack(channel.topic, channel);
    if (diff) hub.announcePresence(channel.topic, diff);
    reply(frame, 'ok', {});
  };

  const handle = async (frame: Frame): Promise<void> => {
    if (frame.topic === 'phoenix' && frame.event === 'heartbeat') return reply(frame, 'ok', {});
    if (frame.event === 'phx_join') return join(frame);
    const channel = channels.get(frame.topic);
    if (!channel) return reply(frame, 'error', { reason: 'unmatched topic' });
    // What was sent for an earlier join of the same topic is not for this one.
    if (frame.joinRef !== null && frame.joinRef !== channel.joinRef) return;
    if (frame.event === 'phx_leave') {
      leave(channel);
      reply(frame, 'ok', {});
      return send({ ...frame, ref: channel.joinRef, event: 'phx_close', payload: {} });
    }
    if (frame.event === 'access_token') return renew(channel, frame.payload);
    if (frame.event === 'broadcast') return broadcast(channel, frame);
    if (frame.event === 'presence') return present(channel, frame);
  };

  socket.on('message', (data, binary) => {
    const frame = decodeFrame(data as Buffer, binary);
    if (!frame) return socket.close(1003, 'not a Phoenix frame');
    queued += 1;
    if (queued > LIMITS.queuedFrames) return socket.close(1008, 'too many messages at once');
    queue = queue
      .then(() => handle(frame))
      .catch((error: unknown) => {
        context.failed(error);
        reply(frame, 'error', { reason: 'Internal error' });
      })
      .finally(() => {
        queued -= 1;
      });
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    for (const channel of channels.values()) leave(channel);
  });
}

function readToken(token: string, keys: Keys): Claims | TokenError {
  try {
    return verifyToken(token, keys);
  } catch (error) {
    if (error instanceof TokenError) return error;
    throw error;
  }
}

function noRights(topic: string): string {
  return `Unauthorized: You do not have permissions to read from this Channel topic: ${topic}`;
}
