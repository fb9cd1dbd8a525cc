import { nothing } from 'lit';
import type { Words } from '../locale/words.ts';
import { type Choice, GRID_LAYOUTS, type GridLayoutName, known } from './choices.ts';
import type { Fleet } from './fleet.ts';
import type { GridExtras } from './lazy-code.ts';
import type { LazyPart } from './lazy-part.ts';
import { gridToolbar } from './toolbar.ts';
import { partFailure } from './waiting.ts';

/** What the toolbar asks for. */
export interface ToolbarHost {
  change(change: Partial<Choice>): void;
  layOut(layout: GridLayoutName): void;
  draw(): void;
  readonly extras: LazyPart<GridExtras>;
}

/** The toolbar, and whether its panel is open. */
export class ToolbarDoor {
  readonly #host: ToolbarHost;
  #isOpen = false;

  constructor(host: ToolbarHost) {
    this.#host = host;
  }

  content(words: Words, choice: Choice, layout: GridLayoutName, { tally, machines }: Fleet): unknown {
    const { extras, change, layOut, draw } = this.#host;
    const isOpen = this.#isOpen;
    return gridToolbar(words, {
      choice,
      layout: known(GRID_LAYOUTS, layout),
      tally,
      isOpen,
      machines,
      extras: isOpen ? extras.get() : undefined,
      placeholder: () => extras.placeholder(words, nothing, partFailure(words)),
      onChoice: change,
      onLayout: layOut,
      onOpen: () => {
        this.#isOpen = !isOpen;
        draw();
      },
    });
  }
}
