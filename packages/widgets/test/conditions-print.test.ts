import { contrast, groundOf, painted, type Rgba, rgba } from './support/colour.ts';
import { emulatePaper } from './support/emulate.ts';
import { inEveryScene } from './support/every-scene.ts';
import { nextFrame } from './support/fixture.ts';
import { deepElements, drawnAncestors, isSeen, nameOf, seenTexts } from './support/sight.ts';

const PAPER: Rgba = [255, 255, 255, 1];
/** WCAG AA for text. */
const READABLE = 4.5;
/** What only does something. Buttons that tell something too, as the name of a machine does, stay; so do filled-in forms. */
const CONTROLS = '.button:not(.trigger), [type=search], [type=checkbox]:not(form *), select:not(form *)';

/** What prints in its own ground; every other ground is left out by default. */
function groundOnPaper(element: Element): Rgba {
  for (const one of drawnAncestors(element)) {
    const { backgroundColor, printColorAdjust } = getComputedStyle(one);
    if (printColorAdjust === 'exact' && rgba(backgroundColor)[3] > 0) return groundOf(one, PAPER);
  }
  return PAPER;
}

function inkComplaints(target: HTMLElement): string[] {
  return seenTexts(target).flatMap(({ element, text }) => {
    const color = rgba(getComputedStyle(element)[element instanceof SVGElement ? 'fill' : 'color']);
    const ground = groundOnPaper(element);
    if (contrast(painted(color, ground), ground) >= READABLE) return [];
    return [
      `${nameOf(element)} "${text.slice(0, 30)}" is too pale for paper: ${color} on ${ground.map(Math.round)}`,
    ];
  });
}

/** Things that a page on paper cannot do. */
function screenComplaints(element: HTMLElement): string[] {
  const { position, overflowX, overflowY } = getComputedStyle(element);
  const told: string[] = [];
  const scrolls = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll';
  if (scrolls(overflowY) && element.scrollHeight > element.clientHeight + 1) told.push('is cut off below');
  if (scrolls(overflowX) && element.scrollWidth > element.clientWidth + 1)
    told.push('is cut off at the side');
  if (position === 'fixed') told.push('is on every sheet');
  if (element.matches(':popover-open, dialog[open]')) told.push('lies over the page');
  if (element.matches(CONTROLS)) told.push('is a control');
  return told.length > 0 && isSeen(element) ? told.map((what) => `${nameOf(element)} ${what}`) : [];
}

inEveryScene({
  title: 'on paper, everything is there and in black on white',
  need: 'print',
  // The hardest start: white on black.
  look: { theme: 'dark' },
  begin: () => emulatePaper(true),
  async end() {
    dispatchEvent(new Event('afterprint'));
    await emulatePaper(false);
  },
  async inspect(target) {
    // What is drawn only as far as it is seen is drawn whole for paper.
    dispatchEvent(new Event('beforeprint'));
    await nextFrame();
    await nextFrame();
    // As the page around it would be.
    target.style.colorScheme = 'light';
    return [
      ...inkComplaints(target),
      ...[...deepElements(target)]
        .filter((element) => element instanceof HTMLElement)
        .flatMap(screenComplaints),
    ];
  },
});
