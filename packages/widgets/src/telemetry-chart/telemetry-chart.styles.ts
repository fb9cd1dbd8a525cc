import { type CSSResult, css } from 'lit';

/**
 * The chart without what comes with its parts.
 *
 * - Readout: name above, value below, as on a tile, so that names, values and the time fit on one line in a narrow panel.
 * - Plot: sideways and with two fingers is the chart's, up and down the page's.
 * - Narrow: the zoom buttons are in the menu too, and fingers zoom without them.
 */
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
    min-block-size: var(--_target);
  }
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
    min-inline-size: 0;
  }
  .tools {
    display: flex;
    gap: var(--_s-2);
    margin-inline-start: auto;
  }
  .tool {
    appearance: none;
    display: inline-grid;
    place-items: center;
    min-block-size: var(--_target);
    min-inline-size: var(--_target);
    padding: 0;
    border: 1px solid transparent;
    border-radius: var(--_radius-small);
    background: none;
    color: var(--_text-quiet);
    cursor: pointer;
  }
  .tool:hover,
  .tool[aria-expanded='true'] {
    background: var(--_surface-sunken);
    color: var(--_text);
  }
  .tool[aria-disabled='true'] {
    background: none;
    color: var(--_border-strong);
    cursor: default;
  }
  .plot {
    position: relative;
    block-size: var(--chart-height, calc(280px * var(--_d)));
    min-inline-size: 0;
    border-radius: var(--_radius-small);
    font-size: var(--_t-small);
    direction: ltr;
    cursor: crosshair;
    touch-action: pan-y;
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
  .stage[data-loading] {
    opacity: 0.45;
  }
  .notice,
  .hourly {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_s-4) var(--_s-12);
    margin: 0;
  }
  .notice {
    padding: var(--_s-4) var(--_s-8);
    border: 1px dashed var(--_border-strong);
    border-radius: var(--_radius-small);
    background: var(--_surface-raised);
  }
  .hourly {
    flex-wrap: nowrap;
    justify-content: flex-start;
    color: var(--_text-quiet);
    font-size: var(--_t-small);
  }
  @container (max-inline-size: 560px) {
    .tool[data-act='zoomIn'],
    .tool[data-act='zoomOut'] {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .tool[aria-disabled='true'] {
      color: GrayText;
    }
  }
  @media print {
    .tools {
      display: none;
    }
  }
`;
