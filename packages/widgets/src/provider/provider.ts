import { ContextProvider } from '@lit/context';
import type { Brand, GetSession, Nexus, Observable } from '@nexus-mfg/sdk';
import type { Theme } from '@nexus-mfg/sdk/branding';
import { html, LitElement, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { nexusContext } from '../context/nexus-context.ts';
import { ScopeController } from '../controllers/scope-controller.ts';
import { createView, type View } from '../view/view.ts';
import { type AppliedBrand, AppliedBrandSource } from './applied-brand.ts';
import { InstanceOwner } from './instance-owner.ts';
import { type Density, type ThemeName, themeRules } from './theme-sheet.ts';

/** How long the elements wait for a page that brings its instance late, before they say that there is none. */
const PATIENCE_MS = 2_000;
const REMEDY = 'Set its nexus property, or both of its attributes url and publishable-key.';

/**
 * @summary Gives the elements inside it a Nexus instance, the tenant's brand, a language and a common view.
 *
 * The brand of the signed-in person's tenant becomes design tokens (`--nexus-*`) on this element, never on `:root`:
 * two providers with two tenants stand side by side on one page. A provider without an instance of its own passes on
 * that of the provider around it, or the page's default, in a theme, density, language or view of its own.
 *
 * @slot - The page part that uses Nexus.
 */
export class NexusProvider extends LitElement {
  static readonly baseName: string = 'provider';
  static override properties: PropertyDeclarations = {
    nexus: { attribute: false },
    url: {},
    publishableKey: { attribute: 'publishable-key' },
    getSession: { attribute: false },
    theme: { reflect: true },
    density: { reflect: true },
    locale: {},
    appearance: { attribute: false },
    view: { attribute: false },
  };

  /** An instance of the page's own. Wins over `url` and `publishableKey`. */
  declare nexus: Nexus | undefined;
  /** Base URL of the project; with `publishable-key` the provider makes an instance and closes it when it leaves. */
  declare url: string | undefined;
  /** Publishable key of the project; see `url`. */
  declare publishableKey: string | undefined;
  /** The page's own sign-in, for the instance that the provider makes: set it before, or together with, the address. */
  declare getSession: GetSession | undefined;
  /** `auto` (follow the page's color-scheme), `light` or `dark`. */
  declare theme: ThemeName;
  /** `comfortable`, `compact` or `wall`. */
  declare density: Density;
  /** BCP 47 tag of the language inside, for example `de-CH`; the page's own `lang` when empty. */
  declare locale: string;
  /** Fields of the brand that this page sets in place of the tenant's. */
  declare appearance: Brand | undefined;
  /** What the elements inside look at together: read it, drive it, or give one of your own. */
  declare view: View;

  readonly #context = new ContextProvider<typeof nexusContext, this>(this, { context: nexusContext });
  readonly #sheet = typeof CSSStyleSheet === 'undefined' ? undefined : new CSSStyleSheet();
  readonly #instances = new InstanceOwner();
  readonly #brand = new AppliedBrandSource();
  readonly #around = new ScopeController(this);
  #provided: Nexus | undefined;
  #error: unknown;
  #patience: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.nexus = undefined;
    this.url = undefined;
    this.publishableKey = undefined;
    this.getSession = undefined;
    this.theme = 'auto';
    this.density = 'comfortable';
    this.locale = '';
    this.appearance = undefined;
    this.view = createView();
    this.#brand.subscribe(() => {
      this.#paint();
      this.#hand();
    });
    this.#around.onChange(() => {
      if (!this.hasUpdated || !this.isConnected) return;
      if (this.#languageInside !== this.#context.value?.locale) this.#hand();
      void this.#resolve();
    });
  }

  /**
   * The brand as it is shown, and what of it had to be repaired for contrast: now, and at each change.
   *
   * @example
   * provider.branding.subscribe(({ theme }) => list(theme.repairs));
   */
  get branding(): Observable<AppliedBrand> {
    return this.#brand;
  }

  /** The derived palettes, with what of the brand had to be repaired for contrast. */
  get derivedTheme(): Theme {
    return this.#brand.value.theme;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // A provider that comes back after it left finds its instance again.
    if (this.hasUpdated) void this.#resolve();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Moving in the DOM disconnects and connects in one go; only a provider that is really gone lets go.
    queueMicrotask(() => {
      if (!this.isConnected) this.#provide(undefined);
    });
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    if (root instanceof ShadowRoot && this.#sheet) root.adoptedStyleSheets = [this.#sheet];
    return root;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const isConcerned =
      changed.has('nexus') ||
      changed.has('url') ||
      changed.has('publishableKey') ||
      changed.has('getSession');
    // Pages without types, and frameworks that take a property back.
    if (changed.has('view')) this.view ??= createView();
    if (isConcerned || !this.hasUpdated) void this.#resolve();
    if (changed.has('view') || changed.has('locale')) this.#hand();
    if (changed.has('appearance')) this.#brand.override(this.appearance);
    if (changed.has('theme') || changed.has('density')) this.#paint();
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  async #resolve(): Promise<void> {
    const { nexus, url, publishableKey, getSession } = this;
    if (nexus !== undefined || !url || !publishableKey) {
      // Half an address is a mistake to be told, not a wish for somebody else's instance.
      const used = nexus ?? (url || publishableKey ? undefined : this.#around.provided?.nexus);
      this.#provide(used);
      if (used === undefined) this.#explainLater();
      return;
    }
    const wish = { url, publishableKey, ...(getSession && { getSession }) };
    const isWanted = (): boolean =>
      this.isConnected &&
      this.nexus === undefined &&
      this.url === url &&
      this.publishableKey === publishableKey &&
      this.getSession === getSession;
    try {
      const made = await this.#instances.take(wish, isWanted);
      if (made !== undefined) this.#provide(made);
    } catch (error) {
      this.#provide(undefined);
      this.#refuse(error);
    }
  }

  /** A page may bring its instance a little later; one that never does is told what is missing. */
  #explainLater(): void {
    if (!this.isConnected) return;
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => {
      if (!this.isConnected || this.#provided !== undefined) return;
      const missing = this.url ? 'publishable-key' : this.publishableKey ? 'url' : 'instance';
      this.#refuse({ message: `<${this.localName}> has no ${missing}.`, hint: REMEDY });
    }, PATIENCE_MS);
  }

  #provide(nexus: Nexus | undefined): void {
    clearTimeout(this.#patience);
    this.#instances.release(nexus);
    if (nexus === this.#provided) return;
    this.#provided = nexus;
    this.#error = undefined;
    this.#hand();
    this.#brand.follow(nexus);
  }

  #refuse(error: unknown): void {
    this.#error = error;
    this.#hand();
  }

  get #languageInside(): string | undefined {
    return this.locale || this.#around.provided?.locale;
  }

  #hand(): void {
    const locale = this.#languageInside;
    this.#context.setValue({
      ...(this.#provided && { nexus: this.#provided }),
      ...(this.#error !== undefined && { error: this.#error }),
      view: this.view,
      brand: this.#brand.value.brand,
      ...(locale && { locale }),
    });
  }

  #paint(): void {
    this.#sheet?.replaceSync(themeRules(this.derivedTheme, this.theme, this.density));
  }
}
