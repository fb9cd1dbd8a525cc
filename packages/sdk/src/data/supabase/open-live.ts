import type { ServerAddress } from './client.ts';
import { LiveChannel, type LiveChannelParts } from './live-channel.ts';
import { createRealtime } from './realtime-client.ts';
import { createTimedSocket } from './timed-socket.ts';

/** The live channel with its own client and socket. Nothing is opened before it is started. */
export function openLive(server: ServerAddress, parts: Omit<LiveChannelParts, 'realtime'>): LiveChannel {
  const transport = createTimedSocket({
    opened: () => parts.tracker.answered(),
    refused: () => parts.tracker.failed(),
  });
  const live: LiveChannel = new LiveChannel({
    ...parts,
    realtime: createRealtime(server, transport, (status) => live.heartbeat(status)),
  });
  return live;
}
