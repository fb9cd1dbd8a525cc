import type { CitedText } from '../contract/index.ts';

const REF = /\[r\d+\]/gu;
/** Refs behind the full stop belong to the sentence before it. */
const SENTENCE_END = /(?:[.!?](?=\s|\[r\d|$)|[。！？])(?:[ \t]*\[r\d+\])*|\n/gu;
/** Not the number of a list's item, nor one that is part of a name: `MILL-04`, `r2d2`. */
const NUMBER = /(?<![\p{L}\p{N}_]|[\p{L}\p{N}]-)\p{N}+(?:[.,:\u202f\u00a0]\p{N}+)*/gu;
const LIST_NUMBER = /^[ \t]*\p{N}+[.)](?=\s)/gmu;

/** Where in the text numbers stand that no citation of their sentence stands behind. */
export function uncitedNumbers(text: string, names: Iterable<string>): CitedText['uncited'] {
  const blank = (found: string): string => ' '.repeat(found.length);
  let readable = text.replace(REF, blank).replace(LIST_NUMBER, blank);
  // The longest first: one name can begin another.
  for (const name of [...names].sort((a, b) => b.length - a.length)) {
    readable = readable.replaceAll(name, blank(name));
  }
  return [...sentences(text)]
    .filter(({ start, end }) => text.slice(start, end).search(REF) < 0)
    .flatMap(({ start, end }) =>
      [...readable.slice(start, end).matchAll(NUMBER)].map((found) => ({
        start: start + found.index,
        end: start + found.index + found[0].length,
      })),
    );
}

function* sentences(text: string): Generator<{ start: number; end: number }> {
  let start = 0;
  for (const stop of text.matchAll(SENTENCE_END)) {
    const end = stop.index + stop[0].length;
    yield { start, end };
    start = end;
  }
  if (start < text.length) yield { start, end: text.length };
}
