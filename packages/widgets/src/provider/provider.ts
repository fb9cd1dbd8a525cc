import { ContextProvider } from '@lit/context';
import type { Brand, Nexus } from '@nexus-mfg/sdk';
import { deriveTheme, type Theme } from '@nexus-mfg/sdk/branding';
import { html, LitElement, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { nexusContext } from '../context/nexus-context.ts';
import { type Density, type ThemeName, themeRules } from './theme-sheet.ts';

/** How long the elements wait for a page that brings its instance late, before they say that there is none. */
const PATIENCE_MS = 2_000;
const REMEDY = 'Set its nexus property, or both of its attributes url and publishable-key.';

/**
 * @summary Gives the elements inside it a Nexus instance and the tenant's brand.
 *
 * The brand of the signed-in person's tenant becomes design tokens (`--nexus-*`) on this element, never on `:root`:
 * two providers with two tenants stand side by side on one page.
 *
 * @slot - The page part that uses Nexus.
 */
export class NexusProvider extends LitElement {
  static override properties: PropertyDeclarations = {
    nexus: { attribute: false },
    url: {},
    publishableKey: { attribute: 'publishable-key' },
    theme: { reflect: true },
    density: { reflect: true },
  };

  /** An instance of the page's own. Wins over `url` and `publishableKey`. */
  declare nexus: Nexus | undefined;
  /** Base URL of the project; with `publishable-key` the provider makes an instance and closes it when it leaves. */
  declare url: string | undefined;
  declare publishableKey: string | undefined;
  /** `auto` (follow the page's color-scheme), `light` or `dark`. */
  declare theme: ThemeName;
  /** `comfortable`, `compact` or `wall`. */
  declare density: Density;

  readonly #context = new ContextProvider<typeof nexusContext, this>(this, { context: nexusContext });
  readonly #sheet = typeof CSSStyleSheet === 'undefined' ? undefined : new CSSStyleSheet();
  #provided: Nexus | undefined;
  #own: { key: string; nexus: Nexus } | undefined;
  #stopTenant: (() => void) | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;
  #brand: Brand = {};
  #derived: Theme = deriveTheme();

  constructor() {
    super();
    this.nexus = undefined;
    this.url = undefined;
    this.publishableKey = undefined;
    this.theme = 'auto';
    this.density = 'comfortable';
  }

  /** The derived palettes, with what of the brand had to be repaired for contrast. */
  get derivedTheme(): Theme {
    return this.#derived;
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
    const isConcerned = changed.has('nexus') || changed.has('url') || changed.has('publishableKey');
    if (isConcerned || !this.hasUpdated) void this.#resolve();
    if (changed.has('theme') || changed.has('density')) this.#paint();
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  async #resolve(): Promise<void> {
    const { nexus, url, publishableKey } = this;
    if (nexus !== undefined || !url || !publishableKey) {
      this.#provide(nexus);
      if (nexus === undefined) this.#explainLater();
      return;
    }
    const key = `${url} ${publishableKey}`;
    if (this.#own?.key === key) return this.#provide(this.#own.nexus);
    // Pages that bring their own instance never load this.
    const { createNexus } = await import('@nexus-mfg/sdk');
    const isStillWanted = this.isConnected && this.nexus === undefined;
    if (!isStillWanted || this.url !== url || this.publishableKey !== publishableKey) return;
    try {
      const made = createNexus({ url, publishableKey });
      this.#provide(made);
      this.#own = { key, nexus: made };
    } catch (error) {
      this.#provide(undefined);
      this.#context.setValue({ error });
    }
  }

  /** A page may bring its instance a little later; one that never does is told what is missing. */
  #explainLater(): void {
    if (!this.isConnected) return;
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => {
      if (!this.isConnected || this.#provided !== undefined) return;
      const missing = this.url ? 'publishable-key' : this.publishableKey ? 'url' : 'instance';
      this.#context.setValue({ error: { message: `<nexus-provider> has no ${missing}.`, hint: REMEDY } });
    }, PATIENCE_MS);
  }

  #provide(nexus: Nexus | undefined): void {
    clearTimeout(this.#patience);
    if (this.#own !== undefined && this.#own.nexus !== nexus) {
      void this.#own.nexus.close();
      this.#own = undefined;
    }
    if (nexus === this.#provided) return;
    this.#provided = nexus;
    this.#stopTenant?.();
    this.#stopTenant = undefined;
    this.#context.setValue(nexus === undefined ? {} : { nexus });
    this.#setBrand({});
    if (nexus !== undefined) this.#stopTenant = this.#followBrand(nexus);
  }

  /** Elements that need the membership tell what is wrong; the provider only stays neutral. */
  #followBrand(nexus: Nexus): (() => void) | undefined {
    try {
      return nexus.tenant.subscribe((membership) => this.#setBrand(membership?.tenant.brand ?? {}), {
        onError: () => {},
      });
    } catch {
      // A closed instance refuses at once.
      return undefined;
    }
  }

  #setBrand(brand: Brand): void {
    if (JSON.stringify(brand) === JSON.stringify(this.#brand)) return;
    this.#brand = brand;
    this.#derived = deriveTheme(brand);
    this.#paint();
  }

  #paint(): void {
    this.#sheet?.replaceSync(themeRules(this.#derived, this.theme, this.density));
  }
}
