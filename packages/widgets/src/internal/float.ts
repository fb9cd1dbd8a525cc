const GAP = 4;
const EDGE = 8;

/**
 * Shows `panel` above everything else, beside `anchor`, and keeps it there while the page scrolls. In the top layer,
 * because the headers that these elements stand in cut off what leaves them. Returns how to put it away.
 */
export function showFloat(anchor: Element, panel: HTMLElement): () => void {
  if (typeof panel.showPopover === 'function') {
    panel.popover = 'manual';
    panel.showPopover();
  }
  const place = (): void => placeFloat(anchor, panel);
  const sizes = new ResizeObserver(place);
  sizes.observe(panel);
  sizes.observe(anchor);
  addEventListener('scroll', place, { capture: true, passive: true });
  addEventListener('resize', place);
  place();
  return () => {
    sizes.disconnect();
    removeEventListener('scroll', place, { capture: true });
    removeEventListener('resize', place);
    if (panel.isConnected && panel.matches(':popover-open')) panel.hidePopover();
  };
}

/** Under the anchor where there is more room than above it; along the edge of it that keeps the panel on the screen. */
function placeFloat(anchor: Element, panel: HTMLElement): void {
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  const from = anchor.getBoundingClientRect();
  const below = height - from.bottom - GAP - EDGE;
  const above = from.top - GAP - EDGE;
  const size = panel.getBoundingClientRect();
  const isBelow = below >= Math.min(size.height, above) || below >= above;
  const isRtl = getComputedStyle(panel).direction === 'rtl';
  const start = isRtl ? from.right - size.width : from.left;
  const end = isRtl ? from.left : from.right - size.width;
  const fits = (left: number): boolean => left >= EDGE && left + size.width <= width - EDGE;
  const wanted = fits(start) ? start : end;
  const left = Math.max(EDGE, Math.min(wanted, width - EDGE - size.width));
  const { style } = panel;
  style.insetInlineStart = 'auto';
  style.left = `${left}px`;
  style.right = 'auto';
  style.maxBlockSize = `${Math.max(160, isBelow ? below : above)}px`;
  style.top = isBelow ? `${from.bottom + GAP}px` : 'auto';
  style.bottom = isBelow ? 'auto' : `${height - from.top + GAP}px`;
}
