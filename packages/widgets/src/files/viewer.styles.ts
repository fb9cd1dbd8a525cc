import { type CSSResult, css } from 'lit';

/** The dialog that shows one file. */
export const viewerStyles: CSSResult = css`
  .viewer {
    inline-size: min(1120px, calc(100vw - 32px));
    block-size: min(860px, calc(100dvh - 32px));
    max-inline-size: none;
    max-block-size: none;
    padding: 0;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    overflow: hidden;
    overscroll-behavior: contain;
  }
  .viewer[open] {
    display: flex;
    flex-direction: column;
  }
  .viewer::backdrop {
    background: rgb(8 10 12 / 0.6);
  }
  .viewer-head {
    display: flex;
    align-items: center;
    gap: var(--_s-12);
    padding: var(--_s-8) var(--_s-8) var(--_s-8) var(--_s-16);
    border-block-end: 1px solid var(--_border);
  }
  .viewer-head:dir(rtl) {
    padding: var(--_s-8) var(--_s-16) var(--_s-8) var(--_s-8);
  }
  .viewer-name {
    margin: 0;
    min-inline-size: 0;
    font-size: var(--_t-large);
    font-weight: 600;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .viewer-place {
    flex: none;
    color: var(--_text-quiet);
    font-size: var(--_t-small);
  }
  .viewer-acts {
    flex: none;
    display: flex;
    gap: var(--_s-2);
    margin-inline-start: auto;
  }
  .viewer-body {
    flex: 1 1 auto;
    min-block-size: 0;
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(240px, 300px);
  }
  .viewer-stage {
    position: relative;
    min-block-size: 0;
    min-inline-size: 0;
    overflow: hidden;
    display: flex;
    flex-direction: column;
    background: var(--_surface-sunken);
  }
  .viewer-aside {
    overflow-y: auto;
    padding: var(--_s-16);
    border-inline-start: 1px solid var(--_border);
  }
  .viewer .bars {
    position: absolute;
    inset-inline: var(--_s-16);
    inset-block-end: var(--_s-16);
  }
  .preview-picture {
    inline-size: 100%;
    block-size: 100%;
    min-block-size: 0;
    object-fit: contain;
  }
  .preview-text {
    flex: 1 1 auto;
    margin: 0;
    padding: var(--_s-16);
    overflow: auto;
    background: var(--_surface);
    font: var(--_t-body) / 1.5 ui-monospace, 'SF Mono', Consolas, monospace;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .preview-text:focus-visible {
    outline-offset: -2px;
  }
  .preview-note {
    margin: 0;
    padding: var(--_s-8) var(--_s-16);
    border-block-start: 1px solid var(--_border);
    color: var(--_text-quiet);
  }
  .preview-none {
    margin: auto;
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: var(--_s-12);
    padding: var(--_s-24);
    text-align: center;
    text-wrap: balance;
    color: var(--_text-quiet);
  }
  .preview-none p {
    margin: 0;
  }
  .preview-none .button {
    text-decoration: none;
  }
  .preview-icon {
    font-size: calc(56px * var(--_d));
    line-height: 1;
  }
  .preview-wait {
    flex: 1;
    display: grid;
    padding: var(--_s-24);
  }
  .facts {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: var(--_s-8) var(--_s-12);
    margin: 0 0 var(--_s-16);
  }
  .facts dt {
    color: var(--_text-quiet);
  }
  .facts dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .said {
    margin: 0 0 var(--_s-16);
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_s-8);
  }
  .field {
    display: block;
    margin-block-end: var(--_s-12);
  }
  .field-label {
    display: block;
    margin-block-end: var(--_s-4);
    font-weight: 600;
  }
  .field textarea {
    resize: vertical;
    min-block-size: calc(88px * var(--_d));
  }
  .field-hint {
    display: block;
    margin: var(--_s-4) 0 0;
    color: var(--_text-quiet);
    font-size: var(--_t-small);
  }
  @media (max-width: 720px) {
    .viewer {
      inline-size: 100vw;
      block-size: 100dvh;
      border: 0;
      border-radius: 0;
    }
    .viewer-head {
      flex-wrap: wrap;
    }
    .viewer-name {
      flex: 1 1 100%;
    }
    .viewer-body {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: minmax(40dvh, 1fr) auto;
      overflow-y: auto;
    }
    .viewer-stage {
      min-block-size: 40dvh;
    }
    .viewer-aside {
      overflow: visible;
      border-inline-start: 0;
      border-block-start: 1px solid var(--_border);
    }
  }
  /* Paper shows the list that it lies over. */
  @media print {
    .viewer {
      display: none !important;
    }
  }
`;
