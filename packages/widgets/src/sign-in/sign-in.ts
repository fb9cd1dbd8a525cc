import type { Nexus, Session } from '@nexus-mfg/sdk';
import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit';
import { NexusController } from '../controllers/nexus-controller.ts';
import { shape } from '../drawing/shapes.ts';
import { NexusSignInSuccessEvent } from '../events/sign-in-success.ts';
import { baseStyles } from '../internal/base-styles.ts';
import { NexusElement } from '../internal/nexus-element.ts';
import { stateStyles, stateView } from '../internal/state-view.ts';
import { signInStyles } from './sign-in.styles.ts';
import { type FieldErrors, type FieldName, signInFailure, validate } from './sign-in-errors.ts';

/**
 * @summary Sign-in by e-mail and password. Shows its slot once somebody is signed in.
 *
 * @slot - Shown while somebody is signed in.
 * @fires nexus-sign-in-success - A person signed in here.
 * @csspart base - The wrapper.
 */
export class NexusSignIn extends NexusElement {
  static readonly baseName: string = 'sign-in';
  static override styles: CSSResultGroup = [baseStyles, stateStyles, signInStyles];
  readonly #finder: NexusController;
  #instance: Nexus | undefined;
  #stop: (() => void) | undefined;
  #session: Session | null | undefined;
  #errors: FieldErrors = {};
  #isBusy = false;
  #isRevealed = false;

  constructor() {
    super();
    this.#finder = new NexusController(this, (nexus) => {
      this.#stop?.();
      this.#instance = nexus;
      this.#session = nexus?.session.current.value;
      this.#stop = nexus?.session.current.subscribe((session) => {
        this.#session = session;
        this.requestUpdate();
      });
    });
  }

  protected override render(): TemplateResult {
    if (this.#session) return html`<slot></slot>`;
    return html`<div class="base" part="base">${this.#content()}</div><slot hidden></slot>`;
  }

  #content(): TemplateResult | typeof nothing {
    const { missing } = this.#finder;
    if (missing) return stateView(this.words, missing);
    // Until the stored session has been looked up there is nothing to ask for: no form that flashes and goes.
    if (this.#session === undefined) return nothing;
    const { form } = this.#errors;
    return html`<form method="post" novalidate aria-label="Sign in" aria-busy=${this.#isBusy ? 'true' : 'false'} @submit=${this.#handleSubmit}>
      <div class="field">
        <label for="email">E-mail</label>
        <input class="input" id="email" name="email" type="email" inputmode="email" autocomplete="username"
          autocapitalize="none" spellcheck="false" required ?readonly=${this.#isBusy}
          aria-invalid=${this.#errors.email ? 'true' : 'false'} aria-describedby=${this.#errors.email ? 'email-error' : nothing} />
        ${this.#fieldError('email')}
      </div>
      <div class="field">
        <label for="password">Password</label>
        <div class="password">
          <input class="input" id="password" name="password" type=${this.#isRevealed ? 'text' : 'password'}
            autocomplete="current-password" required ?readonly=${this.#isBusy}
            aria-invalid=${this.#errors.password ? 'true' : 'false'} aria-describedby=${this.#errors.password ? 'password-error' : nothing} />
          <button class="reveal" type="button" aria-pressed=${this.#isRevealed ? 'true' : 'false'} aria-label="Show password" @click=${this.#toggleReveal}>
            ${this.#isRevealed ? 'Hide' : 'Show'}
          </button>
        </div>
        ${this.#fieldError('password')}
      </div>
      ${form ? html`<p class="error" role="alert">${shape('critical')}<span>${form}</span></p>` : nothing}
      <button class="button primary submit" type="submit" ?disabled=${this.#isBusy}>${this.#isBusy ? 'Signing in…' : 'Sign in'}</button>
    </form>`;
  }

  #fieldError(name: FieldName): TemplateResult | typeof nothing {
    const text = this.#errors[name];
    return text
      ? html`<p class="error" id="${name}-error" role="alert">${shape('critical')}<span>${text}</span></p>`
      : nothing;
  }

  #toggleReveal = (): void => {
    this.#isRevealed = !this.#isRevealed;
    this.requestUpdate();
  };

  #handleSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const nexus = this.#instance;
    if (!nexus || this.#isBusy) return;
    const form = event.currentTarget as HTMLFormElement;
    const data = new FormData(form);
    const email = String(data.get('email') ?? '').trim();
    const password = String(data.get('password') ?? '');
    this.#show(validate(email, password));
    if (Object.keys(this.#errors).length > 0) return this.#focusFirstError();
    this.#isBusy = true;
    this.requestUpdate();
    try {
      const session = await nexus.session.signIn({ email, password });
      form.reset();
      this.#isRevealed = false;
      this.dispatchEvent(new NexusSignInSuccessEvent(session.userId, session.email));
    } catch (error) {
      this.#show(signInFailure(error));
    } finally {
      this.#isBusy = false;
      this.requestUpdate();
    }
  };

  #show(errors: FieldErrors): void {
    this.#errors = errors;
    this.requestUpdate();
  }

  async #focusFirstError(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }
}
