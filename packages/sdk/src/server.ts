/** For the host's own server, never for a page: it holds the tenant's embed secret. */
export {
  type EmbedSession,
  type EmbedSessionParams,
  type HostUser,
  requestEmbedSession,
} from './server/embed-session.ts';
