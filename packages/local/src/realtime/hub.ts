import type { Claims } from '../auth/access-token.ts';
import type { Database } from '../engine/database.ts';
import { authorize, type Rights } from './authorize.ts';
import { followBroadcasts } from './broadcasts.ts';
import type { Channel } from './channel.ts';
import { createPresence, type PresenceDiff, type PresenceRegistry } from './presence.ts';

/** What the hub needs of a socket that has joined channels. */
export interface Subscriber {
  push(channel: Channel, event: string, payload: unknown): void;
}

/** Knows who listens to which topic, and brings messages to them. */
export interface Hub {
  readonly presence: PresenceRegistry;
  authorize(topic: string, claims: Claims): Promise<Rights>;
  subscribe(subscriber: Subscriber, channel: Channel): void;
  unsubscribe(channel: Channel): void;
  /** To everyone on the topic who may read; `except` is left out. */
  broadcast(topic: string, payload: BroadcastPayload, except?: Channel): void;
  announcePresence(topic: string, diff: PresenceDiff): void;
  close(): Promise<void>;
}

/** Payload of a `broadcast` frame. */
interface BroadcastPayload {
  readonly type: 'broadcast';
  readonly event: string;
  readonly payload: unknown;
  readonly meta?: { readonly id: string };
}

/**
 * Starts the hub and follows what the database sends.
 *
 * @param failed is told of errors that belong to no client
 */
export async function startHub(database: Database, failed: (error: unknown) => void): Promise<Hub> {
  const topics = new Map<string, Map<Channel, Subscriber>>();
  const presence = createPresence();

  const broadcast: Hub['broadcast'] = (topic, payload, except) => {
    for (const [channel, subscriber] of topics.get(topic) ?? []) {
      if (channel !== except && channel.rights.read) subscriber.push(channel, 'broadcast', payload);
    }
  };

  const stop = await followBroadcasts(
    database,
    (message) => {
      // There are private channels only, so a message that is not private has nobody who may hear it.
      if (!message.private) return;
      const { id, event, payload } = message;
      broadcast(message.topic, { type: 'broadcast', event, payload, meta: { id } });
    },
    failed,
  );

  return {
    presence,
    broadcast,
    authorize: (topic, claims) => authorize(database, topic, claims),
    subscribe: (subscriber, channel) => {
      const channels = topics.get(channel.topic) ?? new Map<Channel, Subscriber>();
      topics.set(channel.topic, channels.set(channel, subscriber));
    },
    unsubscribe: (channel) => {
      const channels = topics.get(channel.topic);
      channels?.delete(channel);
      if (channels?.size === 0) topics.delete(channel.topic);
      const diff = presence.untrack(channel.topic, channel);
      if (diff) announce(channel.topic, diff);
    },
    announcePresence: announce,
    close: stop,
  };

  function announce(topic: string, diff: PresenceDiff): void {
    for (const [channel, subscriber] of topics.get(topic) ?? []) {
      if (channel.config.presence.enabled && channel.rights.readPresence) {
        subscriber.push(channel, 'presence_diff', diff);
      }
    }
  }
}
