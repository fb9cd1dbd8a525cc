import type { Nexus, PublicBrand } from '@nexus-mfg/sdk';

/**
 * The company that a page before sign-in belongs to: its name, logo and colours. Quiet when there is none, or when it
 * cannot be asked for: a brand is a guest.
 */
export class BrandBefore {
  readonly sheet: CSSStyleSheet | undefined =
    typeof CSSStyleSheet === 'undefined' ? undefined : new CSSStyleSheet();
  company: PublicBrand | undefined;
  readonly #changed: () => void;
  #asked = '';
  #nexus: Nexus | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** `tenant`: slug or host name; empty for none. Asked for once for each. */
  async follow(nexus: Nexus | undefined, tenant: string): Promise<void> {
    if (nexus === this.#nexus && tenant === this.#asked) return;
    this.#nexus = nexus;
    this.#asked = tenant;
    const isWanted = (): boolean => this.#nexus === nexus && this.#asked === tenant;
    if (nexus === undefined || tenant === '') return this.#take(undefined);
    try {
      const company = await nexus.branding.forHost(tenant);
      // The arithmetic of colours is only for pages that have a brand.
      const rules = company && (await import('./brand-rules.ts')).brandRules(company.brand);
      if (isWanted()) this.#take(company ?? undefined, rules ?? '');
    } catch {
      if (isWanted()) this.#take(undefined);
    }
  }

  #take(company: PublicBrand | undefined, rules = ''): void {
    this.company = company;
    this.sheet?.replaceSync(rules);
    this.#changed();
  }
}
