import type { CallOptions } from '../data/data-service.ts';
import type { SignInService } from '../data/services/sign-in-service.ts';
import type { Observable } from '../observable/observable.ts';
import type { Session, SignInParams, SsoParams } from '../types/index.ts';

/** Who is signed in. With a host session (`getSession`) only `current`, `refresh` and `signOut` work. */
export interface SessionResource
  extends Pick<
    SignInService,
    'sendMagicLink' | 'sendPasswordReset' | 'setPassword' | 'invitations' | 'acceptInvitation'
  > {
  /** Session, null when signed out, undefined until the stored session has been looked up. */
  readonly current: Observable<Session | null | undefined>;
  /**
   * @throws NexusError `invalid_credentials` | `network_unreachable`
   * @example await nexus.session.signIn({ email: 'admin@alpenwerk.example', password });
   */
  signIn(params: SignInParams, options?: CallOptions): Promise<Session>;
  /** Signs in with the six digits of a mail. @throws NexusError `invalid_code` */
  signInWithCode: SignInService['withCode'];
  /**
   * The page of the company's identity provider: go there, and hand the address that it comes back to
   * {@link completeSignIn}.
   * @throws NexusError `sso_unavailable`
   * @example location.assign(await nexus.session.signInWithSso({ domain: 'alpenwerk.example' }));
   */
  signInWithSso(params: SsoParams, options?: CallOptions): Promise<string>;
  /**
   * Signs in with what a mail's link or an identity provider put into the address; null when there is nothing in it.
   * The address bar stays as it is: it is the host's. Call it only on the page that the mails lead to: whoever can make
   * a person open an address of that page could sign the person in as somebody else.
   * @throws NexusError `invalid_code`
   * @example if (await nexus.session.completeSignIn(location.href)) history.replaceState(null, '', location.pathname);
   */
  completeSignIn: SignInService['fromUrl'];
  /** Looks at the session again: the host's user may have signed in meanwhile. */
  refresh(options?: CallOptions): Promise<Session | null>;
  /**
   * Ends the session and wipes every cached value on this device. What waits in the buffer stays, put away until the
   * same person signs in to the same tenant.
   */
  signOut(options?: CallOptions): Promise<void>;
}
