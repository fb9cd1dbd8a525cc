import { render } from 'lit';
import { formatScore, healthWord } from '../../../packages/widgets/src/drawing/health.ts';
import { type ShapeName, shape } from '../../../packages/widgets/src/drawing/shapes.ts';
import { words } from './words.ts';

/** The last text inside an element, where its changing text is. */
export function textIn(element: Element | null): Text | undefined {
  if (element === null) return undefined;
  const texts = [...element.childNodes].filter((node): node is Text => node.nodeType === Node.TEXT_NODE);
  const filled = texts.filter((text) => text.data.trim() !== '');
  if (filled.length > 0 || texts.length > 0) return filled.at(-1) ?? texts.at(-1);
  return element.appendChild(document.createTextNode(''));
}

export function setText(text: Text | undefined, value: string): void {
  if (text !== undefined && text.data !== value) text.data = value;
}

const shapes = new Map<ShapeName, Element>();

function svgOf(name: ShapeName): Element {
  const known = shapes.get(name);
  if (known !== undefined) return known.cloneNode(true) as Element;
  const holder = document.createElement('div');
  render(shape(name), holder);
  const svg = holder.firstElementChild as Element;
  shapes.set(name, svg);
  return svg.cloneNode(true) as Element;
}

/** A place for a shape. */
export class ShapePiece {
  readonly #place: Element;
  #name: ShapeName | undefined;

  constructor(place: Element) {
    this.#place = place;
  }

  draw(name: ShapeName): void {
    if (name === this.#name) return;
    this.#name = name;
    this.#place.replaceChildren(svgOf(name));
  }
}

/** The bar, score and word of a machine's health. */
export class HealthPieces {
  readonly #health: HTMLElement;
  readonly #bar: Element;
  readonly #score: Text | undefined;
  readonly #word: Element;
  #drawn = '';

  constructor(inside: Element) {
    this.#health = inside.querySelector('.health') as HTMLElement;
    this.#bar = inside.querySelector('.bar-fill') as Element;
    this.#score = textIn(inside.querySelector('.score'));
    this.#word = inside.querySelector('.word') as Element;
  }

  draw(score: number | null): void {
    const { state, word, shape: name } = healthWord(words, score);
    this.#bar.setAttribute('width', String(score ?? 0));
    setText(this.#score, formatScore(words, score));
    if (state === this.#drawn) return;
    this.#drawn = state;
    this.#health.dataset.state = state;
    this.#word.replaceChildren(...(state === 'degraded' || state === 'critical' ? [svgOf(name)] : []), word);
  }
}
