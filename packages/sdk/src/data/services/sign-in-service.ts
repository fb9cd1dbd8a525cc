import type {
  CodeParams,
  MagicLinkParams,
  Membership,
  ReceivedInvitation,
  Session,
  SsoParams,
} from '../../types/index.ts';
import type { CallOptions } from '../call-options.ts';

/** Own sign-in beside the password. With a host session there is none of it: every call fails with `host_session`. */
export interface SignInService {
  /** Sends a mail with a link and a six-digit code. Whether the address has an account is not told. */
  sendMagicLink(params: MagicLinkParams, options?: CallOptions): Promise<void>;
  /** Signs in with the code of a mail. @throws NexusError `invalid_code` */
  withCode(params: CodeParams, options?: CallOptions): Promise<Session>;
  /** The page of the company's identity provider to go to. @throws NexusError `sso_unavailable` */
  ssoUrl(params: SsoParams, options?: CallOptions): Promise<string>;
  /** Takes over what a link or an identity provider put into the address. Null when there is nothing in it. */
  fromUrl(url: string, options?: CallOptions): Promise<Session | null>;
  /** Sends a mail to set a new password with. Whether the address has an account is not told. */
  sendPasswordReset(params: MagicLinkParams, options?: CallOptions): Promise<void>;
  /** Sets the signed-in person's password. @throws NexusError `weak_password` */
  setPassword(password: string, options?: CallOptions): Promise<void>;
  /** Open invitations for the signed-in account's confirmed address, newest first. */
  invitations(options?: CallOptions): Promise<ReceivedInvitation[]>;
  /** Joins the tenant that invited; `id` where several did. @throws NexusError `invitation_invalid` */
  acceptInvitation(id?: string, options?: CallOptions): Promise<Membership>;
}
