import type { SessionStorage } from '../../nexus.ts';
import { OwnSession } from './own-session.ts';
import type { AuthServer } from './refresh-session.ts';
import { defaultSessionStorage, SessionStore } from './session-store.ts';

/** The session of one's own sign-in, and where it is kept. */
export interface OwnSessionParts {
  store: SessionStore;
  session: OwnSession;
}

/** @param storage default the browser's localStorage, in Node memory */
export function openOwnSession(
  server: AuthServer,
  storage: SessionStorage | undefined,
  key: string,
): OwnSessionParts {
  const store = new SessionStore(storage ?? defaultSessionStorage(), key);
  return { store, session: new OwnSession(server, store) };
}
