import { type CSSResult, css } from 'lit';

/** The straight gauge: figure and word above the bar, ticks below it. */
export const barStyles: CSSResult = css`
  figure[data-shape='bar'] .face {
    display: flex;
    flex-direction: column-reverse;
    gap: 0.25em;
    inline-size: 100%;
    font-size: max(var(--_t-body), calc(var(--gauge-size, 0px) * 0.05));
  }
  figure[data-shape='bar'] svg.dial {
    block-size: max(calc(12px * var(--_d)), 0.8em);
  }
  figure[data-shape='bar'] svg.dial:dir(rtl) {
    scale: -1 1;
  }
  figure[data-shape='bar'] .readout {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: 0.5em;
    text-align: start;
  }
  figure[data-shape='bar'] .figure {
    font-size: 1.45em;
  }
  figure[data-shape='bar'] .word {
    margin: 0;
    font-size: 1em;
  }
  figure[data-shape='bar'] figcaption {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 0.5em;
    margin-block-start: 0.25em;
    text-align: start;
  }
  figure[data-shape='bar'] .trend {
    margin: 0;
  }
  figure[data-shape='bar'] .chevron {
    display: none;
  }
  .bar-track {
    fill: var(--track-color, var(--_border));
  }
  .bar-fill {
    fill: var(--_tone);
  }
  figure[data-turning] .bar-fill {
    transition: width var(--_motion);
  }
  .bar-zone {
    stroke: var(--_border-strong);
    stroke-width: 1.5;
    vector-effect: non-scaling-stroke;
  }
  figure[data-shape='bar'][data-state='unknown'] .bar-track,
  figure[data-shape='bar'][data-stale] .bar-track {
    fill: none;
    stroke: var(--_border-strong);
    stroke-dasharray: 4 3;
    vector-effect: non-scaling-stroke;
  }
  figure[data-shape='bar'][data-stale] .bar-fill {
    opacity: 0.55;
  }
  @container gauge (max-inline-size: 139px) {
    figure[data-shape='bar'] figcaption {
      display: none;
    }
    figure[data-shape='bar'] .word {
      font-size: var(--_t-small);
    }
  }
  @container gauge (max-inline-size: 95px) {
    figure[data-shape='bar'] .word {
      display: none;
    }
    figure[data-shape='bar'] .figure {
      font-size: 1.1em;
    }
  }
  @media (forced-colors: active) {
    .bar-fill {
      fill: CanvasText;
    }
    .bar-track {
      fill: Canvas;
      stroke: CanvasText;
      vector-effect: non-scaling-stroke;
    }
  }
`;
