import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** A user of this portal. Nexus knows nothing of it before its first visit. */
export interface PortalUser {
  id: string;
  email: string;
  name: string;
  /** The portal's own word; the tenant's embed secret says which role of Nexus it is. */
  role: string;
}

/** Whoever this portal lets in. A real one has a directory and hashed passwords. */
const USERS: readonly (PortalUser & { password: string })[] = [
  {
    id: 'p-17',
    email: 'mira@portal.example',
    name: 'Mira Sand',
    role: 'technician',
    password: 'portal-mira',
  },
  { id: 'p-23', email: 'tom@portal.example', name: 'Tom Berg', role: 'director', password: 'portal-tom' },
];

const COOKIE = 'portal_session';
const signedIn = new Map<string, PortalUser>();

/** Value of a `set-cookie` header for who gave the right password; null otherwise. */
export function signIn(email: string, password: string): string | null {
  const user = USERS.find((each) => each.email === email);
  if (!user || !isSame(user.password, password)) return null;
  const id = randomBytes(32).toString('base64url');
  signedIn.set(id, user);
  return `${COOKIE}=${id}; HttpOnly; SameSite=Strict; Path=/`;
}

/** Who asks; null when nobody is signed in here. */
export function userOf(request: IncomingMessage): PortalUser | null {
  return signedIn.get(sessionOf(request)) ?? null;
}

export function signOut(request: IncomingMessage): string {
  signedIn.delete(sessionOf(request));
  return `${COOKIE}=; HttpOnly; SameSite=Strict; Path=/; Max-Age=0`;
}

function sessionOf({ headers }: IncomingMessage): string {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([name]) => name === COOKIE)?.[1] ?? '';
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
