import { type CSSResult, css } from 'lit';

/**
 * Three places for the parts: beside the dial where there is room, below it on demand where there is less, and
 * floating over a dial that is too small for a text of its width.
 */
export const partsStyles: CSSResult = css`
  .parts {
    display: none;
    margin: var(--_s-8) 0 0;
    padding: 0;
    font-size: max(var(--_t-body), var(--_grown));
    list-style: none;
  }
  figure[data-open] .parts {
    display: block;
  }
  /* Lies over the dial where the parts come on demand; where they always stand there is nothing to press. */
  .reach {
    appearance: none;
    position: absolute;
    inset: 0;
    padding: 0;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    cursor: pointer;
  }
  /* In the open end of the arc, above the caption. */
  .chevron {
    position: absolute;
    inset-block-end: 10%;
    inset-inline-start: calc(50% - 4px);
    inline-size: 8px;
    block-size: 8px;
    border: solid var(--_text-quiet);
    border-width: 0 1.5px 1.5px 0;
    transform: rotate(45deg);
    transition: transform var(--_motion);
  }
  figure[data-open] .chevron {
    transform: translateY(4px) rotate(225deg);
  }
  .part {
    display: grid;
    grid-template-columns: auto 1fr auto;
    align-items: center;
    gap: var(--_s-4) var(--_s-8);
  }
  .part + .part {
    margin-block-start: var(--_s-8);
    padding-block-start: var(--_s-8);
    border-block-start: 1px solid var(--_border);
  }
  .part {
    --_part: var(--_border-strong);
  }
  .part[data-state='degraded'] {
    --_part: var(--_warning);
  }
  .part[data-state='critical'] {
    --_part: var(--_critical);
  }
  .part .shape {
    color: var(--_text-quiet);
  }
  .part[data-state='degraded'] .shape,
  .part[data-state='critical'] .shape {
    color: var(--_part);
  }
  .part-name {
    font-weight: 600;
  }
  .part-score {
    font-weight: 600;
  }
  .part-bar {
    grid-column: 2 / -1;
    inline-size: 100%;
    block-size: max(calc(4px * var(--_d)), 0.28em);
  }
  .part-track {
    fill: var(--track-color, var(--_border));
  }
  .part-fill {
    fill: var(--_part);
  }
  .part-reason {
    grid-column: 2 / -1;
    color: var(--_text-quiet);
    font-size: max(var(--_t-small), 0.857em);
    line-height: 1.3;
    overflow-wrap: anywhere;
  }
  @container gauge (min-inline-size: 360px) {
    figure[data-parts] {
      display: grid;
      grid-template-columns: minmax(0, min(42%, max(calc(224px * var(--_d)), 0.42 * var(--gauge-size, 0px)))) minmax(0, 1fr);
      /* Dial and caption stay together in the middle, however high the parts are. */
      grid-template-rows: 1fr auto auto 1fr;
      align-items: center;
      gap: 0 var(--_s-24);
    }
    figure[data-parts] .face {
      grid-row: 2;
    }
    figure[data-parts] figcaption {
      grid-row: 3;
    }
    figure[data-parts] .parts {
      display: block;
      grid-column: 2;
      grid-row: 1 / -1;
      margin: 0;
    }
    .reach,
    .chevron {
      display: none;
    }
  }
  @container gauge (max-inline-size: 199px) {
    figure[data-open] .parts {
      position: absolute;
      z-index: 2;
      inset-block-start: 100%;
      inset-inline-start: 0;
      inline-size: calc(240px * var(--_d));
      padding: var(--_s-12);
      border: 1px solid var(--_border);
      border-radius: var(--_radius);
      background: var(--_surface-raised);
      box-shadow: 0 6px 24px rgb(0 0 0 / 16%);
    }
    .chevron {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .part-fill {
      fill: CanvasText;
    }
    .part-track {
      fill: Canvas;
      stroke: CanvasText;
      vector-effect: non-scaling-stroke;
    }
  }
`;
