import type { Claims } from '../auth/access-token.ts';
import type { Rights } from './authorize.ts';

/** One joined channel of one socket. */
export interface Channel {
  /** With the `realtime:` in front, as the client writes it. */
  readonly wireTopic: string;
  /** Without it, as policies see it. */
  readonly topic: string;
  readonly joinRef: string | null;
  readonly config: ChannelConfig;
  readonly presenceKey: string;
  claims: Claims;
  rights: Rights;
  /** Fires when the access token ends. */
  expiry: NodeJS.Timeout | undefined;
}

/** What a client asks for in `phx_join`. */
export interface ChannelConfig {
  readonly private: boolean;
  readonly broadcast: { readonly ack: boolean; readonly self: boolean };
  readonly presence: { readonly enabled: boolean; readonly key: string };
}

/** Reads the join payload; whatever is missing or of the wrong kind is "no". */
export function readJoin(payload: unknown): { config: ChannelConfig; token: string | undefined } {
  const join = record(payload);
  const config = record(join.config);
  const broadcast = record(config.broadcast);
  const presence = record(config.presence);
  return {
    token: typeof join.access_token === 'string' ? join.access_token : undefined,
    config: {
      private: config.private === true,
      broadcast: { ack: broadcast.ack === true, self: broadcast.self === true },
      presence: {
        enabled: presence.enabled === true,
        key: typeof presence.key === 'string' ? presence.key : '',
      },
    },
  };
}

/** Any value as an object with unknown fields. */
export function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
