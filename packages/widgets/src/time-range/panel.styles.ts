import { type CSSResult, css } from 'lit';

export const panelStyles: CSSResult = css`
  .panel {
    position: fixed;
    inset: auto;
    z-index: 10;
    margin: 0;
    padding: 0;
    overflow: auto;
    overscroll-behavior: contain;
    inline-size: max-content;
    max-inline-size: calc(100vw - 16px);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface-raised);
    color: var(--_text);
    box-shadow: 0 6px 24px rgb(0 0 0 / 16%);
  }
  .panel:focus-visible {
    outline-offset: -2px;
  }
  .sheet {
    display: grid;
    grid-template-columns: auto auto minmax(calc(250px * var(--_d)), 1fr);
    grid-template-areas: 'quick calendar ends' 'foot foot foot';
  }
  .quick {
    grid-area: quick;
    display: flex;
    flex-direction: column;
    gap: var(--_s-2);
    padding: var(--_s-12);
    border-inline-end: 1px solid var(--_border);
  }
  .quick-range {
    appearance: none;
    min-block-size: var(--_target);
    padding: 0 var(--_s-12);
    border: 0;
    border-radius: var(--_radius-small);
    background: none;
    text-align: start;
    white-space: nowrap;
    cursor: pointer;
  }
  .quick-range:hover {
    background: var(--_surface-sunken);
  }
  .calendar {
    grid-area: calendar;
    padding: var(--_s-12);
  }
  .month {
    display: flex;
    align-items: center;
    justify-content: space-between;
  }
  .month-name {
    font-weight: 600;
  }
  .turn {
    appearance: none;
    display: grid;
    place-items: center;
    inline-size: var(--_target);
    block-size: var(--_target);
    border: 0;
    border-radius: var(--_radius-small);
    background: none;
    cursor: pointer;
  }
  .turn:hover {
    background: var(--_surface-sunken);
  }
  .turn:disabled {
    opacity: 0.35;
    cursor: default;
  }
  .arrow {
    inline-size: 8px;
    block-size: 8px;
    border: solid currentColor;
    border-width: 1.5px 1.5px 0 0;
    rotate: 45deg;
  }
  .arrow.back,
  .turn:dir(rtl) .arrow:not(.back) {
    rotate: 225deg;
  }
  .turn:dir(rtl) .arrow.back {
    rotate: 45deg;
  }
  table {
    inline-size: 100%;
    border-collapse: separate;
    border-spacing: 0 2px;
  }
  th {
    padding: var(--_s-4) 0;
    color: var(--_text-quiet);
    font-size: var(--_t-small);
    font-weight: 400;
  }
  td {
    padding: 0;
    text-align: center;
    cursor: pointer;
  }
  td > span {
    display: grid;
    place-items: center;
    min-inline-size: max(var(--_target), calc(36px * var(--_d)));
    block-size: var(--_target);
    margin-inline: auto;
    border: 1px solid transparent;
    border-radius: var(--_radius-small);
  }
  td:hover > span {
    border-color: var(--_border-strong);
  }
  td[data-other] {
    color: var(--_text-quiet);
  }
  td[aria-current='date'] > span {
    text-decoration: underline;
    text-underline-offset: 3px;
    font-weight: 600;
  }
  td[aria-selected='true'] {
    background: var(--_brand-surface);
    color: var(--_text);
  }
  td[data-first] {
    border-start-start-radius: var(--_radius-small);
    border-end-start-radius: var(--_radius-small);
  }
  td[data-last] {
    border-start-end-radius: var(--_radius-small);
    border-end-end-radius: var(--_radius-small);
  }
  td[data-first] > span,
  td[data-last] > span {
    background: var(--_brand);
    color: var(--_on-brand);
    font-weight: 600;
  }
  td[aria-disabled='true'] {
    cursor: default;
  }
  td[aria-disabled='true'] > span {
    border-color: transparent;
    color: color-mix(in oklab, var(--_text-quiet) 60%, transparent);
    text-decoration: line-through;
    text-decoration-thickness: 1px;
  }
  .calendar-hint,
  .hint {
    margin: 0;
    color: var(--_text-quiet);
    font-size: var(--_t-small);
  }
  .ends {
    grid-area: ends;
    display: flex;
    flex-direction: column;
    gap: var(--_s-8);
    max-inline-size: calc(300px * var(--_d));
    padding: var(--_s-12);
    border-inline-start: 1px solid var(--_border);
  }
  .edge {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .field-label {
    display: block;
    margin-block-end: var(--_s-4);
    padding: 0;
    font-size: var(--_t-small);
    font-weight: 600;
  }
  .inputs {
    display: grid;
    grid-template-columns: 1.4fr 1fr;
    gap: var(--_s-8);
  }
  .input {
    inline-size: 100%;
    min-inline-size: 0;
    min-block-size: var(--_target);
    padding: 0 var(--_s-8);
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-small);
    background: var(--_surface);
    color: var(--_text);
  }
  /* The calendar stands beside the field already. */
  .input::-webkit-calendar-picker-indicator {
    display: none;
  }
  .edge[data-wrong] .input {
    border-color: var(--_critical);
  }
  .hint {
    min-block-size: 1.4em;
    margin-block-start: var(--_s-2);
  }
  .hint.error {
    color: var(--_critical-text);
  }
  .zone-field {
    position: relative;
  }
  .zone-field .input {
    padding-inline-end: calc(84px * var(--_d));
    text-overflow: ellipsis;
  }
  .zone-field .zone-offset {
    position: absolute;
    inset-inline-end: var(--_s-8);
    inset-block-start: 50%;
    translate: 0 -50%;
  }
  .zone-offset {
    direction: ltr;
    unicode-bidi: isolate;
    color: var(--_text-quiet);
    font-size: var(--_t-small);
    white-space: nowrap;
  }
  .zones {
    max-block-size: calc(160px * var(--_d));
    margin: var(--_s-4) 0 0;
    padding: var(--_s-4);
    overflow: auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-small);
    background: var(--_surface);
    list-style: none;
  }
  .zones[hidden] {
    display: none;
  }
  .zones li {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--_s-8);
    min-block-size: var(--_target);
    padding: 0 var(--_s-8);
    border-radius: var(--_radius-small);
    cursor: pointer;
  }
  .zone-name {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .zones li:hover {
    background: var(--_surface-sunken);
  }
  .zones li[data-active] {
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
  }
  .zones li[aria-selected='true'] {
    background: var(--_brand-surface);
    font-weight: 600;
  }
  .foot {
    grid-area: foot;
    position: sticky;
    inset-block-end: 0;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_s-8) var(--_s-16);
    padding: var(--_s-8) var(--_s-12);
    border-block-start: 1px solid var(--_border);
    background: var(--_surface-raised);
  }
  .sentence {
    flex: 1 1 24ch;
    margin: 0;
  }
  @media (max-width: 760px) {
    .panel {
      inset: auto 8px 8px !important;
      inline-size: auto;
      max-block-size: calc(100dvh - 16px) !important;
    }
    .sheet {
      grid-template-columns: minmax(0, 1fr);
      grid-template-areas: 'quick' 'calendar' 'ends' 'foot';
    }
    .quick {
      flex-direction: row;
      gap: var(--_s-4);
      padding-block: var(--_s-8);
      overflow-x: auto;
      border-inline-end: 0;
      border-block-end: 1px solid var(--_border);
    }
    .quick-range {
      flex: none;
      border: 1px solid var(--_border);
    }
    .ends {
      max-inline-size: none;
      border-inline-start: 0;
      border-block-start: 1px solid var(--_border);
    }
    td > span {
      min-inline-size: min(36px, 100%);
    }
    .apply {
      flex: 1 1 auto;
    }
  }
  @media (forced-colors: active) {
    td[data-first] > span,
    td[data-last] > span {
      forced-color-adjust: none;
    }
    td[aria-selected='true'] > span {
      border-color: Highlight;
    }
  }
`;
