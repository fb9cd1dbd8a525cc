import { NexusError } from '../errors/nexus-error.ts';

/** Code that is loaded when it is needed. @throws NexusError `network_unreachable` */
export function loadPart<T>(load: () => Promise<T>): Promise<T> {
  return load().catch((cause: unknown) => {
    throw new NexusError('network_unreachable', 'Could not load a part of the Nexus SDK.', {
      hint: 'Check the network and the page that serves the SDK; the call can be repeated as it is.',
      cause,
    });
  });
}
