import { type CSSResult, css } from 'lit';

// Comments stand here and not among the rules, where everybody would download them.
//
// - A chosen button is underlined in the brand's colour only: a tint of a red brand would look like an alarm.
// - The viewport keeps room for focus and selection rings, which would be cut at the scrolling edge; none beyond its sides.
// - Round an alarm the selection's ring is ink: a colour beside the alarm's would compete with it.
// - In one column, search, filters and tiles share both edges, so no width is kept for a scroll bar; and the filters are one
//   line that goes on sideways: three lines of buttons would push the machines off a phone.
export const gridStyles: CSSResult = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    max-block-size: max(420px, 86dvh);
  }
  .base {
    --_gap: var(--_s-8);
    --_tile-height: var(--tile-height, calc(168px * var(--_d)));
    --_tile-width: var(--tile-min-width, calc(232px * var(--_d)));
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
    color: inherit;
    opacity: 1;
  }
  .chips,
  .tools,
  .layouts {
    display: flex;
    gap: var(--_s-4);
    min-inline-size: 0;
  }
  .chips {
    flex-wrap: wrap;
  }
  .tools {
    gap: var(--_s-12);
    margin-inline-start: auto;
  }
  .tool,
  .chip {
    appearance: none;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--_s-4);
    min-inline-size: var(--_target);
    min-block-size: var(--_target);
    padding: 0 var(--_s-8);
    border: 1px solid transparent;
    border-radius: var(--_radius-small);
    background: none;
    color: var(--_text-quiet);
    white-space: nowrap;
    cursor: pointer;
  }
  .tool:hover,
  .chip:hover {
    background: var(--_surface-sunken);
  }
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
    padding: 4px 0;
    margin-block: -4px;
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
    inline-size: var(--_tile-width);
    block-size: var(--_tile-height);
    margin-block-end: var(--_gap);
  }
  .sizer-head,
  .group {
    block-size: calc(40px * var(--_d));
  }
  .plan,
  .skeleton {
    flex: 1 1 auto;
    min-block-size: 0;
    overflow: hidden;
  }
  .row {
    position: absolute;
    inset-block-start: 0;
    inset-inline: 0;
    display: grid;
    gap: var(--_gap);
  }
  [data-layout='tiles'] .cell {
    contain: strict;
    block-size: var(--_tile-height);
    min-inline-size: 0;
    overflow: visible;
    border-radius: var(--_radius);
    cursor: pointer;
    transition: outline-color var(--_motion);
  }
  .cell[aria-selected='true'] {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }
  .cell[aria-selected='true']:has(.tile:not([data-alert='none'])) {
    outline-color: var(--_text);
  }
  [data-layout='tiles'] .cell:focus-visible {
    outline: 3px solid var(--_focus);
    outline-offset: 0;
  }
  [data-layout='tiles'] .cell[aria-selected='true']:focus-visible {
    outline-offset: 1px;
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
  .bones {
    display: grid;
    gap: var(--_gap);
  }
  .bones[data-of='tiles'] {
    grid-template-columns: repeat(auto-fill, minmax(min(100%, var(--_tile-width)), 1fr));
  }
  .bones .tile {
    block-size: var(--_tile-height);
  }
  .bone {
    block-size: calc(28px * var(--_d));
  }
  .tile .bone {
    block-size: 1em;
  }
  .bones[data-of='plan'] .bone {
    block-size: clamp(240px, 50dvh, 560px);
  }
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
    .toolbar {
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
