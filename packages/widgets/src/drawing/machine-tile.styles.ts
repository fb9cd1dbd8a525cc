import { type CSSResult, css } from 'lit';

export const tileStyles: CSSResult = css`
  .tile {
    position: relative;
    display: flex;
    flex-direction: column;
    gap: var(--_s-8);
    block-size: 100%;
    padding: var(--_s-12);
    padding-block-end: var(--_s-8);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    overflow: hidden;
  }
  .head,
  .health,
  .foot {
    display: flex;
    align-items: center;
    gap: var(--_s-8);
    white-space: nowrap;
  }
  .status {
    display: flex;
    color: var(--_text-quiet);
  }
  .name {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    font-weight: 600;
  }
  .status-word,
  .label,
  .freshness,
  .unit,
  .silent {
    color: var(--_text-quiet);
    font-size: var(--_t-small);
  }
  .bar {
    flex: 1;
    min-inline-size: 0;
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
    stroke-width: 1;
    vector-effect: non-scaling-stroke;
  }
  .score {
    min-inline-size: 1.7em;
    text-align: end;
    font-weight: 600;
  }
  .word {
    display: inline-flex;
    align-items: center;
    gap: var(--_s-4);
    min-inline-size: 4.4em;
    color: var(--_text-quiet);
    font-size: var(--_t-small);
  }
  .health[data-state='degraded'] {
    --_tone: var(--_warning);
  }
  .health[data-state='critical'] {
    --_tone: var(--_critical);
  }
  .health[data-state='degraded'] .word,
  .health[data-state='critical'] .word {
    color: var(--_text);
    font-weight: 600;
  }
  .word .shape {
    color: var(--_tone);
  }
  .metrics {
    flex: 1;
    display: grid;
    grid-template-columns: 1fr 1fr;
    align-content: start;
    gap: var(--_s-4) var(--_s-12);
    min-block-size: 0;
  }
  .metric {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--_s-8);
    min-inline-size: 0;
    line-height: 1.25;
  }
  /* A value and its unit read from left to right in every language. */
  .value {
    flex-basis: 100%;
    direction: ltr;
    unicode-bidi: isolate;
    white-space: nowrap;
  }
  .metric:dir(rtl) .value {
    text-align: end;
  }
  /* Takes what the label leaves. */
  .trend {
    flex: 1 1 0;
    min-inline-size: 0;
    max-inline-size: calc(40px * var(--_d));
    block-size: calc(12px * var(--_d));
    margin-inline-start: auto;
  }
  .trend path {
    fill: none;
    stroke: var(--_border-strong);
    stroke-width: 1.4;
    stroke-linejoin: round;
  }
  .silent {
    grid-column: 1 / -1;
    margin: 0;
  }
  /* Always one line high, so that nothing moves when a machine falls silent. */
  .foot {
    justify-content: space-between;
    min-block-size: 1.4em;
  }
  .freshness {
    display: inline-flex;
    align-items: center;
    gap: var(--_s-4);
    min-inline-size: 0;
    overflow: hidden;
  }

  /* Only the abnormal has colour. */
  .tile[data-alert='warning'] {
    border-color: var(--_warning);
    background: var(--_warning-surface);
  }
  .tile[data-alert='critical'] {
    border-color: var(--_critical);
    background: var(--_critical-surface);
  }
  .tile[data-alert='critical']::before {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    inline-size: 4px;
    background: var(--_critical);
    forced-color-adjust: none;
  }
  .tile[data-alert='warning'] .bar-track,
  .tile[data-alert='critical'] .bar-track {
    fill: var(--_surface-raised);
  }
  .tile[data-status='fault'] .status {
    color: var(--_critical);
  }
  .tile[data-status='fault'] .status-word {
    color: var(--_critical-text);
    font-weight: 600;
  }
  .tile[data-status='offline'],
  .tile:not([data-freshness='live']) {
    border-style: dashed;
  }
  .tile[data-alert='none'][data-status='offline'],
  .tile[data-alert='none']:not([data-freshness='live']) {
    border-color: var(--_border-strong);
  }
  .tile[data-status='offline'] {
    background: repeating-linear-gradient(
      135deg,
      var(--_surface) 0 6px,
      var(--_surface-sunken) 6px 8px
    );
  }
  .tile:not([data-freshness='live']) .value,
  .tile:not([data-freshness='live']) .score {
    color: var(--_text-quiet);
    font-weight: 400;
  }
  .freshness.aged {
    color: var(--_text);
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
