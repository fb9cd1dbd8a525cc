import { type CSSResult, css } from 'lit';

/** Menu, table and progress, which come when they are first asked for. */
export const extrasStyles: CSSResult = css`
  .menu {
    position: fixed;
    inset: auto;
    z-index: 10;
    margin: 0;
    padding: var(--_s-4);
    min-inline-size: 200px;
    max-inline-size: calc(100vw - 16px);
    overflow: auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface-raised);
    color: var(--_text);
    box-shadow: 0 6px 24px rgb(0 0 0 / 16%);
  }
  .item-button {
    appearance: none;
    display: block;
    inline-size: 100%;
    min-block-size: var(--_target);
    padding: 0 var(--_s-12);
    border: 0;
    border-radius: var(--_radius-small);
    background: none;
    text-align: start;
    cursor: pointer;
  }
  .item-button:hover,
  .item-button:focus-visible {
    background: var(--_surface-sunken);
  }
  .item-button:focus-visible {
    outline-offset: -2px;
  }
  .rule {
    margin: var(--_s-4) 0;
    border-block-start: 1px solid var(--_border);
  }
  .job {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_s-8) var(--_s-12);
  }
  .job progress {
    flex: 1;
    min-inline-size: 80px;
    accent-color: var(--_brand);
  }
  .table {
    max-block-size: 22em;
    overflow: auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-small);
    background: var(--_surface);
  }
  .table table {
    inline-size: 100%;
    border-collapse: separate;
    border-spacing: 0;
    font-size: var(--_t-small);
  }
  .table caption {
    padding: var(--_s-8);
    color: var(--_text-quiet);
    text-align: start;
  }
  .table th,
  .table td {
    padding: var(--_s-4) var(--_s-8);
    border-block-end: 1px solid var(--_border);
    text-align: end;
    white-space: nowrap;
    font-weight: 400;
  }
  .table thead th {
    color: var(--_text-quiet);
    font-weight: 600;
    background: var(--_surface);
  }
  .table thead th[rowspan] {
    text-align: start;
    vertical-align: bottom;
  }
  .table thead {
    position: sticky;
    inset-block-start: 0;
    z-index: 2;
  }
  .table th[scope='colgroup'] {
    text-align: center;
    border-inline-start: 1px solid var(--_border);
  }
  .table tbody th {
    position: sticky;
    inset-inline-start: 0;
    z-index: 1;
    background: var(--_surface);
    text-align: start;
  }
  .table .note-cell {
    text-align: start;
    white-space: normal;
    min-inline-size: 12em;
  }
  @media print {
    .menu,
    .job {
      display: none;
    }
    .table {
      max-block-size: none;
    }
  }
`;
