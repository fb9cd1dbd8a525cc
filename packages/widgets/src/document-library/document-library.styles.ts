import { type CSSResult, css } from 'lit';

export const libraryStyles: CSSResult = css`
  .sort-choice {
    display: none;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    table-layout: fixed;
  }
  [aria-busy='true'] > table {
    opacity: 0.7;
  }
  th,
  td {
    padding: var(--_s-4) var(--_s-8);
    text-align: start;
    vertical-align: middle;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  /* Focus rings must not be cut where the text is. */
  td.name,
  td.row-acts,
  td.mark,
  th {
    overflow: visible;
  }
  thead th {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    background: var(--_surface);
    border-block-end: 1px solid var(--_border-strong);
    color: var(--_text-quiet);
    font-size: var(--_t-small);
    font-weight: 600;
  }
  tbody tr {
    border-block-end: 1px solid var(--_border);
  }
  tbody tr:hover {
    background: var(--_surface-sunken);
  }
  tbody tr[aria-selected='true'] {
    background: var(--_surface-sunken);
    box-shadow: inset 3px 0 0 var(--_brand-text);
  }
  tbody tr[aria-selected='true']:dir(rtl) {
    box-shadow: inset -3px 0 0 var(--_brand-text);
  }
  .mark {
    inline-size: calc(var(--_target) + var(--_s-8));
    padding-inline-end: 0;
  }
  .machine {
    inline-size: 18%;
    white-space: nowrap;
  }
  .size {
    inline-size: calc(88px * var(--_d));
    text-align: end;
    white-space: nowrap;
  }
  .added {
    inline-size: 20%;
  }
  .row-acts {
    inline-size: calc(var(--_target) * 3 + var(--_s-16));
    text-align: end;
  }
  .row-buttons {
    display: inline-flex;
  }
  .check {
    display: inline-grid;
    place-items: center;
    inline-size: var(--_target);
    block-size: var(--_target);
  }
  .check input {
    inline-size: 16px;
    block-size: 16px;
    accent-color: var(--_brand);
  }
  .sort {
    appearance: none;
    padding: var(--_s-4) 0;
    border: 0;
    background: none;
    color: inherit;
    font-weight: inherit;
    cursor: pointer;
  }
  .sort:hover {
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  [aria-sort] .sort {
    color: var(--_text);
  }
  [aria-sort='ascending'] .sort::after {
    content: ' ↑';
  }
  [aria-sort='descending'] .sort::after {
    content: ' ↓';
  }
  .open {
    appearance: none;
    display: flex;
    align-items: center;
    gap: var(--_s-8);
    max-inline-size: 100%;
    min-block-size: var(--_target);
    padding: 0;
    border: 0;
    border-radius: var(--_radius-small);
    background: none;
    text-align: start;
    cursor: pointer;
  }
  .kind {
    display: inline-flex;
    font-size: 1.3em;
    color: var(--_text-quiet);
  }
  .name-text {
    display: inline-flex;
    min-inline-size: 0;
    font-weight: 600;
  }
  .stem {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: pre;
  }
  .ending {
    flex: none;
    white-space: pre;
  }
  .open:hover .name-text {
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .description {
    display: block;
    margin-inline-start: calc(var(--_t-body) * 1.5 + var(--_s-8));
    margin-block: calc(var(--_s-4) * -1) var(--_s-4);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    color: var(--_text-quiet);
    font-size: var(--_t-small);
  }
  .added time,
  .person {
    display: block;
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .person {
    color: var(--_text-quiet);
    font-size: var(--_t-small);
  }
  .skeleton-row {
    display: grid;
    grid-template-columns: 3fr 1fr 1fr;
    gap: var(--_s-24);
    padding: var(--_s-12) var(--_s-8);
    border-block-end: 1px solid var(--_border);
  }
  .skeleton-row .bone {
    block-size: calc(20px * var(--_d));
  }
  @container files (inline-size < 900px) {
    th.machine,
    td.machine {
      inline-size: 22%;
    }
    th.added,
    td.added {
      inline-size: 24%;
    }
  }
  @container files (inline-size < 680px) {
    .sort-choice {
      display: contents;
    }
    thead {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    table,
    tbody {
      display: block;
    }
    tbody tr {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr) auto;
      column-gap: var(--_s-8);
      margin-block-end: var(--_s-8);
      padding: var(--_s-4) 0;
      border: 1px solid var(--_border);
      border-radius: var(--_radius);
      background: var(--_surface);
    }
    td {
      display: block;
      padding: 0;
    }
    th.machine,
    td.machine,
    td.size,
    td.added,
    td.row-acts,
    td.mark {
      inline-size: auto;
    }
    td.mark {
      grid-row: 1;
      padding-inline-start: var(--_s-4);
    }
    td.name {
      grid-column: 2 / span 2;
      grid-row: 1;
      padding-inline-end: var(--_s-8);
    }
    td.machine,
    td.size,
    td.added {
      color: var(--_text-quiet);
      font-size: var(--_t-small);
    }
    td.machine {
      grid-column: 2;
      grid-row: 2;
    }
    td.machine.none {
      visibility: hidden;
    }
    td.size {
      grid-column: 3;
      grid-row: 2;
      padding-inline-end: var(--_s-12);
    }
    td.added {
      grid-column: 2;
      grid-row: 3;
      align-self: center;
    }
    td.row-acts {
      grid-column: 3;
      grid-row: 3;
    }
    .added time,
    .person {
      display: inline;
    }
  }
`;
