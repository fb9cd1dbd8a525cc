import { type CSSResult, css } from 'lit';

export const detailStyles: CSSResult = css`
  .base {
    container: detail / inline-size;
  }
  .panel,
  .skeleton {
    display: flex;
    flex-direction: column;
    gap: var(--_s-12);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    justify-content: space-between;
    gap: var(--_s-8) var(--_s-16);
  }
  .who {
    flex: 1 1 20ch;
    min-inline-size: 0;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_s-8);
  }
  .title {
    display: flex;
    align-items: center;
    gap: var(--_s-8);
    font-size: var(--_t-title);
  }
  .sign {
    display: flex;
    color: var(--_text-quiet);
  }
  .sign[data-status='fault'] {
    color: var(--_critical);
  }
  .name {
    margin: 0;
    font-size: inherit;
    font-weight: 600;
    line-height: 1.25;
    overflow-wrap: anywhere;
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--_s-12);
    margin: var(--_s-2) 0 0;
  }
  .quiet,
  .usual,
  .label,
  .unit,
  .silent,
  dt {
    color: var(--_text-quiet);
  }
  .code {
    direction: ltr;
    unicode-bidi: isolate;
  }
  .status-word[data-status='fault'] {
    color: var(--_critical-text);
    font-weight: 600;
  }
  .freshness {
    display: inline-flex;
    align-items: center;
    gap: var(--_s-4);
    padding: 0 var(--_s-8);
    border: 1px dashed var(--_border-strong);
    border-radius: var(--_radius-small);
  }
  .sections {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_s-12);
  }
  .section {
    min-inline-size: 0;
    padding: var(--_s-12) var(--_s-16) var(--_s-16);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .section-title {
    margin: 0 0 var(--_s-8);
    color: var(--_text-quiet);
    font-size: var(--_t-body);
    font-weight: 600;
  }
  /* The head names the machine already, and its age. */
  .gauge::part(caption) {
    display: none;
  }
  .metrics {
    display: grid;
    gap: var(--_s-12);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .metric {
    --_tone: var(--_text);
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: baseline;
    gap: var(--_s-2) var(--_s-12);
  }
  .metric[data-state='degraded'] {
    --_tone: var(--_warning);
  }
  .metric[data-state='critical'] {
    --_tone: var(--_critical);
  }
  /* A value and its unit read from left to right in every language. */
  .value {
    direction: ltr;
    unicode-bidi: isolate;
    font-size: var(--_t-title);
    font-weight: 600;
    line-height: 1.1;
  }
  .unit {
    font-size: var(--_t-body);
    font-weight: 400;
  }
  .panel:is([data-freshness='stale'], [data-freshness='offline']) .value {
    color: var(--_text-quiet);
    font-weight: 400;
  }
  .judged {
    grid-column: 1 / -1;
    grid-row: 3;
    display: inline-flex;
    align-items: center;
    gap: var(--_s-4);
    font-size: var(--_t-small);
    font-weight: 600;
  }
  .judged .shape {
    color: var(--_tone);
  }
  .band {
    grid-column: 1 / -1;
    grid-row: 2;
    inline-size: 100%;
    block-size: calc(12px * var(--_d));
  }
  .band-track {
    fill: var(--_border);
  }
  .band-usual {
    fill: var(--_border-strong);
  }
  .band-mark {
    stroke: var(--_tone);
    stroke-width: 3;
    vector-effect: non-scaling-stroke;
  }
  .usual {
    grid-column: 1 / -1;
    grid-row: 4;
    min-block-size: 1.4em;
    font-size: var(--_t-small);
  }
  .silent {
    margin: 0;
  }
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, calc(140px * var(--_d))), 1fr));
    gap: var(--_s-8) var(--_s-16);
    margin: 0;
  }
  .fact {
    min-inline-size: 0;
  }
  dt {
    font-size: var(--_t-small);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .bone-title {
    inline-size: 40%;
    block-size: calc(44px * var(--_d));
  }
  .bone-section {
    block-size: calc(160px * var(--_d));
  }
  @container detail (min-inline-size: 720px) {
    .sections {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
    .section[data-section='chart'],
    .section[data-section='facts'],
    .section:only-child {
      grid-column: 1 / -1;
    }
  }
  @media (forced-colors: active) {
    .band-usual {
      fill: GrayText;
    }
    .band-track {
      fill: Canvas;
      stroke: CanvasText;
      vector-effect: non-scaling-stroke;
    }
  }
  @media print {
    .actions,
    .deed {
      display: none;
    }
    .section {
      break-inside: avoid;
    }
  }
`;
