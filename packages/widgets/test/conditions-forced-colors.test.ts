import { contrast, groundOf, painted, type Rgba, rgba } from './support/colour.ts';
import { emulate } from './support/emulate.ts';
import { inEveryScene } from './support/every-scene.ts';
import { deepElements, drawnAncestors, isSeen, nameOf, seenTexts } from './support/sight.ts';

const SYSTEM_COLORS = [
  'ActiveText',
  'ButtonBorder',
  'ButtonFace',
  'ButtonText',
  'Canvas',
  'CanvasText',
  'Field',
  'FieldText',
  'GrayText',
  'Highlight',
  'HighlightText',
  'LinkText',
  'Mark',
  'MarkText',
  'SelectedItem',
  'SelectedItemText',
  'VisitedText',
];
/** WCAG's least contrast of what is not text; a person's own colours are their own affair beyond it. */
const VISIBLE = 3;
/** What keys reach. What only takes the focus by script (a heading, a question) is read out, and needs no ring. */
const FOCUSABLE =
  'a[href], button, input, select, textarea, [tabindex="0"], [tabindex][role]:not([role=group], [role$=dialog])';

function systemColors(target: Element): Set<string> {
  const probe = document.createElement('i');
  probe.style.forcedColorAdjust = 'none';
  target.append(probe);
  const found = SYSTEM_COLORS.map((name) => {
    probe.style.color = name;
    return rgba(getComputedStyle(probe).color).join(' ');
  });
  probe.remove();
  return new Set(found);
}

function isDisabled(element: Element): boolean {
  for (const one of drawnAncestors(element)) if (one.matches(':disabled, [aria-disabled=true]')) return true;
  return false;
}

/** Colours that a piece of a drawing is drawn in. */
function inksOf(element: Element): string[] {
  const { fill, stroke, strokeWidth } = getComputedStyle(element);
  const isStroked = stroke !== 'none' && Number.parseFloat(strokeWidth) > 0;
  return [...(fill === 'none' ? [] : [fill]), ...(isStroked ? [stroke] : [])];
}

function page(): Rgba {
  return rgba(getComputedStyle(document.documentElement).backgroundColor)[3] === 1
    ? rgba(getComputedStyle(document.documentElement).backgroundColor)
    : [255, 255, 255, 1];
}

function textComplaints(target: HTMLElement): string[] {
  const known = systemColors(target);
  return seenTexts(target).flatMap(({ element, text }) => {
    if (isDisabled(element)) return [];
    const isDrawing = element instanceof SVGElement;
    const color = rgba(getComputedStyle(element)[isDrawing ? 'fill' : 'color']);
    const ground = groundOf(element, page());
    const what = `${nameOf(element)} "${text.slice(0, 30)}"`;
    if (contrast(painted(color, ground), ground) < VISIBLE)
      return [`${what} is not to be seen: ${color} on ${ground.map(Math.round)}`];
    return known.has(color.join(' ')) ? [] : [`${what} has a colour of its own: ${color}`];
  });
}

function shapeComplaints(target: HTMLElement): string[] {
  const shapes = [...deepElements(target)].filter(
    (element) => element.matches('svg.shape') && isSeen(element),
  );
  return shapes.flatMap((shape) => {
    if (isDisabled(shape)) return [];
    const ground = groundOf(shape, page());
    const inks = [...shape.querySelectorAll('*')].flatMap(inksOf).map(rgba);
    const isDrawn = inks.some((ink) => contrast(painted(ink, ground), ground) >= VISIBLE);
    return isDrawn
      ? []
      : [
          `${nameOf(shape)} in ${nameOf(shape.parentElement ?? shape)} is not to be seen: ${inks.join(' | ')}`,
        ];
  });
}

/** Everything that keys can reach has to show it; of those that look alike, one is tried. */
function focusComplaints(target: HTMLElement): string[] {
  const stops = [...deepElements(target)].filter(
    (element): element is HTMLElement =>
      element instanceof HTMLElement &&
      element.matches(FOCUSABLE) &&
      !element.matches(':disabled') &&
      isSeen(element),
  );
  const alike = new Map(stops.map((stop) => [`${stop.localName} ${stop.classList} ${stop.role}`, stop]));
  const complaints: string[] = [];
  for (const stop of alike.values()) {
    stop.focus({ focusVisible: true, preventScroll: true } as FocusOptions);
    if (!stop.matches(':focus') || isMarked(stop)) continue;
    complaints.push(`${nameOf(stop)} does not show that it has the focus`);
  }
  return complaints;
}

/** An outline in a colour that is seen: on the element, on what it is in or, as marks on a plan have it, on a part of it. */
function isMarked(stop: Element): boolean {
  return [...drawnAncestors(stop), ...stop.querySelectorAll('*')].some((one) => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one);
    const ground = groundOf(one.parentElement ?? one, page());
    const isThere = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1;
    return isThere && contrast(painted(rgba(outlineColor), ground), ground) >= VISIBLE;
  });
}

inEveryScene({
  title: 'in the colours that a person forces, everything is still to be seen',
  need: 'media features',
  begin: () => emulate({ 'forced-colors': 'active' }),
  end: () => emulate({}),
  inspect: (target) => [...textComplaints(target), ...shapeComplaints(target), ...focusComplaints(target)],
});
