import type { Citation, CitedText } from '../contract/index.ts';
import { PlainText } from './plain-text.ts';
import type { References } from './references.ts';
import { uncitedNumbers } from './uncited-numbers.ts';

/** `[r1]`, `[r1, r2]`, with the blanks before it. */
const REFS = /[ \t]*\[\s*(r\d{1,6}(?:\s*[,;]\s*r\d{1,6})*)\s*\]/giu;
/** What could still become one with the next piece. Blanks too: they go with a ref that goes. */
const UNDECIDED = /[ \t]*(?:\[\s*(?:r(?:\d{1,6}(?:\s*[,;]\s*(?:r\d{0,6})?)*)?\s*)?)?$/iu;

/** A piece of an answer, and what it cites for the first time. */
export interface CitedPiece {
  text: string;
  citations: Citation[];
}

/** The model's text with its citations checked: a ref that no tool returned is taken out. Takes pieces cut anywhere. */
export class CitedWriter {
  readonly #references: References;
  readonly #told: Set<string>;
  readonly #plain = new PlainText();
  #held = '';
  #whole = '';

  /** @param told refs that the reader has been told of already; grows */
  constructor(references: References, told: Set<string>) {
    this.#references = references;
    this.#told = told;
  }

  push(piece: string): CitedPiece {
    return this.#take(this.#held + this.#plain.push(piece), false);
  }

  end(): CitedPiece {
    return this.#take(this.#held + this.#plain.end(), true);
  }

  /** Everything that was handed out. */
  get whole(): string {
    return this.#whole;
  }

  #take(given: string, isLast: boolean): CitedPiece {
    const tail = isLast ? '' : (UNDECIDED.exec(given)?.[0] ?? '');
    this.#held = tail;
    const citations: Citation[] = [];
    const text = given.slice(0, given.length - tail.length).replace(REFS, (found, list: string) => {
      const known = list
        .toLowerCase()
        .split(/[\s,;]+/u)
        .flatMap((ref) => this.#references.find(ref) ?? []);
      for (const citation of known) {
        if (this.#told.has(citation.ref)) continue;
        this.#told.add(citation.ref);
        citations.push(citation);
      }
      if (known.length === 0) return '';
      return (/^[ \t]*/u.exec(found)?.[0] ?? '') + known.map(({ ref }) => `[${ref}]`).join('');
    });
    this.#whole += text;
    return { text, citations };
  }
}

/** A whole statement, and what it cites for the first time. */
export function citeText(
  text: string,
  references: References,
  told: Set<string>,
): { cited: CitedText; citations: Citation[] } {
  const writer = new CitedWriter(references, told);
  const citations = [...writer.push(text.trim()).citations, ...writer.end().citations];
  const whole = writer.whole;
  return { cited: { text: whole, uncited: uncitedNumbers(whole, references.names) }, citations };
}
