import type { Nexus } from '@nexus-mfg/sdk';
import { LitElement, type PropertyDeclarations } from 'lit';
import { type StaticValue, unsafeStatic } from 'lit/static-html.js';
import { ScopeController } from '../controllers/scope-controller.ts';
import type { Words } from '../locale/words.ts';
import type { View } from '../view/view.ts';

const tags = new Map<string, StaticValue>();

/** What all elements share: an instance and a view of their own where they have one, a language, and their prefix. */
export class NexusElement extends LitElement {
  static override properties: PropertyDeclarations = {
    nexus: { attribute: false },
    view: { attribute: false },
  };
  /** First part of every tag of this copy of the library; `defineAll({ prefix })` sets another. */
  static prefix = 'nexus';

  /** Instance to use in place of the provider's. */
  declare nexus: Nexus | undefined;
  /** What to look at in place of what the provider's elements look at. */
  declare view: View | undefined;

  /** @internal */
  readonly scope: ScopeController = new ScopeController(this);

  constructor() {
    super();
    this.nexus = undefined;
    this.view = undefined;
  }

  /** @internal Texts, numbers and times in the language that the element speaks. */
  get words(): Words {
    return this.scope.words;
  }

  /** Tag of another element of this copy of the library, for templates of `lit/static-html.js`. */
  protected tag(name: string): StaticValue {
    const { prefix } = this.constructor as typeof NexusElement;
    const full = `${prefix}-${name}`;
    const known = tags.get(full);
    if (known !== undefined) return known;
    const made = unsafeStatic(full);
    tags.set(full, made);
    return made;
  }
}
