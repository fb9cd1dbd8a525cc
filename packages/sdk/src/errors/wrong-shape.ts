import { NexusError } from './nexus-error.ts';

/** For an answer that arrived but does not look as agreed: an old or foreign server. */
export function wrongShape(what: string, detail: string): NexusError {
  return new NexusError('server_error', `Could not understand the server's answer for ${what}: ${detail}.`, {
    hint: 'Server and SDK may be of different versions: apply the migrations, or update @nexus-mfg/sdk.',
  });
}
