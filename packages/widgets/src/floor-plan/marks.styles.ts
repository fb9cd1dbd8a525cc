import { type CSSResult, css } from 'lit';

export const markStyles: CSSResult = css`
  .mark {
    appearance: none;
    position: absolute;
    top: 0;
    left: 0;
    display: flex;
    align-items: center;
    justify-content: center;
    inline-size: var(--_mark);
    block-size: var(--_mark);
    margin: calc(var(--_mark) / -2);
    padding: 0;
    border: 0;
    background: none;
    cursor: pointer;
    outline: none;
  }
  .chip {
    --_tone: var(--_text-quiet);
    position: relative;
    flex: none;
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 3px;
    min-inline-size: var(--_mark);
    block-size: var(--_mark);
    padding-inline: 3px;
    border: 1px solid var(--_border-strong);
    border-radius: min(var(--_radius), 8px);
    background: var(--_surface);
    color: var(--_tone);
    font-size: calc(15px * var(--_d));
    line-height: 1;
  }
  /* A finger needs 44 px, whatever the mark. */
  .chip::after {
    content: '';
    position: absolute;
    inset: -2px;
  }
  @media (pointer: coarse) {
    .chip::after {
      inset: min(-2px, (var(--_mark) - 46px) / 2);
    }
  }
  .mark[data-count='1'] .chip {
    inline-size: var(--_mark);
  }
  .count {
    color: var(--_text);
    font-size: var(--_t-small);
    font-weight: 600;
  }
  .mark:not([data-count='1']) .chip {
    border-radius: calc(var(--_mark) / 2);
    box-shadow: 0 0 0 2px var(--_surface-sunken), 0 0 0 3px var(--_border-strong);
    padding-inline: 6px;
  }
  .badge {
    position: absolute;
    inset-block-start: -7px;
    inset-inline-end: -7px;
    display: flex;
    padding: 1px;
    border-radius: 50%;
    background: var(--_surface);
    font-size: calc(12px * var(--_d));
  }
  /* Only the abnormal has colour. */
  .mark[data-tone='warning'] .chip {
    border-color: var(--_warning);
    background: var(--_warning-surface);
    color: var(--_text);
  }
  .mark[data-tone='warning'] .badge,
  .mark[data-tone='warning']:not([data-count='1']) .shape {
    color: var(--_warning);
  }
  .mark[data-tone='critical'] .chip {
    --_tone: var(--_critical);
    border-color: var(--_critical);
    border-width: 2px;
    background: var(--_critical-surface);
  }
  /* One in a hundred makes no alarm of the other ninety-nine: a cluster tells its worst by the shape alone. */
  .mark:not([data-count='1']) .chip {
    border-width: 1px;
    background: var(--_surface);
  }
  .mark[data-status='offline'][data-count='1'] .chip,
  .mark:not([data-freshness='live']) .chip {
    border-style: dashed;
  }
  .mark:not([data-freshness='live'])[data-tone='none'] .chip,
  .mark[data-status='offline'][data-tone='none'] .chip {
    background: var(--_surface-sunken);
  }
  .mark:hover .chip {
    border-color: var(--_text-quiet);
  }
  .mark[data-selected] .chip {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  /* Round an alarm the ring is ink: a colour beside the alarm's would compete with it. */
  .mark[data-selected]:not([data-tone='none']) .chip {
    outline-color: var(--_text);
  }
  .mark:focus-visible .chip {
    outline: 3px solid var(--_focus);
    outline-offset: 1px;
  }
  .mark:focus-visible {
    z-index: 1;
  }
  .label {
    position: absolute;
    top: calc(var(--_mark) + 2px);
    left: 50%;
    max-inline-size: calc(11 * var(--_t-small));
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    color: var(--_text);
    font-size: var(--_t-small);
    line-height: 1.3;
    transform: translate(-50%);
    /* Names are read over any plan image. */
    text-shadow:
      0 0 2px var(--_surface-sunken),
      0 0 2px var(--_surface-sunken),
      0 0 4px var(--_surface-sunken);
    pointer-events: none;
  }
  .layer[data-image] .label {
    padding-inline: 3px;
    border-radius: 3px;
    background: color-mix(in srgb, var(--_surface-sunken) 78%, transparent);
  }
  .card {
    position: absolute;
    top: 0;
    left: 0;
    z-index: 2;
    inline-size: 0;
    block-size: 0;
    transform: translate(var(--x), var(--y));
    cursor: default;
  }
  .card-box {
    --_beside: calc(var(--_mark) / 2 + 6px);
    position: absolute;
    left: var(--_beside);
    top: calc(var(--_mark) / -2);
    inline-size: max-content;
    max-inline-size: calc(240px * var(--_d));
    padding: var(--_s-8) var(--_s-12);
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius);
    background: var(--_surface-raised);
    box-shadow: 0 4px 16px rgb(0 0 0 / 0.18);
    color: var(--_text);
  }
  /* The pointer reaches the card without leaving it. */
  .card-box::before {
    content: '';
    position: absolute;
    inset-block: 0;
    left: -12px;
    inline-size: 12px;
  }
  .card[data-before] .card-box {
    left: auto;
    right: var(--_beside);
  }
  .card[data-before] .card-box::before {
    left: auto;
    right: -12px;
  }
  .card[data-above] .card-box {
    top: auto;
    bottom: calc(var(--_mark) / -2);
  }
  .card p {
    margin: 0;
  }
  .card-name {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .card-line {
    display: flex;
    align-items: center;
    gap: var(--_s-4);
    font-size: var(--_t-small);
    white-space: nowrap;
  }
  .card-line .shape {
    color: var(--_text-quiet);
  }
  .card-line.quiet {
    color: var(--_text-quiet);
  }
  .card-line[data-status='fault'] .shape,
  .card-line[data-health='critical'] .shape {
    color: var(--_critical);
  }
  .card-line[data-health='degraded'] .shape {
    color: var(--_warning);
  }
  @media (forced-colors: active) {
    .chip,
    .card-box {
      border-color: CanvasText;
      forced-color-adjust: none;
    }
  }
`;
