import type { Nexus, Session } from '@nexus-mfg/sdk';
import type { Words } from '../locale/words.ts';
import { type AskedFor, noteAsked, takeAsked } from './asked.ts';
import { type Callback, readCallback } from './callback-url.ts';
import { signInMessages } from './messages.ts';
import {
  checkEmail,
  codeOf,
  domainOf,
  type FieldErrors,
  passwordFailure,
  retryAfterMs,
  signInFailure,
} from './sign-in-errors.ts';

/** How long after a mail another one may be asked for: the server takes one a minute. */
const RESEND_MS = 60_000;

export type Step =
  | 'start'
  | 'reset'
  | 'sent'
  | 'confirm'
  | 'new-password'
  | 'leaving'
  | 'completing'
  | 'host';

/** What the flow needs of its element. */
export interface FlowHost {
  readonly nexus: Nexus | undefined;
  readonly words: Words;
  readonly redirectTo: string;
  readonly passwordMinLength: number;
  /** Draws anew; `isNewStep` also moves focus to where the person goes on. */
  changed(isNewStep?: boolean): void;
  /** Puts focus into the first wrong field. */
  failed(): void;
  signedIn(session: Session): void;
  /** Goes to the identity provider; false when the page does that by itself. */
  leave(url: string, domain: string): boolean;
}

/**
 * The way in.
 *
 * Steps: *start* (address and password, or another way) → *sent* (a mail is on its way; its code is entered here) or
 * *leaving* (to the identity provider); *reset* → *sent* → *new-password*; *confirm* → *completing* for a link that
 * nobody asked for in this browser, *completing* at once for one that was; *host* where the page itself signs people
 * in. Back leads to *start*, with the address kept.
 */
export class SignInFlow {
  step: Step = 'start';
  email = '';
  errors: FieldErrors = {};
  isBusy = false;
  isRevealed = false;
  /** What the mail was for. */
  purpose: AskedFor = 'sign_in';
  /** Epoch ms from which another mail may be asked for. */
  resendAt = 0;
  /** Said once a mail has been sent again. */
  isSentAgain = false;
  /** Somebody is being signed in: until that is done, nobody knows what comes next. */
  isEntering = false;
  readonly #host: FlowHost;
  #callback: Callback | undefined;
  /** Changes with the instance: what was asked of a former one is not heard any more. */
  #round = 0;

  constructor(host: FlowHost) {
    this.#host = host;
  }

  /** Whether there is a link to follow. */
  get hasLink(): boolean {
    return this.#callback !== undefined;
  }

  /** Another instance: what was begun at the former one is of no use there. */
  restart(): void {
    this.#round += 1;
    this.#callback = undefined;
    this.isBusy = false;
    this.isEntering = false;
    this.resendAt = 0;
    this.go('start');
  }

  go(step: Step): void {
    this.step = step;
    this.errors = {};
    this.isRevealed = false;
    this.isSentAgain = false;
    this.#host.changed(true);
  }

  /** Draws anew what was set from outside. */
  draw(): void {
    this.#host.changed();
  }

  /** Says what is wrong; true when something is. */
  refuse(errors: FieldErrors): boolean {
    this.errors = errors;
    const isWrong = Object.keys(errors).length > 0;
    this.#host.changed();
    if (isWrong) this.#host.failed();
    return isWrong;
  }

  async signIn(email: string, password: string): Promise<void> {
    this.email = email;
    const { words } = this.#host;
    const missing = password === '' ? { password: words.text(signInMessages, 'enterPassword') } : {};
    if (this.refuse({ ...checkEmail(words, email), ...missing })) return;
    await this.#enter((nexus) => nexus.session.signIn({ email, password }));
  }

  async sendMail(email: string, purpose: AskedFor): Promise<void> {
    this.email = email;
    if (this.refuse(checkEmail(this.#host.words, email))) return;
    const isAgain = this.step === 'sent';
    await this.#work(async ({ session }) => {
      const params = { email, redirectTo: this.#host.redirectTo };
      if (purpose === 'password_reset') await session.sendPasswordReset(params);
      else await session.sendMagicLink(params);
      return () => {
        noteAsked(purpose);
        this.purpose = purpose;
        this.resendAt = Date.now() + RESEND_MS;
        if (!isAgain) this.go('sent');
        this.isSentAgain = isAgain;
      };
    });
  }

  async enterCode(code: string): Promise<void> {
    const digits = code.replace(/\s/g, '');
    const { words } = this.#host;
    if (this.refuse(/^\d{6}$/.test(digits) ? {} : { code: words.text(signInMessages, 'enterCode') })) return;
    const { email, purpose } = this;
    await this.#enter(
      (nexus) => nexus.session.signInWithCode({ email, code: digits, purpose }),
      purpose === 'password_reset',
    );
  }

  async startSso(email: string): Promise<void> {
    this.email = email;
    if (this.refuse(checkEmail(this.#host.words, email))) return;
    const domain = domainOf(email);
    await this.#work(async ({ session }) => {
      const url = await session.signInWithSso({ domain, redirectTo: this.#host.redirectTo });
      // What is opened here runs as this page: nothing but a page of the web may be.
      if (!/^https?:/i.test(url)) throw new TypeError(this.#host.words.text(signInMessages, 'failed'));
      return () => {
        noteAsked('sign_in');
        if (this.#host.leave(url, domain)) this.go('leaving');
      };
    });
  }

  async setPassword(password: string): Promise<void> {
    const { words, passwordMinLength: count } = this.#host;
    // Characters, not UTF-16 units: people count what they see.
    const isShort = [...password].length < count;
    const short = { 'new-password': words.text(signInMessages, 'weakLength', { count }) };
    if (this.refuse(isShort ? short : {})) return;
    await this.#work(
      async ({ session }) => {
        await session.setPassword(password);
        return () => this.go('start');
      },
      (error) => passwordFailure(words, error, count),
    );
  }

  /**
   * Looks whether the page was opened by a link of a mail or an identity provider, and takes it out of the address bar
   * before anything else can read it there.
   */
  lookAtAddress(): void {
    const callback = readCallback(location.href);
    if (callback === null) return;
    const asked = takeAsked();
    if (callback.isAmbiguous && asked === null) return;
    history.replaceState(history.state, '', callback.clean);
    this.#callback = callback;
    if (asked !== null || !callback.isForPassword) this.purpose = asked ?? 'sign_in';
    if (callback.isForPassword) this.purpose = 'password_reset';
    if (asked === null) this.go('confirm');
    else void this.complete();
  }

  async complete(): Promise<void> {
    const callback = this.#callback;
    if (callback === undefined) return;
    this.#callback = undefined;
    this.go('completing');
    const isForPassword = this.purpose === 'password_reset';
    await this.#enter(
      (nexus) => nexus.session.completeSignIn(callback.href),
      isForPassword,
      (error) => {
        const { words, nexus } = this.#host;
        const code = codeOf(error);
        // Without network the link is as good as before.
        if (code === 'network_unreachable') this.#callback = callback;
        // Who is signed in sees no form to be told at.
        this.step = this.hasLink || nexus?.session.current.value ? 'confirm' : 'start';
        if (code === 'invalid_code') return { form: words.text(signInMessages, 'invalidLink') };
        // Without its message: anybody can make somebody open an address with words of their own in it.
        return signInFailure(words, { code });
      },
    );
    if (this.step === 'completing') this.go('start');
  }

  async accept(id: string): Promise<void> {
    await this.#work(async ({ session }) => {
      await session.acceptInvitation(id);
      return () => {};
    });
  }

  /**
   * Whether the page signs people in itself is told by any call for signing in; one with nothing in it asks no server. It
   * also loads what signing in needs, while the person is still typing.
   */
  async lookForHost(nexus: Nexus): Promise<void> {
    try {
      await nexus.session.completeSignIn('');
    } catch (error) {
      if (codeOf(error) === 'host_session' && this.#host.nexus === nexus) this.step = 'host';
      this.#host.changed();
    }
  }

  /** The page's own sign-in may have somebody by now. */
  async lookAgain(): Promise<void> {
    await this.#work(async ({ session }) => {
      await session.refresh();
      return () => {};
    });
  }

  async #enter(
    call: (nexus: Nexus) => Promise<Session | null>,
    isForPassword = false,
    explain?: (error: unknown) => FieldErrors,
  ): Promise<void> {
    await this.#work(async (nexus) => {
      this.isEntering = true;
      const session = await call(nexus);
      return () => {
        this.go(session !== null && isForPassword ? 'new-password' : 'start');
        if (session !== null) this.#host.signedIn(session);
      };
    }, explain);
  }

  /** One at a time. `deed` gives back what follows from it, for the instance that it was asked of. */
  async #work(
    deed: (nexus: Nexus) => Promise<() => void>,
    explain: (error: unknown) => FieldErrors = (error) => signInFailure(this.#host.words, error, this.email),
  ): Promise<void> {
    const { nexus } = this.#host;
    if (nexus === undefined || this.isBusy) return;
    const round = this.#round;
    this.isBusy = true;
    this.errors = {};
    this.#host.changed();
    let done: () => void;
    try {
      done = await deed(nexus);
    } catch (error) {
      done = () => {
        if (codeOf(error) === 'rate_limited') this.resendAt = Date.now() + retryAfterMs(error);
        if (codeOf(error) === 'host_session') this.go('host');
        else this.errors = explain(error);
      };
    }
    if (round !== this.#round) return;
    done();
    this.isBusy = false;
    this.isEntering = false;
    this.#host.changed();
    if (Object.keys(this.errors).length > 0) this.#host.failed();
  }
}
