import { type CSSResult, css } from 'lit';

/** The list of annotations, and their numbers wherever they stand. */
export const notesStyles: CSSResult = css`
  .notes {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_s-2) var(--_s-8);
    margin: 0;
    padding: 0;
    list-style: none;
    font-size: var(--_t-small);
  }
  .notes li {
    min-inline-size: 0;
  }
  .note {
    appearance: none;
    display: flex;
    align-items: baseline;
    gap: var(--_s-8);
    max-inline-size: 100%;
    min-block-size: max(24px, calc(24px * var(--_d)));
    padding: var(--_s-2) var(--_s-4);
    border: 0;
    border-radius: var(--_radius-small);
    background: none;
    text-align: start;
    cursor: pointer;
  }
  .note:hover {
    background: var(--_surface-sunken);
  }
  .flag {
    flex: none;
    display: inline-block;
    min-inline-size: 1.5em;
    padding: 0 var(--_s-4);
    background: var(--_text);
    color: var(--_surface);
    font-weight: 600;
    text-align: center;
    print-color-adjust: exact;
  }
  .note-time {
    flex: none;
    color: var(--_text-quiet);
    direction: ltr;
    unicode-bidi: isolate;
  }
  .note-text {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  @media (pointer: coarse) {
    .note {
      min-block-size: 44px;
      align-items: center;
    }
  }
  @media (forced-colors: active) {
    .flag {
      border: 1px solid CanvasText;
    }
  }
`;
