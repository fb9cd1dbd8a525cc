import type { RealtimeChannel, SupabaseClient } from '@supabase/supabase-js';
import { until } from './test-stack.ts';

/** A channel that remembers what it heard. */
export interface Listener {
  readonly channel: RealtimeChannel;
  readonly heard: { event: string; payload: Record<string, unknown> }[];
  /** `SUBSCRIBED`, or `CHANNEL_ERROR: why`, in order. */
  readonly states: string[];
  /** Resolves with the first state that starts so, from now on or already told. */
  state(start: string, after?: number): Promise<string>;
  /** Resolves with the first message of an event after the first `skip`. */
  message(event: string, skip?: number): Promise<Record<string, unknown>>;
}

/** Joins a channel. Private unless told otherwise, as everything in Nexus. */
export function listenTo(
  client: SupabaseClient,
  topic: string,
  config: { private?: boolean; broadcast?: { ack?: boolean; self?: boolean } } = {},
): Listener {
  const heard: Listener['heard'] = [];
  const states: string[] = [];
  const channel = client.channel(topic, { config: { private: true, ...config } });
  channel.on('broadcast', { event: '*' }, ({ event, payload }) => heard.push({ event, payload }));
  channel.subscribe((state, error) => states.push(error ? `${state}: ${error.message}` : state));
  return {
    channel,
    heard,
    states,
    state: (start, after = 0) => until(() => states.slice(after).find((state) => state.startsWith(start))),
    message: async (event, skip = 0) => {
      const found = await until(() => heard.filter((message) => message.event === event)[skip]);
      return found.payload;
    },
  };
}
