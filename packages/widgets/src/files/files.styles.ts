import { type CSSResult, css } from 'lit';

/** What both lists of files share: toolbar, uploads, bars, the mark of a drop. */
export const filesStyles: CSSResult = css`
  .base {
    display: flex;
    flex-direction: column;
    gap: var(--_s-12);
    min-inline-size: 0;
    container: files / inline-size;
    contain-intrinsic-inline-size: calc(320px * var(--_d));
  }
  .base:focus {
    outline: none;
  }
  .base:focus-visible {
    outline: 2px solid var(--_focus);
  }
  bdi {
    unicode-bidi: isolate;
  }
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_s-8);
    align-items: center;
  }
  .search {
    flex: 1 1 160px;
    max-inline-size: 320px;
  }
  .search input,
  select,
  .field input,
  .field textarea {
    appearance: none;
    inline-size: 100%;
    min-block-size: var(--_target);
    padding: var(--_s-4) var(--_s-8);
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-small);
    background-color: var(--_surface-raised);
    color: var(--_text);
    font: inherit;
  }
  .search input::placeholder {
    color: var(--_text-quiet);
    opacity: 1;
  }
  .choice {
    position: relative;
    min-inline-size: 0;
    max-inline-size: 240px;
  }
  .choice::after {
    content: '';
    position: absolute;
    inset-inline-end: var(--_s-12);
    inset-block-start: calc(50% - 4px);
    inline-size: 6px;
    block-size: 6px;
    border: solid var(--_text-quiet);
    border-width: 0 1.5px 1.5px 0;
    transform: rotate(45deg);
    pointer-events: none;
  }
  select {
    padding-inline-end: calc(var(--_s-24) + 4px);
    text-overflow: ellipsis;
    cursor: pointer;
  }
  .inputs {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_s-8);
    margin-inline-start: auto;
  }
  .camera {
    display: none;
  }
  @media (pointer: coarse) {
    .camera {
      display: inline-flex;
    }
  }
  .rules {
    margin: 0;
    color: var(--_text-quiet);
    font-size: var(--_t-small);
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
  .notice .button {
    margin-inline-start: auto;
  }
  .icon-button,
  .quiet {
    appearance: none;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    min-inline-size: var(--_target);
    min-block-size: var(--_target);
    padding: 0;
    border: 1px solid transparent;
    border-radius: var(--_radius-small);
    background: none;
    color: var(--_text-quiet);
    cursor: pointer;
  }
  .quiet {
    padding-inline: var(--_s-8);
    text-decoration: underline;
    text-underline-offset: 3px;
    color: var(--_text);
  }
  .icon-button:hover {
    background: var(--_surface-sunken);
    color: var(--_text);
  }
  .icon-button[aria-disabled='true'] {
    opacity: 0.4;
    cursor: default;
  }
  .icon-button[aria-pressed='true'] {
    border-color: var(--_border);
    background: var(--_surface-raised);
    box-shadow: inset 0 -2px 0 var(--_brand-text);
    color: var(--_text);
  }
  :dir(rtl) > .step .shape {
    transform: scaleX(-1);
  }
  .uploads-frame {
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    overflow: hidden;
  }
  .uploads-frame[hidden] {
    display: none;
  }
  .uploads-head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--_s-8);
    min-block-size: var(--_target);
    padding-inline: var(--_s-12) var(--_s-4);
    border-block-end: 1px solid var(--_border);
  }
  .uploads-sum {
    font-weight: 600;
  }
  .uploads {
    list-style: none;
    margin: 0;
    padding: 0;
    max-block-size: calc(232px * var(--_d));
    overflow-y: auto;
  }
  .upload {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    column-gap: var(--_s-8);
    align-items: center;
    padding: var(--_s-4) var(--_s-4) var(--_s-4) var(--_s-12);
  }
  .upload:dir(rtl) {
    padding: var(--_s-4) var(--_s-12) var(--_s-4) var(--_s-4);
  }
  .upload:focus-visible {
    outline-offset: -2px;
  }
  .upload + .upload {
    border-block-start: 1px solid var(--_border);
  }
  .upload-shape {
    display: inline-flex;
    color: var(--_text-quiet);
  }
  .upload[data-state='failed'] .upload-shape,
  .upload[data-state='refused'] .upload-shape {
    color: var(--_warning);
  }
  .upload-name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .upload-text {
    grid-column: 2;
    color: var(--_text-quiet);
    font-size: var(--_t-small);
    overflow-wrap: anywhere;
  }
  .upload-acts {
    grid-column: 3;
    grid-row: 1 / span 2;
    display: flex;
  }
  .upload-bar {
    appearance: none;
    grid-column: 2 / span 2;
    inline-size: 100%;
    block-size: 4px;
    border: 0;
    border-radius: 2px;
    background: var(--_border);
    margin-block: 2px;
    overflow: hidden;
  }
  .upload-bar::-webkit-progress-bar {
    background: var(--_border);
  }
  .upload-bar::-webkit-progress-value {
    background: var(--_brand);
  }
  .upload-bar::-moz-progress-bar {
    background: var(--_brand);
  }
  .selection {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_s-8);
    padding: var(--_s-4) var(--_s-12);
    border: 1px solid var(--_border);
    border-radius: var(--_radius-small);
    background: var(--_surface-sunken);
  }
  .selection-count {
    font-weight: 600;
    margin-inline-end: auto;
  }
  .bars {
    position: sticky;
    inset-block-end: var(--_s-8);
    z-index: 2;
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: var(--_s-8);
    pointer-events: none;
  }
  .bars:empty {
    display: none;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: var(--_s-12);
    max-inline-size: 100%;
    min-block-size: calc(var(--_target) + var(--_s-12));
    padding: var(--_s-4) var(--_s-8) var(--_s-4) var(--_s-16);
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius);
    background: var(--_surface-raised);
    box-shadow: 0 4px 16px rgb(0 0 0 / 0.18);
    pointer-events: auto;
  }
  .bar:dir(rtl) {
    padding: var(--_s-4) var(--_s-16) var(--_s-4) var(--_s-8);
  }
  .bar-text {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .foot {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--_s-8);
    min-block-size: var(--_target);
    color: var(--_text-quiet);
    font-size: var(--_t-small);
  }
  .drop {
    position: absolute;
    inset: calc(var(--_s-4) * -1);
    z-index: 3;
    display: grid;
    place-items: center;
    border: 2px dashed var(--_brand-text);
    border-radius: var(--_radius);
    background: color-mix(in oklab, var(--_brand-surface) 88%, transparent);
    color: var(--_text);
    font-size: var(--_t-large);
    font-weight: 600;
    pointer-events: none;
  }
  .drop-text {
    position: sticky;
    inset-block: 40px;
    display: flex;
    align-items: center;
    gap: var(--_s-8);
    padding: var(--_s-16);
    text-align: center;
  }
  @container files (inline-size < 560px) {
    .search,
    .choice {
      flex: 1 1 100%;
      max-inline-size: none;
    }
    .choice {
      flex-basis: calc(50% - var(--_s-8));
    }
    .inputs,
    .inputs .button {
      flex: 1 1 auto;
    }
  }
  @media print {
    .toolbar,
    .rules,
    .uploads-frame,
    .bars,
    .selection,
    .icon-button {
      display: none;
    }
    [type='checkbox'] {
      visibility: hidden;
    }
  }
`;
