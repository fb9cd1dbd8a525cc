import { type CSSResult, css } from 'lit';

export const sectionStyles: CSSResult = css`
  .look {
    display: flex;
    align-items: center;
    gap: var(--_s-8);
    font-size: var(--_t-large);
    font-weight: 600;
  }
  .look:not([data-any]) {
    font-weight: 400;
  }
  .look .shape {
    color: var(--_text-quiet);
  }
  .look[data-any] .shape {
    color: var(--_warning);
  }
  .share {
    display: flex;
    gap: 2px;
    block-size: calc(8px * var(--_d));
    border-radius: var(--_radius-small);
    overflow: hidden;
  }
  .share span {
    flex: 1 1 0;
    min-inline-size: 3px;
    background: var(--_border);
    forced-color-adjust: none;
  }
  /* Only the abnormal has colour; the rest differ by how much they fill. */
  .share [data-status='running'] {
    background: color-mix(in oklab, var(--_text-quiet) 55%, var(--_surface));
  }
  .share [data-status='fault'] {
    background: var(--_critical);
  }
  .share [data-status='maintenance'] {
    background: repeating-linear-gradient(135deg, var(--_border-strong) 0 2px, var(--_surface-sunken) 2px 4px);
  }
  .share [data-status='offline'] {
    border: 1px dashed var(--_border-strong);
    background: none;
  }
  .counts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(calc(118px * var(--_d)), 1fr));
    gap: var(--_s-2) var(--_s-16);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .counts li {
    display: flex;
    align-items: center;
    gap: var(--_s-8);
    min-inline-size: 0;
  }
  .counts .shape {
    color: var(--_text-quiet);
  }
  .counts [data-status='fault']:not([data-none]) .shape {
    color: var(--_critical);
  }
  .counts [data-none] {
    color: var(--_text-quiet);
  }
  .count-word {
    flex: 1;
    min-inline-size: 0;
  }
  .count {
    font-weight: 600;
  }
  [data-none] .count {
    font-weight: 400;
  }
  .health {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_s-4) var(--_s-8);
  }
  .bar {
    flex: 1 1 40px;
    min-inline-size: 0;
    max-inline-size: calc(160px * var(--_d));
    block-size: calc(10px * var(--_d));
  }
  .bar-track {
    fill: var(--_border);
  }
  .bar-fill {
    fill: var(--_tone, var(--_border-strong));
  }
  .bar-zone {
    stroke: var(--_border-strong);
    vector-effect: non-scaling-stroke;
  }
  [data-state='degraded'] {
    --_tone: var(--_warning);
  }
  [data-state='critical'] {
    --_tone: var(--_critical);
  }
  .score {
    min-inline-size: 1.7em;
    text-align: end;
    font-weight: 600;
  }
  .note {
    font-size: var(--_t-small);
  }
  .worst {
    display: flex;
    flex-direction: column;
    margin: 0 calc(-1 * var(--_s-8));
    padding: 0;
    list-style: none;
  }
  .worst li + li {
    border-block-start: 1px solid var(--_border);
  }
  .machine {
    appearance: none;
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    gap: var(--_s-2) var(--_s-12);
    inline-size: 100%;
    min-block-size: var(--_target);
    padding: var(--_s-8);
    border: 0;
    border-radius: var(--_radius-small);
    background: none;
    text-align: start;
    cursor: pointer;
  }
  .machine:hover {
    background: var(--_surface-sunken);
  }
  .machine:focus-visible {
    outline-offset: -2px;
  }
  .machine[aria-pressed='true'] {
    background: var(--_surface-sunken);
    box-shadow: inset 3px 0 0 var(--_brand-text);
  }
  .machine[aria-pressed='true']:dir(rtl) {
    box-shadow: inset -3px 0 0 var(--_brand-text);
  }
  .machine-head,
  .machine-health {
    display: flex;
    align-items: center;
    gap: var(--_s-8);
    min-inline-size: 0;
  }
  .machine-sign {
    display: flex;
    color: var(--_text-quiet);
  }
  .machine-sign[data-status='fault'] {
    color: var(--_critical);
  }
  .machine-name {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-weight: 600;
  }
  .machine-word {
    min-inline-size: 4.2em;
    font-size: var(--_t-small);
  }
  .reason {
    grid-column: 1 / -1;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    font-size: var(--_t-small);
  }
  .when {
    grid-column: 1 / -1;
    display: flex;
    align-items: center;
    gap: var(--_s-4);
    font-size: var(--_t-small);
  }
  .figure {
    font-size: var(--_t-figure);
    font-weight: 600;
    line-height: 1.1;
    unicode-bidi: plaintext;
  }
  .covered {
    font-size: var(--_t-small);
  }
  .chart {
    display: flex;
    flex-direction: column;
    gap: var(--_s-2);
    margin: 0;
  }
  /* Time runs to the right in every language. */
  .chart > svg {
    display: block;
    inline-size: 100%;
    block-size: calc(72px * var(--_d));
    border-block-end: 1px solid var(--_border-strong);
  }
  .axis {
    direction: ltr;
    display: grid;
    grid-template-columns: repeat(4, 1fr) 0;
    color: var(--_text-quiet);
    font-size: var(--_t-small);
  }
  .axis-end {
    display: none;
  }
  .hit {
    fill: transparent;
  }
  .hour-bar {
    fill: var(--_series-1);
  }
  .hour:hover .hour-bar {
    fill: var(--_text);
  }
  .hour[data-partly='true'] .hour-bar {
    fill: none;
    stroke: var(--_series-1);
    stroke-width: 1;
    vector-effect: non-scaling-stroke;
  }
  .partly,
  .how {
    font-size: var(--_t-small);
  }
  .how summary {
    inline-size: fit-content;
    min-block-size: 24px;
    color: var(--_text-quiet);
    cursor: pointer;
  }
  .how ul {
    margin: 0;
    padding-inline-start: 1.2em;
  }
  .counting,
  .trouble {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_s-8) var(--_s-12);
  }
  .counting-label {
    flex: 1 1 140px;
    display: flex;
    flex-direction: column;
    color: var(--_text-quiet);
    font-size: var(--_t-small);
  }
  progress {
    inline-size: 100%;
    accent-color: var(--_brand);
  }
  .trouble .shape {
    color: var(--_text-quiet);
  }
  .trouble span {
    flex: 1 1 12em;
  }
  /* Two sections beside each other leave too little for a name and its health in one line. */
  @container summary (min-inline-size: 560px) and (max-inline-size: 899px) {
    .machine {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @container summary (max-inline-size: 420px) {
    .machine {
      grid-template-columns: minmax(0, 1fr);
    }
    .bar {
      max-inline-size: none;
    }
  }
  @media (forced-colors: active) {
    .bar-track {
      fill: Canvas;
      stroke: CanvasText;
      vector-effect: non-scaling-stroke;
    }
    .machine[aria-pressed='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
