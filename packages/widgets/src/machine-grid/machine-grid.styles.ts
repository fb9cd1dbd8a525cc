import { type CSSResult, css } from 'lit';

export const gridStyles: CSSResult = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    max-block-size: max(420px, 86dvh);
  }
  .base {
    --_gap: var(--_s-8);
    display: flex;
    flex-direction: column;
    gap: var(--_s-12);
    flex: 1 1 auto;
    min-block-size: 0;
    min-inline-size: 0;
    container: grid / inline-size;
    contain-intrinsic-inline-size: calc(320px * var(--_d));
  }
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_s-8) var(--_s-12);
    align-items: center;
  }
  .search {
    position: relative;
    flex: 1 1 200px;
    max-inline-size: 320px;
    color: var(--_text-quiet);
  }
  .search .shape {
    position: absolute;
    inset-block: 0;
    inset-inline-start: var(--_s-8);
    margin-block: auto;
  }
  .search input {
    appearance: none;
    inline-size: 100%;
    block-size: var(--_target);
    padding-block: 0;
    padding-inline: calc(var(--_s-8) * 2 + 1.15em) var(--_s-8);
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-small);
    background: var(--_surface-raised);
    color: var(--_text);
  }
  .search input::placeholder {
    color: var(--_text-quiet);
    opacity: 1;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_s-4);
  }
  .chip {
    appearance: none;
    display: inline-flex;
    align-items: center;
    gap: var(--_s-4);
    min-block-size: var(--_target);
    padding: 0 var(--_s-8);
    border: 1px solid transparent;
    border-radius: var(--_radius-small);
    background: none;
    color: var(--_text-quiet);
    white-space: nowrap;
    cursor: pointer;
  }
  .chip:hover {
    background: var(--_surface-sunken);
  }
  /* The brand only underlines: a tint of a red brand would look like an alarm. */
  .chip[aria-pressed='true'] {
    border-color: var(--_border);
    background: var(--_surface-raised);
    box-shadow: inset 0 -2px 0 var(--_brand-text);
    color: var(--_text);
    font-weight: 600;
  }
  .chip[data-filter='attention'] .shape {
    color: var(--_warning);
  }
  .chip[data-filter='fault'] .shape {
    color: var(--_critical);
  }
  .count {
    color: var(--_text);
    font-weight: 600;
  }
  .notice {
    display: flex;
    align-items: center;
    gap: var(--_s-8);
    padding: var(--_s-8) var(--_s-12);
    border: 1px dashed var(--_border-strong);
    border-radius: var(--_radius-small);
    background: var(--_surface-sunken);
  }
  .viewport {
    position: relative;
    flex: 1 1 auto;
    min-block-size: 0;
    overflow-x: hidden;
    overflow-y: auto;
    /* Room for focus and selection rings, which would be cut at the scrolling edge. */
    padding: 4px;
    margin: -4px;
    overscroll-behavior-y: auto;
    scrollbar-gutter: stable;
    scrollbar-width: thin;
    scrollbar-color: var(--_border-strong) transparent;
  }
  .viewport:focus-visible {
    outline-offset: -2px;
  }
  .rows {
    position: relative;
    contain: layout style;
  }
  .sizer {
    position: absolute;
    visibility: hidden;
    pointer-events: none;
    inline-size: var(--tile-min-width, calc(232px * var(--_d)));
    block-size: var(--tile-height, calc(168px * var(--_d)));
    margin-block-end: var(--_gap);
  }
  .row {
    position: absolute;
    inset-block-start: 0;
    inset-inline: 0;
    display: grid;
    gap: var(--_gap);
  }
  .row[hidden] {
    display: none;
  }
  .cell {
    contain: strict;
    block-size: var(--tile-height, calc(168px * var(--_d)));
    min-inline-size: 0;
    overflow: visible;
    border-radius: var(--_radius);
    cursor: pointer;
    transition: outline-color var(--_motion);
  }
  .cell:focus-visible {
    outline: 3px solid var(--_focus);
    outline-offset: 0;
  }
  .cell[aria-selected='true'] {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }
  /* Round an alarm the ring is ink: a colour beside the alarm's would compete with it. */
  .cell[aria-selected='true']:has(.tile:not([data-alert='none'])) {
    outline-color: var(--_text);
  }
  .cell[aria-selected='true']:focus-visible {
    outline-width: 3px;
  }
  .cell:hover .tile {
    border-color: var(--_border-strong);
  }
  .cell:hover .tile[data-alert='warning'] {
    border-color: var(--_warning-text);
  }
  .cell:hover .tile[data-alert='critical'] {
    border-color: var(--_critical-text);
  }
  .skeleton {
    flex: 0 1 auto;
    min-block-size: 0;
    overflow: hidden;
  }
  .skeleton .tile .bone {
    block-size: 1em;
  }
  .skeleton .bone.wide {
    inline-size: 70%;
  }
  .skeleton .bone.thin {
    block-size: 6px;
  }
  .skeleton-rows {
    display: grid;
    gap: var(--_gap);
    grid-template-columns: repeat(auto-fill, minmax(min(100%, var(--tile-min-width, calc(232px * var(--_d)))), 1fr));
  }
  .skeleton-rows .tile {
    block-size: var(--tile-height, calc(168px * var(--_d)));
  }
  /* One column: search, filters and tiles share both edges, so no width is kept for a scroll bar. */
  @container grid (max-inline-size: 479px) {
    .search {
      flex-basis: 100%;
      max-inline-size: none;
    }
    .viewport {
      scrollbar-width: none;
    }
  }
  @media (forced-colors: active) {
    .chip[aria-pressed='true'] {
      border-color: Highlight;
    }
    .search input {
      border-color: FieldText;
    }
  }
`;
