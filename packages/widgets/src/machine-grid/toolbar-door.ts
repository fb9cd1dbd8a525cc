import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Words } from '../locale/words.ts';
import type { Choice, GridLayoutName } from './choices.ts';
import type { GridExtras } from './lazy-code.ts';
import type { LazyPart } from './lazy-part.ts';
import { partFailure } from './states.ts';
import type { GridTally } from './tally.ts';
import { gridToolbar, type ToolbarModel } from './toolbar.ts';

/** What the toolbar asks for. */
export interface ToolbarHost {
  change(change: Partial<Choice>): void;
  layOut(layout: GridLayoutName): void;
  draw(): void;
  readonly extras: LazyPart<GridExtras>;
}

/** The toolbar, drawn when something on it changed and not with each reading; and whether its panel is open. */
export class ToolbarDoor {
  readonly #host: ToolbarHost;
  #isOpen = false;
  #drawnPanel: unknown = nothing;
  /** What the panel was drawn from. */
  #panelFor: readonly unknown[] = [];

  constructor(host: ToolbarHost) {
    this.#host = host;
  }

  content(words: Words, choice: Choice, layout: GridLayoutName, tally: GridTally): unknown {
    const host = this.#host;
    const model: ToolbarModel = {
      choice,
      layout,
      tally,
      isOpen: this.#isOpen,
      onChoice: (change) => host.change(change),
      onLayout: (next) => host.layOut(next),
      onOpen: () => {
        this.#isOpen = !this.#isOpen;
        this.#panelFor = [];
        host.draw();
      },
    };
    const chosen = Object.values(choice);
    const panel = this.#isOpen ? this.#panel(words, model) : nothing;
    return guard([words, layout, this.#isOpen, panel, tally, tally.stamp, ...chosen], () =>
      gridToolbar(words, model, panel),
    );
  }

  /** It keeps the counts that it was opened with: a list that is open must not change under the pointer. */
  #panel(words: Words, model: ToolbarModel): unknown {
    const { extras } = this.#host;
    const part = extras.get();
    if (part === undefined) return extras.placeholder(words, html``, partFailure(words));
    const wanted = [words, model.tally.types.size, ...Object.values(model.choice)];
    const last = this.#panelFor;
    if (wanted.length === last.length && wanted.every((value, at) => value === last[at]))
      return this.#drawnPanel;
    this.#panelFor = wanted;
    this.#drawnPanel = part.optionsPanel(words, model);
    return this.#drawnPanel;
  }
}
