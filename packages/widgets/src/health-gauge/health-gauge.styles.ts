import { type CSSResult, css } from 'lit';

export const gaugeStyles: CSSResult = css`
  /* As wide as the place it is put into, unless a size is given; the dial alone keeps a size of its own. */
  :host {
    inline-size: var(--gauge-size, auto);
    max-inline-size: 100%;
  }
  .base {
    container: gauge / inline-size;
    contain-intrinsic-inline-size: calc(224px * var(--_d));
    /* Grows with a size that is given as a length; zero without one. */
    --_grown: calc(var(--gauge-size, 0px) * 0.024);
  }
  figure {
    position: relative;
    margin: 0;
    --_tone: var(--_border-strong);
  }
  .face {
    position: relative;
    container: dial / inline-size;
    inline-size: min(100%, var(--gauge-size, calc(224px * var(--_d))));
    margin-inline: auto;
  }
  svg.dial {
    display: block;
    inline-size: 100%;
    block-size: auto;
    overflow: visible;
  }
  .track {
    stroke: var(--track-color, var(--_border));
  }
  .indicator {
    stroke: var(--_tone);
  }
  figure[data-turning] .indicator {
    transition: stroke-dasharray var(--_motion);
  }
  .zone {
    stroke: var(--_border-strong);
  }
  figure[data-state='degraded'] {
    --_tone: var(--_warning);
  }
  figure[data-state='critical'] {
    --_tone: var(--_critical);
  }
  figure[data-state='unknown'] {
    --_tone: var(--_offline);
  }
  figure[data-state='unknown'] .track,
  figure[data-stale] .track {
    stroke-dasharray: 1.5 2.5;
  }
  figure[data-stale] .indicator {
    opacity: 0.55;
  }
  .readout {
    position: absolute;
    inset-block-start: 34%;
    inset-inline: 12%;
    text-align: center;
    line-height: 1.1;
  }
  figure[data-shape='bar'] .readout {
    position: static;
  }
  .figure {
    display: block;
    font-size: max(14px, 21cqi);
    font-weight: 600;
    letter-spacing: -0.02em;
  }
  .word {
    display: inline-flex;
    align-items: center;
    gap: 0.35em;
    margin-block-start: 0.35em;
    font-size: max(11px, 7.4cqi);
    font-weight: 600;
  }
  .word .shape {
    color: var(--_tone);
    inline-size: 1em;
    block-size: 1em;
  }
  figure[data-state='ok'] .word,
  figure[data-state='unknown'] .word {
    font-weight: 400;
    color: var(--_text-quiet);
  }
  figcaption {
    min-inline-size: 0;
    color: var(--_text-quiet);
    text-align: center;
    font-size: max(var(--_t-small), var(--_grown));
  }
  figure[data-shape='arc'] figcaption {
    margin-block-start: calc(-0.55 * max(var(--_t-small), var(--_grown)));
  }
  .caption {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .since {
    display: block;
  }
  @container gauge (max-inline-size: 95px) {
    figcaption {
      display: none;
    }
  }
  @container dial (max-inline-size: 95px) {
    .word {
      display: none;
    }
    .readout {
      inset-block-start: 36%;
    }
    .figure {
      font-size: 30cqi;
    }
  }
  @media (forced-colors: active) {
    .track {
      stroke-dasharray: 0.6 1.4;
    }
  }
`;
