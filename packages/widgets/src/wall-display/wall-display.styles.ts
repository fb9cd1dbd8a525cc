import { type CSSResult, css } from 'lit';

export const wallStyles: CSSResult = css`
  :host {
    block-size: 100dvh;
    /* Read at four metres. A rule of the page on the element wins. */
    --nexus-density: 1.5;
  }
  .base {
    block-size: 100%;
    padding: 3px;
    overflow: hidden;
    background: var(--_canvas);
  }
  .base:focus-visible {
    outline-offset: -2px;
  }
  .base[data-idle] {
    cursor: none;
  }
  /* Moved by a pixel or two with each view, so that no edge burns into the panel. */
  .frame {
    display: flex;
    flex-direction: column;
    gap: var(--_s-8);
    block-size: 100%;
    min-block-size: 0;
  }
  .head,
  .foot {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_s-4) var(--_s-16);
    padding-inline: var(--_s-12);
  }
  .head {
    padding-block-start: var(--_s-8);
  }
  .foot {
    padding-block-end: var(--_s-4);
  }
  .logo {
    max-block-size: calc(28px * var(--_d));
    max-inline-size: calc(160px * var(--_d));
    object-fit: contain;
  }
  .title {
    margin: 0;
    font-size: var(--_t-title);
    font-weight: 600;
    line-height: 1.2;
    overflow-wrap: anywhere;
  }
  .company {
    color: var(--_text-quiet);
  }
  .when {
    margin-inline-start: auto;
    display: flex;
    align-items: center;
    gap: var(--_s-12);
  }
  .date {
    color: var(--_text-quiet);
  }
  .clock {
    font-size: var(--_t-title);
    font-weight: 600;
    line-height: 1.1;
  }
  .stage {
    position: relative;
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    overscroll-behavior: contain;
    padding: 0 var(--_s-12);
    scrollbar-width: none;
  }
  .view {
    block-size: 100%;
    min-block-size: 0;
  }
  .view[hidden] {
    display: none;
  }
  .view > * {
    block-size: 100%;
  }
  .alarm {
    display: flex;
    flex-direction: column;
    gap: var(--_s-12);
  }
  .alarm > :last-child {
    flex: 1;
    min-block-size: 0;
  }
  .alarm-band {
    display: flex;
    align-items: center;
    gap: var(--_s-8) var(--_s-16);
    padding: var(--_s-12) var(--_s-16);
    border: 2px solid var(--_critical);
    border-radius: var(--_radius);
    background: var(--_critical-surface);
    block-size: auto;
  }
  .alarm-shape {
    color: var(--_critical);
    font-size: var(--_t-figure);
    line-height: 1;
    display: flex;
  }
  .alarm-title {
    margin: 0;
    font-size: var(--_t-figure);
    font-weight: 700;
    line-height: 1.15;
    overflow-wrap: anywhere;
  }
  .alarm-band .button {
    flex: none;
    margin-inline-start: auto;
  }
  .alarm-text {
    display: grid;
    gap: var(--_s-4);
  }
  .alarm-reason {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_s-12);
    margin: 0;
  }
  .alarm-call {
    border-color: var(--_critical);
    background: var(--_critical-surface);
    font-weight: 600;
  }
  .alarm-call .shape {
    color: var(--_critical);
  }
  @media (max-width: 700px) {
    :host {
      --nexus-density: 1;
    }
    .date {
      display: none;
    }
    .alarm-band {
      flex-wrap: wrap;
    }
  }
  @media (forced-colors: active) {
    .dim {
      display: none;
    }
    .problem,
    .alarm-band {
      border-color: Highlight;
    }
  }
  @media print {
    :host,
    .base,
    .frame,
    .stage {
      block-size: auto;
      overflow: visible;
    }
    .controls,
    .dim,
    .panel {
      display: none;
    }
  }
`;
