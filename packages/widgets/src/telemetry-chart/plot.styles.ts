import { type CSSResult, css } from 'lit';

/** What uPlot lays over its canvas; comes with it. */
export const plotStyles: CSSResult = css`
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
  .u-select {
    background: color-mix(in oklab, var(--_brand) 18%, transparent);
    box-shadow:
      inset 1px 0 0 var(--_brand),
      inset -1px 0 0 var(--_brand);
    pointer-events: none;
  }
  .u-off,
  .u-cursor-y {
    display: none;
  }
`;
