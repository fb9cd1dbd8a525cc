import { type CSSResult, css } from 'lit';

export const gaugeStyles: CSSResult = css`
  :host {
    inline-size: var(--gauge-size, calc(224px * var(--nexus-density, 1)));
    max-inline-size: 100%;
  }
  .base {
    position: relative;
    container-type: inline-size;
  }
  figure {
    margin: 0;
    position: relative;
    border-radius: var(--_radius);
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
    transition: stroke-dasharray var(--_motion);
  }
  .zone {
    stroke: var(--_border-strong);
  }
  figure {
    --_tone: var(--_ok);
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
  .figure {
    display: block;
    font-size: clamp(14px, 21cqi, 120px);
    font-weight: 600;
    letter-spacing: -0.02em;
  }
  .word {
    display: inline-flex;
    align-items: center;
    gap: 0.35em;
    margin-block-start: 0.35em;
    font-size: clamp(11px, 7.4cqi, 40px);
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
    margin-block-start: -8cqi;
    color: var(--_text-quiet);
    text-align: center;
    font-size: var(--_t-small);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .since {
    display: block;
  }
  @container (max-inline-size: 95px) {
    .word,
    figcaption {
      display: none;
    }
    .readout {
      inset-block-start: 36%;
    }
    .figure {
      font-size: 30cqi;
    }
  }
  .parts {
    position: absolute;
    z-index: 2;
    inset-block-start: 100%;
    inset-inline-start: 50%;
    transform: translateX(-50%);
    inline-size: max(100%, calc(240px * var(--_d)));
    margin: 0;
    padding: var(--_s-12);
    list-style: none;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface-raised);
    box-shadow: 0 6px 24px rgb(0 0 0 / 16%);
    /* Not only invisible: what is laid out could make the page scroll sideways. */
    display: none;
  }
  figure:hover .parts,
  figure:focus .parts {
    display: block;
  }
  figure[data-dismissed] .parts {
    display: none;
  }
  .part {
    display: grid;
    grid-template-columns: auto 1fr auto;
    align-items: center;
    gap: 0 var(--_s-8);
  }
  .part + .part {
    margin-block-start: var(--_s-8);
    padding-block-start: var(--_s-8);
    border-block-start: 1px solid var(--_border);
  }
  .part .shape {
    color: var(--_text-quiet);
  }
  .part[data-state='degraded'] .shape {
    color: var(--_warning);
  }
  .part[data-state='critical'] .shape {
    color: var(--_critical);
  }
  .part-name {
    font-weight: 600;
    text-transform: capitalize;
  }
  .part-reason {
    grid-column: 2 / -1;
    color: var(--_text-quiet);
    font-size: var(--_t-small);
  }
  @media (forced-colors: active) {
    .track {
      stroke-dasharray: 0.6 1.4;
    }
  }
`;
