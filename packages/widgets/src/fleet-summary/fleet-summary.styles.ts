import { type CSSResult, css } from 'lit';

export const fleetStyles: CSSResult = css`
  .base {
    display: flex;
    flex-direction: column;
    gap: var(--_s-12);
    container: summary / inline-size;
    contain-intrinsic-inline-size: calc(280px * var(--_d));
  }
  .notice {
    display: flex;
    align-items: center;
    gap: var(--_s-8);
    padding: var(--_s-8) var(--_s-12);
    border: 1px dashed var(--_border-strong);
    border-radius: var(--_radius-small);
    background: var(--_surface-sunken);
  }
  .sections {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-items: stretch;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    overflow: hidden;
  }
  .section {
    display: flex;
    flex-direction: column;
    gap: var(--_s-8);
    min-inline-size: 0;
    padding: var(--_s-12) var(--_s-16);
  }
  .section + .section {
    border-block-start: 1px solid var(--_border);
  }
  .title,
  .subtitle {
    margin: 0;
    font-size: var(--_t-body);
    font-weight: 600;
  }
  .title .quiet {
    font-weight: 400;
  }
  .subtitle {
    color: var(--_text-quiet);
    font-size: var(--_t-small);
    font-weight: 400;
  }
  p {
    margin: 0;
  }
  .quiet {
    color: var(--_text-quiet);
  }
  .skeleton .bone {
    block-size: 1em;
  }
  .title-bone {
    inline-size: 40%;
  }
  .skeleton .chart-bone {
    block-size: calc(72px * var(--_d));
  }
  .skeleton .figure-bone {
    inline-size: 50%;
    block-size: var(--_t-figure);
    margin-block-end: var(--_s-8);
  }
  @container summary (min-inline-size: 560px) {
    .sections[data-count='2'],
    .sections[data-count='3'] {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .sections[data-count='2'] .section + .section,
    .sections[data-count='3'] .section:nth-child(2) {
      border-block-start: 0;
      border-inline-start: 1px solid var(--_border);
    }
    .sections[data-count='3'] .section:nth-child(3) {
      grid-column: 1 / -1;
    }
  }
  @container summary (min-inline-size: 900px) {
    .sections[data-count='3'] {
      grid-template-columns: minmax(0, 4fr) minmax(0, 5fr) minmax(0, 5fr);
    }
    .sections[data-count='3'] .section:nth-child(3) {
      grid-column: auto;
      border-block-start: 0;
      border-inline-start: 1px solid var(--_border);
    }
  }
  @media print {
    .counting,
    .how:not([open]) {
      display: none;
    }
    .sections {
      break-inside: avoid;
    }
  }
`;
