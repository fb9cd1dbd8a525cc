import type { Words } from '../locale/words.ts';
import type { GridNews } from './grid-news.ts';
import { NEWS } from './lazy-code.ts';
import { LazyPart } from './lazy-part.ts';

/** Tells screen readers what happens; how that is said comes with the first thing that does. */
export class GridVoice {
  readonly #words: () => Words;
  readonly #draw: () => void;
  readonly #code: LazyPart<typeof import('./grid-news.ts')>;
  #news: GridNews | undefined;
  #isOn = false;

  constructor(words: () => Words, draw: () => void) {
    this.#words = words;
    this.#draw = draw;
    this.#code = new LazyPart(NEWS, draw);
  }

  get text(): string {
    return this.#news?.text ?? '';
  }

  start(): void {
    this.#isOn = true;
  }

  stop(): void {
    this.#isOn = false;
    this.#news?.stop();
  }

  tell(act: (news: GridNews) => void): void {
    this.#code.with(({ GridNews }) => {
      this.#news ??= new GridNews(this.#words, this.#draw);
      if (this.#isOn) act(this.#news);
    });
  }
}
