import { type CSSResult, css } from 'lit';

export const galleryStyles: CSSResult = css`
  .cards {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, var(--card-min-width, calc(200px * var(--_d)))), 1fr));
    gap: var(--_s-12);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .card {
    position: relative;
    display: flex;
    flex-direction: column;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    overflow: clip;
    overflow-clip-margin: 4px;
  }
  .card[data-result='fail'] {
    background: var(--_critical-surface);
    border-color: var(--_critical);
  }
  .card[data-result='review'] {
    background: var(--_warning-surface);
    border-color: var(--_warning);
  }
  .card[data-selected] {
    outline: 2px solid var(--_brand-text);
    outline-offset: 1px;
  }
  .shot {
    appearance: none;
    position: relative;
    display: block;
    inline-size: 100%;
    aspect-ratio: 4 / 3;
    padding: 0;
    border: 0;
    border-radius: calc(var(--_radius) - 1px) calc(var(--_radius) - 1px) 0 0;
    background: var(--_surface-sunken);
    cursor: pointer;
    overflow: hidden;
  }
  .shot:focus-visible {
    outline-offset: -3px;
  }
  .thumb {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: contain;
  }
  .thumb.waiting {
    display: grid;
    place-items: center;
    padding: var(--_s-12);
    color: var(--_text-quiet);
    font-size: var(--_t-small);
  }
  .count-mark {
    position: absolute;
    inset-block-end: var(--_s-4);
    inset-inline-end: var(--_s-4);
    padding: 0 var(--_s-8);
    border-radius: var(--_radius-small);
    background: var(--_surface-raised);
    color: var(--_text);
    font-size: var(--_t-small);
    line-height: 1.7;
  }
  .card .check {
    position: absolute;
    inset-block-start: 0;
    inset-inline-start: 0;
    display: grid;
    place-items: center;
    inline-size: max(32px, var(--_target));
    block-size: max(32px, var(--_target));
  }
  .check input {
    inline-size: 18px;
    block-size: 18px;
    margin: 0;
    accent-color: var(--_brand);
    outline-offset: 2px;
    box-shadow: 0 0 0 2px var(--_surface-raised);
    border-radius: 2px;
  }
  .caption {
    display: grid;
    gap: var(--_s-2);
    padding: var(--_s-8) var(--_s-12);
    min-inline-size: 0;
  }
  .result {
    display: inline-flex;
    align-items: center;
    gap: var(--_s-4);
    font-weight: 600;
  }
  .result[data-result='pass'],
  .result[data-result='none'] {
    font-weight: 400;
  }
  .result[data-result='pass'] .shape,
  .result[data-result='none'] .shape {
    color: var(--_text-quiet);
  }
  .result[data-result='fail'] .shape {
    color: var(--_critical);
  }
  .result[data-result='review'] .shape {
    color: var(--_warning);
  }
  .card-name {
    display: flex;
    min-inline-size: 0;
  }
  .stem {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: pre;
  }
  .ending {
    flex: none;
    white-space: pre;
  }
  .card-from {
    display: flex;
    gap: var(--_s-8);
    min-inline-size: 0;
    min-block-size: 1.4em;
    font-size: var(--_t-small);
    white-space: nowrap;
  }
  .card-from bdi {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .card:not([data-result='fail'], [data-result='review']) .card-from {
    color: var(--_text-quiet);
  }
  .bone.line {
    block-size: calc(16px * var(--_d));
    margin-block: var(--_s-8);
  }
  @container files (inline-size < 560px) {
    .cards {
      grid-template-columns: repeat(auto-fill, minmax(min(100%, var(--card-min-width, 148px)), 1fr));
      gap: var(--_s-8);
    }
  }
`;
