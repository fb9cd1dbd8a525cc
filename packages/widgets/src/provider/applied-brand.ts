import type { Brand, Nexus, Observable } from '@nexus-mfg/sdk';
import { deriveTheme, type Theme } from '@nexus-mfg/sdk/branding';
import { tell } from '../internal/tell-all.ts';
import { BrandFollower } from './brand-follower.ts';
import { tellRepairs } from './tell-repairs.ts';

/** The brand as a provider shows it, and what has become of it. */
export interface AppliedBrand {
  /** The tenant's brand, with the fields of `appearance` in place of its own. */
  readonly brand: Brand;
  /** The palettes made of it; `theme.repairs` names every colour that could not be taken as it was. */
  readonly theme: Theme;
}

/** Follows the brand of the signed-in person's tenant, puts the page's own fields over it, and derives the palettes. */
export class AppliedBrandSource implements Observable<AppliedBrand> {
  readonly #listeners: Set<(applied: AppliedBrand) => void> = new Set();
  readonly #follower = new BrandFollower(() => this.#derive());
  #appearance: Brand = {};
  #value: AppliedBrand = { brand: {}, theme: deriveTheme() };
  #look = '{}';

  get value(): AppliedBrand {
    return this.#value;
  }

  subscribe(listener: (applied: AppliedBrand) => void): () => void {
    const own = (applied: AppliedBrand): void => listener(applied);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  follow(nexus: Nexus | undefined): void {
    this.#follower.follow(nexus);
  }

  /** The page's own fields. */
  override(appearance: Brand | undefined): void {
    this.#appearance = appearance ?? {};
    this.#derive();
  }

  #derive(): void {
    const brand = { ...this.#follower.value, ...given(this.#appearance) };
    const look = JSON.stringify(brand);
    if (look === this.#look) return;
    this.#look = look;
    const value = { brand, theme: deriveTheme(brand) };
    this.#value = value;
    tellRepairs(value);
    for (const listener of [...this.#listeners])
      if (this.#value === value && this.#listeners.has(listener)) tell(listener, value);
  }
}

/** A field that a page leaves undefined is not one that it sets. */
function given(brand: Brand): Brand {
  return Object.fromEntries(Object.entries(brand).filter(([, value]) => value !== undefined));
}
