import { type CSSResult, css } from 'lit';

/** The picture in the dialog, its defects, and the inspection beside it. */
export const stageStyles: CSSResult = css`
  .pictures {
    flex: 1 1 auto;
    min-block-size: 0;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_s-2);
  }
  .pictures[data-count='2'] {
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 260px), 1fr));
  }
  .one {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    min-inline-size: 0;
    margin: 0;
  }
  .stage {
    flex: 1 1 auto;
    min-block-size: 120px;
    display: grid;
    place-items: center;
    overflow: hidden;
    container-type: size;
    touch-action: none;
    cursor: zoom-in;
    background: var(--_surface-sunken);
  }
  .stage[data-zoomed] {
    cursor: grab;
  }
  .stage:focus-visible {
    outline-offset: -2px;
  }
  .stage .preview-wait {
    inline-size: 100cqi;
    block-size: 100cqb;
  }
  /* A picture has its left where it was taken, whatever the page reads like. */
  .mover {
    direction: ltr;
    transform-origin: center;
  }
  .frame {
    position: relative;
    inline-size: min(100cqi, calc(100cqb * var(--ratio, 1.3333)));
    aspect-ratio: var(--ratio, 1.3333);
  }
  .frame img {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    user-select: none;
  }
  /* Light and dark line together: one of the two can be seen on any picture. */
  .defect-box {
    position: absolute;
    outline: calc(2px / var(--zoom, 1)) solid var(--_critical);
    box-shadow: 0 0 0 calc(3.5px / var(--zoom, 1)) #fff, inset 0 0 0 calc(1px / var(--zoom, 1)) #fff;
  }
  .defect-box[data-pointed] {
    background: rgb(255 255 255 / 0.3);
    outline-width: calc(4px / var(--zoom, 1));
  }
  .defect-number {
    position: absolute;
    inset-block-end: 100%;
    inset-inline-start: 0;
    transform: scale(calc(1 / var(--zoom, 1)));
    transform-origin: bottom left;
    margin-block-end: 3px;
    min-inline-size: 1.5em;
    padding-inline: 4px;
    border-radius: 3px;
    background: var(--_critical);
    color: var(--_on-critical);
    font-size: var(--_t-small);
    font-weight: 600;
    line-height: 1.5;
    text-align: center;
  }
  .caption-line {
    display: flex;
    gap: var(--_s-12);
    padding: var(--_s-8) var(--_s-12);
    background: var(--_surface);
    overflow-wrap: anywhere;
  }
  .stage-bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_s-4);
    padding: var(--_s-4) var(--_s-8);
    border-block-start: 1px solid var(--_border);
    background: var(--_surface);
  }
  .zoomed {
    min-inline-size: 5ch;
    text-align: center;
    color: var(--_text-quiet);
  }
  .toggle {
    display: inline-flex;
    align-items: center;
    gap: var(--_s-8);
    min-block-size: var(--_target);
    margin-inline-start: auto;
    padding-inline: var(--_s-8);
    cursor: pointer;
  }
  .toggle input {
    inline-size: 16px;
    block-size: 16px;
    margin: 0;
    accent-color: var(--_brand);
  }
  .verdict {
    margin-block-end: var(--_s-12);
    font-size: var(--_t-title);
  }
  .result-set {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: var(--_s-4);
    margin-block-end: var(--_s-16);
  }
  .result-button {
    justify-content: flex-start;
    text-align: start;
  }
  .result-button .result {
    font-weight: 400;
  }
  .result-button[aria-pressed='true'] {
    box-shadow: inset 0 -2px 0 var(--_brand-text);
  }
  .result-button[aria-pressed='true'] .result {
    font-weight: 600;
  }
  .aside-title {
    margin: 0 0 var(--_s-4);
    font-size: var(--_t-body);
    font-weight: 600;
  }
  .quiet-text {
    color: var(--_text-quiet);
  }
  p.quiet-text {
    margin: 0 0 var(--_s-16);
  }
  .defects {
    margin: 0 0 var(--_s-16);
    padding-inline-start: var(--_s-24);
  }
  .defect {
    padding-block: var(--_s-4);
    overflow-wrap: anywhere;
  }
  .defect:hover {
    background: var(--_surface-sunken);
  }
  .notes {
    margin-block-end: var(--_s-16);
  }
`;
