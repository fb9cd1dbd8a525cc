import type { Membership, Nexus, PlanUsage } from '@nexus-mfg/sdk';
import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { LiveController } from '../controllers/live-controller.ts';
import { shape } from '../drawing/shapes.ts';
import { NexusLocaleChangeEvent } from '../events/locale-change.ts';
import { NexusSignOutEvent } from '../events/sign-out.ts';
import { NexusThemeChangeEvent } from '../events/theme-change.ts';
import { baseStyles } from '../internal/base-styles.ts';
import { showFloat } from '../internal/float.ts';
import { NexusElement } from '../internal/nexus-element.ts';
import { stateStyles } from '../internal/state-view.ts';
import type { NexusProvider } from '../provider/provider.ts';
import { choicesView } from './choices-view.ts';
import { initialsOf } from './initials.ts';
import { adoptItems, itemByKey, menuItems } from './menu-keys.ts';
import { userMenuMessages } from './messages.ts';
import { providerAround } from './provider-around.ts';
import { SignOut } from './sign-out.ts';
import { signOutView } from './sign-out-view.ts';
import { usageView } from './usage-view.ts';
import { userMenuStyles } from './user-menu.styles.ts';
import { whoView } from './who-view.ts';

/**
 * @summary Who is signed in, to which company, what its plan has left, and the way out.
 *
 * A button with a menu. Theme and density are set on the provider around it, and the language where the page names some;
 * a page that keeps them itself cancels the events. Before a sign-out that would leave readings or edits unsent on this
 * device it says so, and offers to send them.
 *
 * @slot items - Items of the page's own: buttons or links.
 * @slot signed-out - Shown in place of the button while nobody is signed in, for example a link to the sign-in.
 * @fires nexus-theme-change - A theme or density was chosen; cancelable.
 * @fires nexus-locale-change - A language was chosen; cancelable.
 * @fires nexus-sign-out - A person is about to sign out; cancelable, the page then ends the session itself.
 * @csspart base - The wrapper.
 * @csspart trigger - The button.
 * @csspart avatar - The person's initials.
 * @csspart logo - The company's logo in the button.
 * @csspart panel - What opens under the button.
 * @csspart menu - The items in it.
 */
export class NexusUserMenu extends NexusElement {
  static readonly baseName: string = 'user-menu';
  static override styles: CSSResultGroup = [baseStyles, stateStyles, userMenuStyles];
  static override properties: PropertyDeclarations = {
    languages: {},
    compact: { type: Boolean, reflect: true },
    noTheme: { type: Boolean, attribute: 'no-theme' },
    noUsage: { type: Boolean, attribute: 'no-usage' },
  };

  /** BCP 47 tags to choose from, separated by blanks, for example `en de ar`. Default empty: no choice of language. */
  declare languages: string;
  /** The button shows the initials alone, as it does in windows below 600 px. Default false. */
  declare compact: boolean;
  /** Leaves out the choice of theme and density. Default false. */
  declare noTheme: boolean;
  /** Leaves out the plan and its use, and asks for neither. Default false. */
  declare noUsage: boolean;

  readonly #membership: LiveController<Membership | null>;
  readonly #signOut: SignOut;
  /** Whom the menu is of. */
  #nexus: Nexus | undefined;
  #userId: string | undefined;
  #usage: PlanUsage | null | undefined;
  #isOpen = false;
  #focusAt: 'first' | 'last' | undefined;
  #putAway: (() => void) | undefined;
  #stopStatus: (() => void) | undefined;

  constructor() {
    super();
    this.languages = '';
    this.compact = false;
    this.noTheme = false;
    this.noUsage = false;
    this.#membership = new LiveController<Membership | null>(this, {
      source: (nexus, next, fail) => nexus.tenant.subscribe(next, { onError: fail }),
    });
    const element = this;
    this.#signOut = new SignOut({
      get nexus(): Nexus | undefined {
        return element.#membership.nexus;
      },
      get words() {
        return element.words;
      },
      changed: () => element.requestUpdate(),
      mayLeave: (pending) => element.dispatchEvent(new NexusSignOutEvent(pending)),
      left: () => element.#close(true),
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close(false);
  }

  protected override willUpdate(): void {
    const { nexus } = this.#membership;
    const userId = nexus?.session.current.value?.userId;
    if (nexus === this.#nexus && userId === this.#userId) return;
    // Nothing that was begun or read for one person, or at one instance, goes on for another.
    this.#nexus = nexus;
    this.#userId = userId;
    this.#usage = undefined;
    this.#close(false);
  }

  protected override render(): TemplateResult {
    const session = this.#membership.nexus?.session.current.value;
    return html`<div class="base" part="base" @keydown=${this.#handleKey} @focusout=${this.#handleFocusOut}>
      ${session ? this.#trigger(session.email) : nothing}
      ${session && this.#isOpen ? this.#panel(session.email) : nothing}
      ${session === undefined && !this.#membership.trouble ? html`<div class="trigger waiting skeleton"><div class="bone"></div></div>` : nothing}
      <slot name="signed-out" ?hidden=${Boolean(session) || (session === undefined && !this.#membership.trouble)}><span class="out">${shape('lock')}${this.words.text(userMenuMessages, 'signedOut')}</span></slot>
    </div>`;
  }

  protected override updated(): void {
    if (!this.#isOpen) return;
    const trigger = this.renderRoot.querySelector('.trigger');
    const panel = this.renderRoot.querySelector<HTMLElement>('.panel');
    if (trigger === null || panel === null) return;
    this.#putAway ??= showFloat(trigger, panel);
    const ask = panel.querySelector<HTMLElement>('.ask');
    // A button that has been switched off loses focus as soon as the page is drawn.
    const hasFocus = this.#activeIn(panel) && panel.querySelector(':focus:disabled') === null;
    if (this.#focusAt !== undefined && ask === null) {
      const items = this.#items();
      (this.#focusAt === 'first' ? items[0] : items.at(-1))?.focus();
      this.#focusAt = undefined;
    } else if (ask !== null && !hasFocus) ask.focus();
  }

  #trigger(email: string): TemplateResult {
    const membership = this.#membership.value;
    const name = membership?.fullName ?? email;
    const company = membership?.tenant.brand.name ?? membership?.tenant.name;
    const logo = membership?.tenant.brand.logoUrl;
    return html`<button class="trigger" part="trigger" id="trigger" type="button" aria-haspopup="menu" aria-expanded=${this.#isOpen ? 'true' : 'false'}
      aria-controls=${this.#isOpen ? 'menu' : nothing}
      @click=${() => (this.#isOpen ? this.#close(true) : this.#open('first'))}>
      <span class="avatar" part="avatar" aria-hidden="true">${initialsOf(name)}</span>
      <span class="visually-hidden">${this.words.text(userMenuMessages, 'account')}</span>
      <span class="names"><span class="name"><bdi>${name}</bdi></span>${company ? html`<span class="company">${company}</span>` : nothing}</span>
      ${logo ? html`<img class="logo" part="logo" src=${logo} alt="" />` : nothing}
    </button>`;
  }

  /** One panel for both: another element would not be the one that floats. */
  #panel(email: string): TemplateResult {
    return html`<div class="panel" part="panel">${this.#panelContent(email)}</div>`;
  }

  #panelContent(email: string): TemplateResult {
    const { words } = this;
    const nexus = this.#membership.nexus;
    const { state } = this.#signOut;
    if (state !== null && nexus !== undefined && (state.step !== 'leaving' || this.#isAsking))
      return signOutView(words, nexus.buffer.status.value, state, {
        onSend: () => void this.#signOut.sendAndLeave(),
        onLeave: () => void this.#signOut.leave(),
        onCancel: this.#cancelSignOut,
      });
    const membership = this.#membership.value ?? undefined;
    const provider = this.#provider();
    return html`
      ${whoView(words, email, membership, this.#membership.trouble)}
      ${membership && !this.noUsage ? usageView(words, membership.tenant.planTier, this.#usage) : nothing}
      <div class="menu" part="menu" id="menu" role="menu" aria-labelledby="trigger" aria-describedby="who">
        ${
          provider === undefined
            ? nothing
            : choicesView(words, provider, {
                hasTheme: !this.noTheme,
                languages: this.languages.split(/[\s,]+/).filter(Boolean),
                onLook: (theme, density) => {
                  const isOurs = this.dispatchEvent(new NexusThemeChangeEvent(theme, density));
                  if (isOurs) Object.assign(provider, { theme, density });
                  this.requestUpdate();
                },
                onLocale: (locale) => {
                  if (this.dispatchEvent(new NexusLocaleChangeEvent(locale))) provider.locale = locale;
                  this.requestUpdate();
                },
              })
        }
        <slot name="items" @slotchange=${this.#adopt} @click=${() => this.#close(true)}></slot>
        <button class="item" type="button" role="menuitem" tabindex="-1" data-act="sign-out" @click=${this.#handleSignOut}>${words.text(userMenuMessages, 'signOut')}</button>
      </div>`;
  }

  /** The question stays while its answer is carried out. */
  #isAsking = false;

  #provider(): NexusProvider | undefined {
    return providerAround(this, `${(this.constructor as typeof NexusElement).prefix}-provider`);
  }

  #open(focusAt: 'first' | 'last'): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#focusAt = focusAt;
    this.#stopStatus = this.#membership.nexus?.buffer.status.subscribe(() => {
      if (this.#signOut.state !== null) this.requestUpdate();
    });
    document.addEventListener('pointerdown', this.#handleOutside, true);
    void this.#readUsage();
    this.requestUpdate();
  }

  #close(takesFocus: boolean): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#isAsking = false;
    this.#focusAt = undefined;
    this.#putAway?.();
    this.#putAway = undefined;
    this.#stopStatus?.();
    document.removeEventListener('pointerdown', this.#handleOutside, true);
    if (this.#signOut.state !== null && this.#signOut.state.step !== 'leaving') this.#signOut.cancel();
    if (takesFocus) this.renderRoot.querySelector<HTMLElement>('.trigger')?.focus();
    this.requestUpdate();
  }

  async #readUsage(): Promise<void> {
    const nexus = this.#nexus;
    const userId = this.#userId;
    if (nexus === undefined || this.noUsage) return;
    const usage = await nexus.tenant.usage().catch(() => null);
    if (nexus !== this.#nexus || userId !== this.#userId) return;
    // Numbers of a minute ago are better than none.
    this.#usage = usage ?? this.#usage ?? null;
    this.requestUpdate();
  }

  #items(): readonly HTMLElement[] {
    const menu = this.renderRoot.querySelector('.menu');
    return menu === null ? [] : menuItems(menu);
  }

  /** The focused element, also one that the page slotted in. */
  #active(): Element | null {
    const root = this.renderRoot instanceof ShadowRoot ? this.renderRoot.activeElement : null;
    const outer = this.getRootNode();
    const around = outer instanceof Document || outer instanceof ShadowRoot ? outer.activeElement : null;
    return root ?? around;
  }

  #activeIn(panel: Element): boolean {
    const active = this.#active();
    return active !== null && (panel.contains(active) || active.slot === 'items');
  }

  #adopt = (event: Event): void => {
    if (event.target instanceof HTMLSlotElement) adoptItems(event.target);
  };

  #handleSignOut = (): void => {
    this.#signOut.begin();
    this.#isAsking = this.#signOut.state?.step === 'asking';
  };

  #cancelSignOut = (): void => {
    this.#signOut.cancel();
    this.#isAsking = false;
    this.#focusAt = 'last';
    this.requestUpdate();
  };

  #handleOutside = (event: PointerEvent): void => {
    if (!event.composedPath().includes(this)) this.#close(false);
  };

  /** Focus that goes to nowhere, because what had it was taken away, is no leaving. */
  #handleFocusOut = (event: FocusEvent): void => {
    const to = event.relatedTarget;
    if (to instanceof Node && !this.renderRoot.contains(to) && !this.contains(to)) this.#close(false);
  };

  #handleKey = (event: KeyboardEvent): void => {
    const { key } = event;
    if (!this.#isOpen) {
      if (key !== 'ArrowDown' && key !== 'ArrowUp') return;
      event.preventDefault();
      this.#open(key === 'ArrowDown' ? 'first' : 'last');
      return;
    }
    if (key === 'Escape') {
      event.stopPropagation();
      event.preventDefault();
      this.#close(true);
      return;
    }
    if (this.#signOut.state !== null) return;
    // A menu is one stop on the way of the Tab key.
    if (key === 'Tab') {
      this.#close(true);
      return;
    }
    const items = this.#items();
    const active = this.#active();
    const current = active instanceof HTMLElement ? items.indexOf(active) : -1;
    const next = itemByKey(items, current, event);
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  };
}
