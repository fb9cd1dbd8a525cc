import { type CSSResult, css } from 'lit';

export const tableStyles: CSSResult = css`
  .viewport[data-layout='rows'] {
    overflow-x: auto;
    padding: 0;
    margin: 0;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    scrollbar-gutter: auto;
  }
  @media print {
    .viewport[data-layout='rows'] {
      overflow: visible;
    }
  }
  [data-layout='rows'] {
    --_gap: 0px;
    --_row-height: var(--row-height, calc(36px * var(--_d)));
  }
  /* Below the sum of the narrowest columns the table scrolls sideways, inside the element. */
  [data-layout='rows'] .grid {
    min-inline-size: calc(1200px * var(--_d));
  }
  [data-layout='rows'] .sizer {
    inline-size: 100%;
    block-size: var(--_row-height);
  }
  .columns,
  .machine {
    display: grid;
    grid-template-columns: 2fr 1.3fr 1.2fr 1.9fr repeat(4, 1fr) 2fr;
  }
  .heads {
    position: sticky;
    z-index: 2;
    inset-block-start: 0;
  }
  .columns {
    block-size: max(var(--_target), calc(36px * var(--_d)));
    background: var(--_surface-sunken);
    box-shadow: inset 0 -1px 0 var(--_border-strong);
  }
  .column,
  .machine .cell {
    display: flex;
    align-items: center;
    gap: var(--_s-8);
    min-inline-size: 0;
    padding-inline: var(--_s-8);
    white-space: nowrap;
    overflow: hidden;
  }
  .column {
    gap: var(--_s-4);
    color: var(--_text-quiet);
    font-size: var(--_t-small);
    cursor: pointer;
    user-select: none;
  }
  .column:hover,
  .column:not([aria-sort='none']) {
    color: var(--_text);
  }
  .column:not([aria-sort='none']) {
    font-weight: 600;
  }
  .column-word {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .column.figure,
  .machine .cell:nth-child(n + 5) {
    justify-content: flex-end;
    text-align: end;
  }
  .column:first-child,
  .machine .cell:first-child {
    position: sticky;
    z-index: 1;
    inset-inline-start: 0;
    padding-inline-start: var(--_s-12);
    background: inherit;
  }
  .machine {
    position: relative;
    block-size: var(--_row-height);
    background: var(--_surface);
    box-shadow: inset 0 -1px 0 var(--_border);
    cursor: pointer;
  }
  .column:first-child,
  .machine .cell:first-child {
    /* Covers what slides under it, but not the line below the row. */
    block-size: calc(100% - 1px);
  }
  .machine:hover {
    background: var(--_surface-sunken);
  }
  .machine .value {
    flex-basis: auto;
  }
  .machine .health {
    flex: 1;
    min-inline-size: 0;
  }
  /* One width for all words: bars that begin and end below each other can be compared. */
  .machine .word {
    flex: none;
    inline-size: 8em;
    overflow: hidden;
  }
  .machine .status-word {
    font-size: inherit;
    color: inherit;
  }
  .machine[data-alert='warning'] {
    background: var(--_warning-surface);
  }
  .machine[data-alert='critical'] {
    background: var(--_critical-surface);
  }
  .machine[data-alert='critical'] .cell:first-child::before {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    inline-size: 4px;
    background: var(--_critical);
    forced-color-adjust: none;
  }
  .machine:not([data-alert='none']) .bar-track {
    fill: var(--_surface-raised);
  }
  .machine[data-status='fault'] .status {
    color: var(--_critical);
  }
  .machine[data-status='fault'] .status-word {
    color: var(--_critical-text);
    font-weight: 600;
  }
  .machine:not([data-freshness='live']) .value,
  .machine:not([data-freshness='live']) .score {
    color: var(--_text-quiet);
    font-weight: 400;
  }
  /* Over the whole row, and over its sticky cell. */
  .row[aria-selected='true'] .machine::after {
    content: '';
    position: absolute;
    z-index: 2;
    inset: 0;
    border: 2px solid var(--_focus);
    pointer-events: none;
  }
  .row[aria-selected='true'] .machine:not([data-alert='none'])::after {
    border-color: var(--_text);
  }
  .column:focus-visible,
  .machine .cell:focus-visible {
    outline: 3px solid var(--_focus);
    outline-offset: -3px;
  }
  [data-layout='rows'] .row {
    display: block;
  }
  [data-layout='rows'] .group {
    position: relative;
    background: var(--_surface);
    box-shadow: inset 0 -1px 0 var(--_border-strong);
    padding-block: 0;
    padding-inline-start: var(--_s-4);
  }
  [data-layout='rows'] .group-text {
    inset-inline-start: var(--_s-4);
  }
  @media (pointer: coarse) {
    [data-layout='rows'] {
      --_row-height: max(44px, var(--row-height, calc(36px * var(--_d))));
    }
  }
`;
