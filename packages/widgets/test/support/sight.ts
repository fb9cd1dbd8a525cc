/** An area of the page, in px. */
export type Box = Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>;

/** Text that is to be seen, and where it stands. */
export interface SeenText {
  text: string;
  /** The element that it is directly in. */
  element: Element;
  boxes: readonly Box[];
}

/** Every element below, through all shadow roots, in the order of the page. */
export function* deepElements(root: ParentNode): Generator<Element> {
  for (const child of root.children) {
    yield child;
    if (child.shadowRoot) yield* deepElements(child.shadowRoot);
    yield* deepElements(child);
  }
}

/** The parent that an element is drawn in: its slot's, its own, or the host of its shadow root. */
export function drawnParent(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  const { parentNode } = element;
  return parentNode instanceof ShadowRoot ? parentNode.host : element.parentElement;
}

/** The element and all that it is drawn in, from inside to outside. */
export function* drawnAncestors(element: Element): Generator<Element> {
  for (let one: Element | null = element; one; one = drawnParent(one)) yield one;
}

/** True for what takes space, is not hidden and is not only there for screen readers. */
export function isSeen(element: Element): boolean {
  if (!element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) return false;
  const { width, height } = element.getBoundingClientRect();
  if (width === 0 || height === 0) return false;
  return element.closest('.visually-hidden, desc, title') === null;
}

/** Every piece of text that is to be seen below `root`. */
export function seenTexts(root: ParentNode): SeenText[] {
  const found: SeenText[] = [];
  const frames = new Map<Element, Box>();
  for (const element of deepElements(root)) {
    if (element.localName === 'style' || element.localName === 'option') continue;
    for (const node of element.childNodes) {
      const text = node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '').trim() : '';
      if (text === '' || !isSeen(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const boxes = [...range.getClientRects()]
        .map((box) => within(box, frameOf(element, frames)))
        .filter((box) => box !== undefined);
      if (boxes.length > 0) found.push({ text, element, boxes });
    }
  }
  return found;
}

const EVERYWHERE: Box = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };

/** What of the page an element can be seen in: the common part of all that cuts it off. */
function frameOf(element: Element, known: Map<Element, Box>): Box {
  const before = known.get(element);
  if (before) return before;
  const { overflowX, display, position } = getComputedStyle(element);
  const parent = drawnParent(element);
  const outer = parent === null || position === 'fixed' ? EVERYWHERE : frameOf(parent, known);
  const isOpen = overflowX === 'visible' || display === 'contents' || display === 'inline';
  const frame = isOpen ? outer : (within(element.getBoundingClientRect(), outer) ?? NOWHERE);
  known.set(element, frame);
  return frame;
}

const NOWHERE: Box = { left: 0, top: 0, right: 0, bottom: 0 };

/** What is left of a box inside a frame; nothing, if it is out of sight. */
function within(box: Box, frame: Box): Box | undefined {
  const left = Math.max(box.left, frame.left);
  const top = Math.max(box.top, frame.top);
  const right = Math.min(box.right, frame.right);
  const bottom = Math.min(box.bottom, frame.bottom);
  return right - left > 1 && bottom - top > 1 ? { left, top, right, bottom } : undefined;
}

/** What an element is called in a complaint: `machine-grid .row > span.value "12.5"`. */
export function nameOf(element: Element): string {
  const root = element.getRootNode();
  const host = root instanceof ShadowRoot ? `${root.host.localName} ` : '';
  const classes = (element.getAttribute('class') ?? '').trim().replaceAll(/\s+/g, '.');
  const text = (element.textContent ?? '').trim().replaceAll(/\s+/g, ' ').slice(0, 40);
  return `${host}${element.localName}${classes && `.${classes}`}${text && ` "${text}"`}`;
}
