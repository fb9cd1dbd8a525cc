import { type CSSResult, css } from 'lit';

export const chartStyles: CSSResult = css`
  .base {
    display: flex;
    flex-direction: column;
    gap: var(--_s-8);
    container-type: inline-size;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    justify-content: space-between;
    gap: var(--_s-8) var(--_s-16);
  }
  /* Name above, value below, as on a tile: names, values and the time fit on one line in a narrow panel. */
  .readout {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_s-4) var(--_s-16);
    min-block-size: 2.7em;
    line-height: 1.35;
  }
  .item {
    display: flex;
    flex-direction: column;
    white-space: nowrap;
  }
  .sample {
    inline-size: 22px;
    block-size: 8px;
    margin-inline-end: var(--_s-4);
    vertical-align: middle;
  }
  .sample path {
    fill: none;
    stroke: currentColor;
    stroke-width: 2.5;
  }
  .sample[data-series='1'] {
    color: var(--_series-1);
  }
  .sample[data-series='2'] {
    color: var(--_series-2);
  }
  .sample[data-series='3'] {
    color: var(--_series-3);
  }
  .sample[data-series='4'] {
    color: var(--_series-4);
  }
  .label,
  .unit {
    color: var(--_text-quiet);
    font-size: var(--_t-small);
  }
  .label .shape {
    margin-inline-end: var(--_s-4);
    vertical-align: -0.2em;
    color: var(--_text);
  }
  .value,
  .time {
    min-inline-size: 4.6em;
    direction: ltr;
    unicode-bidi: isolate;
  }
  .item:dir(rtl) .value,
  .item:dir(rtl) .time {
    text-align: end;
  }
  .value {
    font-weight: 600;
  }
  .value .unit {
    font-weight: 400;
  }
  .ranges {
    display: inline-flex;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-small);
    overflow: clip;
  }
  .range {
    appearance: none;
    min-block-size: var(--_target);
    padding: 0 var(--_s-8);
    border: 0;
    border-inline-start: 1px solid var(--_border);
    background: var(--_surface-raised);
    color: var(--_text);
    font-size: var(--_t-small);
    white-space: nowrap;
    cursor: pointer;
  }
  .range:first-child {
    border-inline-start: 0;
  }
  .range:hover {
    background: var(--_surface-sunken);
  }
  .range[aria-pressed='true'] {
    background: var(--_surface-sunken);
    font-weight: 600;
    box-shadow: inset 0 -2px 0 var(--_brand-text);
  }
  .range:focus-visible {
    outline-offset: -2px;
  }
  .plot {
    position: relative;
    block-size: var(--chart-height, calc(280px * var(--_d)));
    min-inline-size: 0;
    border-radius: var(--_radius-small);
    font-size: var(--_t-small);
    direction: ltr;
    cursor: crosshair;
  }
  .stage {
    position: absolute;
    inset: 0;
    overflow: hidden;
  }
  .over {
    position: absolute;
    inset: 0;
  }
  .stage[aria-hidden='true'] {
    visibility: hidden;
  }
  .bones {
    display: flex;
    flex-direction: column;
    justify-content: space-between;
    block-size: 100%;
    padding: var(--_s-24) 0 var(--_s-24) 48px;
  }
  .bones .bone {
    block-size: 1px;
    background: var(--_border);
  }
  @container (max-inline-size: 420px) {
    .ranges {
      inline-size: 100%;
    }
    .range {
      flex: 1;
      padding: 0 var(--_s-2);
    }
  }
  @media (forced-colors: active) {
    .range[aria-pressed='true'] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
