import type { MemberRole } from './onboarding.ts';

/**
 * Body of a POST to `embed-session`, sent by the host's server with `authorization: Bearer nxe_…` (the tenant's embed
 * secret). Never call it from a page.
 */
export interface EmbedSessionRequest {
  user: {
    /** The host's own id of its user; 1 to 200 characters. */
    id: string;
    email: string;
    /** The host's own name of the role; the tenant's mapping says which of ours it is. */
    role?: string;
    fullName?: string;
  };
  /** Origin of the page that will use the session: `https://portal.example`. Needed where the secret names origins. */
  origin?: string;
}

/** A session of that user in the secret's tenant; call again before it ends. */
export interface EmbedSessionResponse {
  accessToken: string;
  /** Unix time in seconds. */
  expiresAt: number;
  userId: string;
  role: MemberRole;
  requestId: string;
}
