import type { SessionStorage } from '../../nexus.ts';
import type { GetSession, Session, SignInParams } from '../../types/index.ts';
import { deferred } from '../../util/deferred.ts';
import { loadPart } from '../../util/load-part.ts';
import type { CallOptions } from '../call-options.ts';
import type { SignInService } from '../services/sign-in-service.ts';
import { LazySession } from './lazy-session.ts';
import type { OwnSessionParts } from './open-own-session.ts';
import type { AuthServer } from './refresh-session.ts';
import type { Requests } from './requests.ts';
import type { Rest } from './rest.ts';
import { claimSessionKey } from './session-key.ts';
import type { SessionSource } from './session-source.ts';
import type { OwnSignIns } from './sign-ins.ts';

/** Who signs people in. */
export interface SessionOptions {
  /** Where the session of one's own sign-in is kept; default the browser's localStorage, in Node memory. */
  sessionStorage?: SessionStorage;
  /** The host's own sign-in: gives the session of the user that is signed in there. Turns own sign-in off. */
  getSession?: GetSession;
}

/** The session of one instance, and the ways to begin it. */
export interface OpenSession {
  source: SessionSource;
  signIns: SignInService;
  signIn(params: SignInParams, options: CallOptions): Promise<Session>;
  close(): Promise<void>;
}

/** Opens the host's session where there is a callback for it, else one's own. @param database for invitations */
export function openSession(
  { getSession, sessionStorage }: SessionOptions,
  server: AuthServer,
  database: () => { rest: Rest; requests: Requests },
): OpenSession {
  if (getSession) {
    const source = new LazySession(
      async () => new (await import('./host-session.ts')).HostSession(getSession),
    );
    const load = (): Promise<typeof import('./host-sign-ins.ts')> => import('./host-sign-ins.ts');
    return {
      source,
      signIns: deferred(async () => (await load()).createHostSignIns()),
      signIn: async () => {
        throw (await loadPart(load)).hostSignsIn();
      },
      close: async () => source.close(),
    };
  }
  const { key, release } = claimSessionKey(server.url);
  // One for the session and for the ways to begin it, whichever is needed first.
  let opening: Promise<OwnSessionParts> | null = null;
  const open = (): Promise<OwnSessionParts> => {
    opening ??= import('./open-own-session.ts').then(
      ({ openOwnSession }) => openOwnSession(server, sessionStorage, key),
      (error: unknown) => {
        opening = null;
        throw error;
      },
    );
    return opening;
  };
  const source = new LazySession(async () => (await open()).session);
  let isLoaded = false;
  // What only signing in needs is loaded by signing in.
  const signIns: OwnSignIns = deferred(async () => {
    const [{ createSignIns }, parts] = await Promise.all([import('./sign-ins.ts'), open()]);
    isLoaded = true;
    return createSignIns({ server, ...parts, ...database() });
  });
  return {
    source,
    signIns,
    signIn: (params, options) => signIns.withPassword(params, options),
    close: async () => {
      release();
      source.close();
      if (isLoaded) await signIns.close();
    },
  };
}
