import type { Brand, Nexus } from '@nexus-mfg/sdk';

/** The brand of the signed-in person's tenant, as it is now; neutral while nobody is signed in. */
export class BrandFollower {
  readonly #onChange: () => void;
  #stop: (() => void) | undefined;
  #value: Brand = {};

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get value(): Brand {
    return this.#value;
  }

  follow(nexus: Nexus | undefined): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#set({});
    try {
      // Elements that need the membership tell what is wrong; the provider only stays neutral.
      this.#stop = nexus?.tenant.subscribe((membership) => this.#set(membership?.tenant.brand ?? {}), {
        onError: () => {},
      });
    } catch {
      // A closed instance refuses at once.
    }
  }

  #set(brand: Brand): void {
    this.#value = brand;
    this.#onChange();
  }
}
