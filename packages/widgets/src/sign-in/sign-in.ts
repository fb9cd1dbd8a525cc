import type { Nexus, Session } from '@nexus-mfg/sdk';
import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { NexusController } from '../controllers/nexus-controller.ts';
import { shape } from '../drawing/shapes.ts';
import { NexusSignInSuccessEvent } from '../events/sign-in-success.ts';
import { NexusSsoStartEvent } from '../events/sso-start.ts';
import { baseStyles } from '../internal/base-styles.ts';
import { NexusElement } from '../internal/nexus-element.ts';
import { stateStyles, stateView } from '../internal/state-view.ts';
import { hostView, invitationsView, suspendedView } from './account-views.ts';
import { BrandBefore } from './brand-before.ts';
import { SignInFlow } from './flow.ts';
import { confirmView, leavingView, newPasswordView, resetView, sentView } from './mail-views.ts';
import { signInMessages } from './messages.ts';
import { parseMethods } from './methods.ts';
import { PersonsPlace } from './place.ts';
import { signInStyles } from './sign-in.styles.ts';
import { startView } from './start-view.ts';
import { StepFocus } from './step-focus.ts';

/** A session that is this near to its end was not ended by the person: the SDK renews it before. */
const ENDING_MS = 90_000;

type Title = keyof typeof signInMessages.english;

/**
 * @summary Sign-in by password, mailed link or code, or the company's identity provider. Shows its slot once somebody is signed in.
 *
 * Before sign-in it wears the brand of the company that the page belongs to. A link of a mail, or the way back from an
 * identity provider, is completed on the page that carries this element: at once where this browser asked for it, else
 * when the person says so; what is secret leaves the address bar first. Who is signed in without a company sees the open
 * invitations. Where the page signs people in itself (`getSession`), the element says so and asks for nothing.
 *
 * @slot - Shown while somebody is signed in.
 * @slot header - Above the form.
 * @slot footer - Below the form, for example terms and help.
 * @fires nexus-sign-in-success - A person signed in here.
 * @fires nexus-sso-start - A person is about to leave for the identity provider; cancelable, the page then goes there itself.
 * @csspart base - The wrapper.
 * @csspart brand - The row of logo and title.
 * @csspart logo - The company's logo.
 * @csspart title - What this step is about.
 * @csspart error - What went wrong with the whole form.
 */
export class NexusSignIn extends NexusElement {
  static readonly baseName: string = 'sign-in';
  static override styles: CSSResultGroup = [baseStyles, stateStyles, signInStyles];
  static override properties: PropertyDeclarations = {
    methods: {},
    tenant: {},
    noBrand: { type: Boolean, attribute: 'no-brand' },
    noComplete: { type: Boolean, attribute: 'no-complete' },
    email: {},
    redirectTo: { attribute: 'redirect-to' },
    passwordMinLength: { type: Number, attribute: 'password-min-length' },
  };

  /** Ways to sign in, separated by blanks: `password`, `magic-link`, `sso`. Default `password`. */
  declare methods: string;
  /** Slug or host name of the company whose brand the form wears; the page's own host name when empty (default). */
  declare tenant: string;
  /** Leaves the form neutral and asks for no brand. Default false. */
  declare noBrand: boolean;
  /** Leaves links of mails and identity providers to the page: `nexus.session.completeSignIn`. Default false. */
  declare noComplete: boolean;
  /** Address to begin with. Default empty. */
  declare email: string;
  /** Page that mails and identity providers lead back to; this one without its fragment when empty (default). */
  declare redirectTo: string;
  /** Fewest characters of a new password, as the project has it. Default 12. */
  declare passwordMinLength: number;

  readonly #finder: NexusController;
  readonly #flow: SignInFlow;
  readonly #brand: BrandBefore = new BrandBefore(() => this.requestUpdate());
  readonly #place: PersonsPlace = new PersonsPlace(() => this.requestUpdate());
  #instance: Nexus | undefined;
  /** The last one that there was: an element that is moved has none for a moment, and goes on with the same. */
  #former: Nexus | undefined;
  #stops: (() => void)[] = [];
  #session: Session | null | undefined;
  #hasEnded = false;
  /** The instance that was asked whether the page signs people in. */
  #probed: Nexus | undefined;
  #hasLooked = false;
  #typed = 0;
  /** Height of the first step, which the following ones do not fall below: nothing jumps. */
  #height = 0;
  #tick: ReturnType<typeof setTimeout> | undefined;
  readonly #focus: StepFocus = new StepFocus();

  constructor() {
    super();
    this.methods = 'password';
    this.tenant = '';
    this.noBrand = false;
    this.noComplete = false;
    this.email = '';
    this.redirectTo = '';
    this.passwordMinLength = 12;
    this.#flow = new SignInFlow(this.#flowHost());
    this.#finder = new NexusController(this, (nexus) => this.#take(nexus));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('online', this.#draw);
    addEventListener('offline', this.#draw);
    addEventListener('pageshow', this.#handleReturn);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('online', this.#draw);
    removeEventListener('offline', this.#draw);
    removeEventListener('pageshow', this.#handleReturn);
    clearTimeout(this.#tick);
    this.#tick = undefined;
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    const { sheet } = this.#brand;
    if (root instanceof ShadowRoot && sheet) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    return root;
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('email') && this.email !== '') this.#flow.email = this.email;
    const isOut = this.#session === null;
    const wanted = this.noBrand || !isOut ? '' : this.tenant || location.hostname;
    if (isOut || this.noBrand) void this.#brand.follow(this.#instance, wanted);
    this.#focus.prepare(this.renderRoot, this.#flow.isBusy);
  }

  protected override render(): TemplateResult {
    const content = this.#content();
    if (content === undefined) return html`<slot></slot>`;
    return html`<div class="base" part="base">${content}</div><slot hidden></slot>`;
  }

  protected override updated(): void {
    const { step, resendAt } = this.#flow;
    if (step === 'start' && this.#session === null)
      this.#height = this.renderRoot.querySelector<HTMLElement>('.step')?.offsetHeight ?? 0;
    if (step === 'start' && this.#session === null && this.#instance && this.#probed !== this.#instance) {
      this.#probed = this.#instance;
      void this.#flow.lookForHost(this.#instance);
    }
    // Counts down once a second, and only while there is something to count.
    if (this.isConnected && step === 'sent' && resendAt > Date.now() && this.#tick === undefined)
      this.#tick = setTimeout(() => {
        this.#tick = undefined;
        this.requestUpdate();
      }, 1_000);
    this.#focus.move(this.renderRoot, this.#flow.isBusy);
  }

  /** Undefined: the slot is shown. */
  #content(): TemplateResult | typeof nothing | undefined {
    const { missing } = this.#finder;
    const session = this.#session;
    // Until the stored session has been looked up there is nothing to ask for: no form that flashes and goes.
    if (!missing && session === undefined) return nothing;
    if (missing) return stateView(this.words, missing);
    const view = session ? this.#signedInView(session) : this.#signedOutView();
    if (view === undefined) return undefined;
    const [title, body] = view;
    const { company } = this.#brand;
    const name = company?.brand.name ?? company?.name;
    const logo = company?.brand.logoUrl;
    const told =
      title === 'title' && name
        ? this.words.text(signInMessages, 'titleTo', { name })
        : this.words.text(signInMessages, title);
    const isFirst = this.#flow.step === 'start' && session === null;
    return html`<slot name="header"></slot>
      <div class="brand" part="brand">${logo ? html`<img class="logo" part="logo" src=${logo} alt="" />` : nothing}
        <h2 class="title" part="title" tabindex="-1">${told}</h2></div>
      <div class="step" .style=${isFirst ? '' : `min-block-size: ${this.#height}px`}>${this.#notes(session)}${body}</div>
      <slot name="footer"></slot>`;
  }

  #signedOutView(): readonly [Title, TemplateResult] {
    const { words } = this;
    const flow = this.#flow;
    switch (flow.step) {
      case 'reset':
        return ['resetTitle', resetView(words, flow)];
      case 'sent':
        return ['sentTitle', sentView(words, flow, Date.now())];
      case 'confirm':
        return ['confirmTitle', confirmView(words, flow)];
      case 'leaving':
        return ['title', leavingView(words, flow)];
      case 'completing':
        return ['title', html`<p class="text" role="status">${words.text(signInMessages, flow.step)}</p>`];
      case 'host':
        return ['hostTitle', hostView(words, flow)];
      case 'start':
      case 'new-password':
        return [
          'title',
          startView(words, flow, parseMethods(this.methods), words.text(signInMessages, 'title')),
        ];
    }
  }

  #signedInView({ email }: Session): readonly [Title, TemplateResult] | undefined {
    const { words } = this;
    const flow = this.#flow;
    const place = this.#place;
    const acts = { onLookAgain: () => void place.lookAgain(), onSignOut: this.#signOut };
    if (flow.step === 'new-password')
      return [
        'newTitle',
        newPasswordView(words, flow, {
          email,
          minLength: this.passwordMinLength,
          length: this.#typed,
          onInput: (value) => {
            this.#typed = [...value].length;
            this.requestUpdate();
          },
        }),
      ];
    if (flow.step === 'confirm') return ['confirmTitle', confirmView(words, flow)];
    // Signed in a moment ago: what comes next is not known yet.
    if (flow.isEntering && place.state !== 'none') return this.#signedOutView();
    if (place.state === 'suspended') return ['suspendedTitle', suspendedView(words, flow, acts)];
    const { state, invitations, failure } = place;
    if (state !== 'none' || (invitations ?? failure) === undefined) return undefined;
    const title = invitations?.length ? 'invitationsTitle' : 'noInvitationsTitle';
    return [title, invitationsView(words, flow, email, place, acts)];
  }

  #notes(session: Session | null | undefined): TemplateResult | typeof nothing {
    if (session !== null) return nothing;
    const isOffline = this.#instance?.connection.value.state === 'offline' || navigator.onLine === false;
    const key = isOffline ? 'offline' : this.#hasEnded && this.#flow.step === 'start' ? 'expired' : undefined;
    if (key === undefined) return nothing;
    return html`<p class="note" role="status">${shape(isOffline ? 'offline' : 'clock')}<span>${this.words.text(signInMessages, key)}</span></p>`;
  }

  #flowHost(): ConstructorParameters<typeof SignInFlow>[0] {
    const element = this;
    return {
      get nexus() {
        return element.#instance;
      },
      get words() {
        return element.words;
      },
      get redirectTo() {
        return element.redirectTo || location.href.split('#', 1)[0] || location.href;
      },
      get passwordMinLength() {
        return element.passwordMinLength;
      },
      changed: (isNewStep) => {
        if (isNewStep) {
          element.#typed = 0;
          element.#focus.want('step');
        }
        element.requestUpdate();
      },
      failed: () => {
        element.#focus.want('error');
        element.requestUpdate();
      },
      signedIn: ({ userId, email }) => element.dispatchEvent(new NexusSignInSuccessEvent(userId, email)),
      leave: (url, domain) => {
        const isOurs = element.dispatchEvent(new NexusSsoStartEvent(url, domain));
        if (isOurs) location.assign(url);
        return isOurs;
      },
    };
  }

  #take(nexus: Nexus | undefined): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.#instance = nexus;
    if (nexus !== undefined && nexus !== this.#former) {
      if (this.#former !== undefined) this.#flow.restart();
      this.#former = nexus;
    }
    this.#session = nexus?.session.current.value;
    this.#place.follow(nexus);
    if (nexus === undefined) return;
    this.#stops = [
      nexus.session.current.subscribe((session) => this.#follow(session)),
      nexus.connection.subscribe(this.#draw),
      () => this.#place.follow(undefined),
    ];
    // Once a page: an element that is moved must not take it for another one.
    if (this.noComplete || this.#hasLooked) return;
    this.#hasLooked = true;
    this.#flow.lookAtAddress();
  }

  #follow(session: Session | null | undefined): void {
    const before = this.#session;
    this.#session = session;
    if (session === null && before) {
      this.#hasEnded = Date.parse(before.expiresAt) - Date.now() < ENDING_MS;
      // A terminal that many people share does not tell who was here, unless that person wants to go on.
      this.#flow.email = this.#hasEnded ? before.email : this.email;
      this.#flow.go('start');
      this.#focus.want(undefined);
    } else if (session) this.#hasEnded = false;
    this.requestUpdate();
  }

  #draw = (): void => this.requestUpdate();

  #signOut = async (): Promise<void> => {
    await this.#instance?.session.signOut().catch(() => {});
    this.#focus.want('step');
    this.requestUpdate();
  };

  /** Back from the identity provider, by the browser's way back to a page that it kept as it was. */
  #handleReturn = ({ persisted }: PageTransitionEvent): void => {
    if (persisted && this.#flow.step === 'leaving') this.#flow.go('start');
  };
}
