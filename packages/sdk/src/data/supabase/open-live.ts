import { channelOpener } from './channel-socket.ts';
import { LiveChannel, type LiveChannelParts } from './live-channel.ts';
import type { ServerAddress } from './rest.ts';
import { createTimedSocket } from './timed-socket.ts';

/** The live channel with sockets of its own. Nothing is opened before it is started. */
export function openLive(server: ServerAddress, parts: Omit<LiveChannelParts, 'connect'>): LiveChannel {
  const Socket = createTimedSocket({
    opened: () => parts.tracker.answered(),
    refused: () => parts.tracker.failed(),
  });
  return new LiveChannel({ ...parts, connect: channelOpener(server, Socket) });
}
