/** A mark that may get its name, in px; those first in the list get room first. */
export interface LabelWish {
  readonly x: number;
  readonly y: number;
  /** Width of the name; 0 for a mark that has none and is only in the way. */
  readonly width: number;
}

/** What takes room, in px: marks are squares around their point, names stand under them. */
export interface LabelSizes {
  readonly mark: number;
  readonly height: number;
  readonly gap: number;
}

/** Names are cut off here, in px at a text size of 12 px. */
const LONGEST = 132;
/** From here on characters are as wide as the text is high: Chinese, Japanese, Korean. */
const WIDE_FROM = 0x2e80;

/** About how wide a name is drawn: to measure 10,000 of them would take longer than to be a little too careful. */
export function nameWidth(name: string, fontPx: number): number {
  let width = 0;
  for (const character of name) width += (character.codePointAt(0) ?? 0) >= WIDE_FROM ? 1 : 0.6;
  return Math.min(width * fontPx, (LONGEST * fontPx) / 12);
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Which marks have room for their name without overlapping a mark or another name, by position in the list. */
export function labelsWithRoom(wishes: readonly LabelWish[], { mark, height, gap }: LabelSizes): Set<number> {
  const taken = new Boxes();
  for (const { x, y } of wishes)
    taken.add({ left: x - mark / 2, right: x + mark / 2, top: y - mark / 2, bottom: y + mark / 2 });
  const shown = new Set<number>();
  wishes.forEach(({ x, y, width }, index) => {
    if (width === 0) return;
    const top = y + mark / 2 + gap;
    const box = { left: x - width / 2, right: x + width / 2, top, bottom: top + height };
    if (taken.hits(box)) return;
    taken.add(box);
    shown.add(index);
  });
  return shown;
}

/** Boxes by the squares of a coarse grid that they touch. */
class Boxes {
  readonly #bySquare = new Map<number, Box[]>();

  add(box: Box): void {
    for (const key of squaresOf(box)) {
      const square = this.#bySquare.get(key);
      if (square) square.push(box);
      else this.#bySquare.set(key, [box]);
    }
  }

  hits(box: Box): boolean {
    return squaresOf(box).some((key) =>
      this.#bySquare
        .get(key)
        ?.some(
          (other) =>
            other.left < box.right &&
            other.right > box.left &&
            other.top < box.bottom &&
            other.bottom > box.top,
        ),
    );
  }
}

const SQUARE = 128;
const ROWS = 2 ** 24;

function squaresOf({ left, right, top, bottom }: Box): number[] {
  const keys: number[] = [];
  for (let column = Math.floor(left / SQUARE); column <= Math.floor(right / SQUARE); column += 1)
    for (let row = Math.floor(top / SQUARE); row <= Math.floor(bottom / SQUARE); row += 1)
      keys.push(column * ROWS + row);
  return keys;
}
