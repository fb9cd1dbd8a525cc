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
    min-inline-size: 0;
  }
  .tools,
  .layouts {
    display: flex;
    gap: var(--_s-4);
  }
  .tools {
    gap: var(--_s-12);
    margin-inline-start: auto;
  }
  .tool {
    appearance: none;
    position: relative;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--_s-4);
    min-inline-size: var(--_target);
    block-size: var(--_target);
    padding: 0 var(--_s-8);
    border: 1px solid transparent;
    border-radius: var(--_radius-small);
    background: none;
    color: var(--_text-quiet);
    cursor: pointer;
  }
  .tool:hover {
    background: var(--_surface-sunken);
  }
  .tool[aria-expanded='true'] {
    border-color: var(--_border);
    background: var(--_surface-raised);
    color: var(--_text);
  }
  .in-use {
    color: var(--_text);
    font-weight: 600;
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
  .chip[aria-pressed='true'],
  .tool[aria-pressed='true'] {
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
    /* Room for focus and selection rings, which would be cut at the scrolling edge; none beyond the element's sides. */
    padding: 4px 0;
    margin-block: -4px;
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
  .sizer-head,
  .group {
    block-size: calc(40px * var(--_d));
  }
  .selection-bar {
    position: absolute;
    z-index: 3;
    inset-block-end: var(--_s-8);
    inset-inline: 0;
    display: flex;
    align-items: center;
    gap: var(--_s-12);
    inline-size: fit-content;
    max-inline-size: 100%;
    margin-inline: auto;
    padding: var(--_s-4);
    padding-inline-start: var(--_s-12);
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius);
    background: var(--_surface-raised);
    box-shadow: 0 4px 16px rgb(0 0 0 / 0.18);
  }
  .base:has(.selection-bar) .rows {
    margin-block-end: calc(48px * var(--_d));
  }
  .plan,
  .plan-loading {
    flex: 1 1 auto;
    min-block-size: 0;
  }
  .plan-loading .bone {
    block-size: clamp(240px, 50dvh, 560px);
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
  [data-layout='tiles'] .cell {
    contain: strict;
    block-size: var(--tile-height, calc(168px * var(--_d)));
    min-inline-size: 0;
    overflow: visible;
    border-radius: var(--_radius);
    cursor: pointer;
    transition: outline-color var(--_motion);
  }
  [data-layout='tiles'] .cell:focus-visible {
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
  .skeleton-table {
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  .skeleton-row {
    display: flex;
    align-items: center;
    block-size: calc(36px * var(--_d));
    padding-inline: var(--_s-12);
    border-block-end: 1px solid var(--_border);
  }
  .skeleton-row .bone {
    inline-size: 60%;
    block-size: 1em;
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
      flex-basis: calc(180px * var(--_d));
      max-inline-size: none;
    }
    .tools {
      gap: var(--_s-4);
    }
    .layouts {
      gap: 0;
    }
    /* One line that goes on sideways: three lines of buttons would push the machines off a phone. */
    .chips {
      order: 1;
      flex: 1 1 100%;
      flex-wrap: nowrap;
      overflow-x: auto;
      scrollbar-width: none;
    }
    .chip {
      flex: none;
    }
    .viewport {
      scrollbar-width: none;
    }
  }
  @media print {
    :host {
      max-block-size: none;
    }
    .toolbar,
    .panel,
    .selection-bar {
      display: none;
    }
    .viewport {
      overflow: visible;
    }
  }
  @media (forced-colors: active) {
    .chip[aria-pressed='true'],
    .tool[aria-pressed='true'] {
      border-color: Highlight;
    }
    .search input {
      border-color: FieldText;
    }
  }
`;
