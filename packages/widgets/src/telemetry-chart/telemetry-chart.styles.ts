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
  .readout {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: var(--_s-2) var(--_s-16);
    min-block-size: 1.6em;
  }
  .item {
    display: inline-flex;
    align-items: baseline;
    gap: var(--_s-4);
    white-space: nowrap;
  }
  .sample {
    align-self: center;
    inline-size: 22px;
    block-size: 8px;
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
  .unit,
  .at {
    color: var(--_text-quiet);
    font-size: var(--_t-small);
  }
  .value {
    font-weight: 600;
    min-inline-size: 4.6em;
  }
  .value {
    direction: ltr;
    unicode-bidi: isolate;
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
  .at {
    display: inline-flex;
    align-items: center;
    gap: var(--_s-4);
  }
  .at .shape {
    align-self: center;
    color: var(--_text);
  }
  .probes {
    position: absolute;
    visibility: hidden;
    pointer-events: none;
  }
  .probes i {
    forced-color-adjust: none;
    transition: color 1ms;
  }
  [data-probe='text'] {
    color: var(--_text);
  }
  [data-probe='text-quiet'] {
    color: var(--_text-quiet);
  }
  [data-probe='border'] {
    color: var(--_border);
  }
  [data-probe='surface'] {
    color: var(--_surface);
  }
  [data-probe='warning'] {
    color: var(--_warning-text);
  }
  [data-probe='series-1'] {
    color: var(--_series-1);
  }
  [data-probe='series-2'] {
    color: var(--_series-2);
  }
  [data-probe='series-3'] {
    color: var(--_series-3);
  }
  [data-probe='series-4'] {
    color: var(--_series-4);
  }
  /* What uPlot's own stylesheet does, cut to what is used here. */
  .u-wrap {
    position: relative;
    user-select: none;
  }
  .u-over,
  .u-under,
  .u-axis,
  .u-select {
    position: absolute;
  }
  .u-under {
    overflow: hidden;
  }
  .uplot canvas {
    display: block;
    position: relative;
    inline-size: 100%;
    block-size: 100%;
  }
  .u-cursor-x,
  .u-cursor-y,
  .u-cursor-pt {
    position: absolute;
    inset-block-start: 0;
    left: 0;
    pointer-events: none;
    will-change: transform;
  }
  .u-cursor-x {
    block-size: 100%;
    border-right: 1px solid var(--_text-quiet);
  }
  .u-cursor-pt {
    border: 0 solid;
    border-radius: 50%;
    background-clip: padding-box !important;
  }
  .u-off,
  .u-cursor-y,
  .u-select {
    display: none;
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
