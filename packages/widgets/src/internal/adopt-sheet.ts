import type { CSSResult } from 'lit';

/** Adds a sheet that came later to those of a shadow root, once. */
export function adoptSheet(root: ParentNode, { styleSheet }: CSSResult): void {
  if (!(root instanceof ShadowRoot) || !styleSheet || root.adoptedStyleSheets.includes(styleSheet)) return;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, styleSheet];
}
