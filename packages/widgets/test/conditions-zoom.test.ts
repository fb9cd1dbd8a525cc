import { setViewport } from '@web/test-runner-commands';
import { usualViewport } from './support/emulate.ts';
import { inEveryScene } from './support/every-scene.ts';
import {
  type Box,
  deepElements,
  drawnAncestors,
  isSeen,
  nameOf,
  type SeenText,
  seenTexts,
} from './support/sight.ts';

/** A window of 1280 by 1024 px at 200 percent. */
const ZOOMED = { width: 640, height: 512, deviceScaleFactor: 2 };
/** What may scroll sideways: tables and drawings, whose meaning is in their two directions. */
const WIDE = 'canvas, table, [role=grid], [role=table], [role=application]';

function widthComplaints(): string[] {
  const { scrollWidth } = document.documentElement;
  return scrollWidth > ZOOMED.width ? [`the page is ${scrollWidth} px wide`] : [];
}

/** A line of choices of which the next one is seen in part; all of them are reached by Tab. */
function isStrip(element: Element): boolean {
  const { children } = element;
  const areChoices = [...children].every((child) => child.matches('button') || child.querySelector('button'));
  return children.length > 1 && areChoices && element.clientHeight < 80;
}

const scrolls = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll';
const cuts = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip';

function hasText(element: Element): boolean {
  return [...element.childNodes].some(
    (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '',
  );
}

/** What scrolls sideways or is cut off, and does not say so by an ellipsis. */
function cutComplaints(element: HTMLElement): string[] {
  const isTooWide = element.scrollWidth > element.clientWidth + 1;
  const isTooHigh = element.scrollHeight > element.clientHeight + 2;
  if (!isTooWide && !isTooHigh) return [];
  const { overflowX, overflowY, textOverflow, webkitLineClamp } = getComputedStyle(element);
  const told: string[] = [];
  const isWide = element.matches(WIDE) || element.querySelector(WIDE) !== null || isStrip(element);
  if (isTooWide && scrolls(overflowX) && !isWide) told.push('scrolls sideways');
  const isWhole = textOverflow === 'ellipsis' || webkitLineClamp !== 'none' || !hasText(element);
  if (isTooWide && cuts(overflowX) && !isWhole) told.push('is cut off at the side');
  if (isTooHigh && cuts(overflowY) && !isWhole) told.push('is cut off below');
  return told.length > 0 && isSeen(element) ? told.map((what) => `${nameOf(element)} ${what}`) : [];
}

/** The nearest thing that lies above the rest; what is in different ones may cover each other. */
function layerOf(element: Element): Element | undefined {
  for (const one of drawnAncestors(element)) {
    const { position } = getComputedStyle(one);
    if (position !== 'static' && position !== 'relative') return one;
    if (one.matches(':popover-open, dialog')) return one;
  }
  return undefined;
}

/** Lines may touch by what stands above and below letters. */
const TOUCH_PX = 3;

function overlap(one: Box, other: Box): boolean {
  return (
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > TOUCH_PX &&
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > TOUCH_PX
  );
}

function overlapComplaints(texts: readonly SeenText[]): string[] {
  const lines = texts
    .flatMap(({ element, boxes }) => boxes.map((box) => ({ element, box, layer: layerOf(element) })))
    .sort((one, other) => one.box.top - other.box.top);
  return lines.flatMap((one, index) => {
    const told: string[] = [];
    for (const other of lines.slice(index + 1)) {
      // From here on, everything stands below.
      if (other.box.top >= one.box.bottom) break;
      if (one.element === other.element || one.layer !== other.layer || !overlap(one.box, other.box))
        continue;
      told.push(`${nameOf(one.element)} and ${nameOf(other.element)} cover each other`);
    }
    return told;
  });
}

inEveryScene({
  title: 'at a zoom of 200 percent, everything fits and is whole',
  need: 'zoom',
  async begin() {
    await setViewport(ZOOMED);
    document.documentElement.style.fontSize = '200%';
  },
  async end() {
    document.documentElement.style.fontSize = '';
    await usualViewport();
  },
  inspect: (target) => [
    ...widthComplaints(),
    ...[...deepElements(target)].filter((element) => element instanceof HTMLElement).flatMap(cutComplaints),
    ...overlapComplaints(seenTexts(target)),
  ],
});
