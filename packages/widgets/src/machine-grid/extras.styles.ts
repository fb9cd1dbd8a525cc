import { type CSSResult, css } from 'lit';

export const extrasStyles: CSSResult = css`
  .tool[aria-expanded='true'] {
    border-color: var(--_border);
    background: var(--_surface-raised);
    color: var(--_text);
  }
  .in-use {
    color: var(--_text);
    font-weight: 600;
  }
  .selection-bar {
    position: absolute;
    z-index: 3;
    inset-block-end: var(--_s-8);
    inset-inline: 0;
    display: flex;
    align-items: center;
    gap: var(--_s-12);
    inline-size: fit-content;
    max-inline-size: 100%;
    margin-inline: auto;
    padding: var(--_s-4);
    padding-inline-start: var(--_s-12);
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius);
    background: var(--_surface-raised);
    box-shadow: 0 4px 16px rgb(0 0 0 / 0.18);
  }
  .base:has(.selection-bar) .rows {
    margin-block-end: calc(48px * var(--_d));
  }
  .panel {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_s-12);
    padding: var(--_s-12);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface-raised);
  }
  .panel[hidden] {
    display: none;
  }
  .field {
    display: flex;
    flex: 1 1 calc(132px * var(--_d));
    flex-direction: column;
    gap: var(--_s-2);
    min-inline-size: 0;
    max-inline-size: calc(240px * var(--_d));
  }
  .field.sort {
    flex: 2 1 calc(248px * var(--_d));
    flex-direction: row;
    flex-wrap: wrap;
    align-items: flex-end;
    gap: var(--_s-8);
    max-inline-size: none;
  }
  .field-label {
    color: var(--_text-quiet);
    font-size: var(--_t-small);
  }
  .field select {
    inline-size: 100%;
    block-size: var(--_target);
    padding: 0 var(--_s-8);
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-small);
    background: var(--_surface-raised);
    color: var(--_text);
  }
  .group {
    display: flex;
    align-items: center;
    grid-column: 1 / -1;
    padding-block-end: var(--_s-4);
    cursor: pointer;
    user-select: none;
  }
  .group-text {
    position: sticky;
    inset-inline-start: 0;
    display: flex;
    align-items: center;
    gap: var(--_s-8);
    min-inline-size: 0;
    padding-inline: var(--_s-4);
    white-space: nowrap;
  }
  .turn,
  .group-shape {
    display: flex;
    color: var(--_text-quiet);
  }
  .turn .shape {
    transition: transform var(--_motion);
  }
  .group[aria-expanded='false'] .turn .shape {
    transform: rotate(-90deg);
  }
  .group[aria-expanded='false'] .turn .shape:dir(rtl) {
    transform: rotate(90deg);
  }
  .group-word {
    overflow: hidden;
    text-overflow: ellipsis;
    font-weight: 600;
  }
  .group-word::first-letter {
    text-transform: uppercase;
  }
  .group-count,
  .group-alarm {
    color: var(--_text-quiet);
  }
  .group-alarm {
    display: inline-flex;
    align-items: center;
    gap: var(--_s-4);
    font-size: var(--_t-small);
  }
  .group-alarm .shape {
    color: var(--_warning);
  }
  .group-alarm[data-alert='critical'] .shape {
    color: var(--_critical);
  }
  .group:focus-visible {
    outline-width: 3px;
    outline-offset: -2px;
    border-radius: var(--_radius-small);
  }
  @media print {
    .panel,
    .selection-bar {
      display: none;
    }
  }
  @container grid (max-inline-size: 479px) {
    .field,
    .field.sort {
      flex-basis: calc(50% - var(--_s-12));
      max-inline-size: none;
    }
    .field.sort {
      flex-basis: 100%;
    }
  }
`;
