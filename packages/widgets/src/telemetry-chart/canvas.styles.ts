import { type CSSResult, css } from 'lit';

/** What the canvas and what uPlot lays over it need. */
export const canvasStyles: CSSResult = css`
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
`;
