import { type CSSResult, css } from 'lit';

export const panelStyles: CSSResult = css`
  .panel:focus-visible {
    outline-offset: -2px;
  }
  .head {
    position: sticky;
    inset-block-start: 0;
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--_s-12);
    padding: var(--_s-12) var(--_s-16);
    border-block-end: 1px solid var(--_border);
    background: var(--_surface-raised);
    z-index: 1;
  }
  .title,
  .subtitle {
    margin: 0;
    font-size: var(--_t-large);
    font-weight: 600;
  }
  .subtitle {
    font-size: var(--_t-body);
  }
  .quiet {
    margin: 0;
    color: var(--_text-quiet);
    font-size: var(--_t-small);
  }
  .contact {
    padding: var(--_s-8) var(--_s-16) 0;
  }
  .part {
    display: flex;
    flex-direction: column;
    align-items: stretch;
    gap: var(--_s-8);
    padding: var(--_s-12) var(--_s-16);
  }
  .part + .part {
    border-block-start: 1px solid var(--_border);
  }
  .counts,
  .entries {
    display: flex;
    flex-direction: column;
    gap: var(--_s-4);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .counts li {
    font-weight: 600;
  }
  .counts li,
  .calm-line,
  .note,
  .entry-title {
    display: flex;
    align-items: start;
    gap: var(--_s-8);
    margin: 0;
  }
  .counts .shape,
  .calm-line .shape,
  .note .shape,
  .entry-title .shape {
    margin-block-start: 0.12em;
  }
  .note {
    padding: var(--_s-8) var(--_s-12);
    border: 1px solid var(--_border);
    border-radius: var(--_radius-small);
    background: var(--_surface-sunken);
  }
  .note[data-kind='warning'],
  .entry[data-state='conflict'] {
    background: var(--_warning-surface);
    border-color: var(--_warning);
  }
  .note[data-kind='critical'] {
    background: var(--_critical-surface);
    border-color: var(--_critical);
  }
  .note[data-kind='warning'] .shape,
  .entry-title .shape {
    color: var(--_warning);
  }
  .note[data-kind='critical'] .shape {
    color: var(--_critical);
  }
  .send {
    align-self: start;
  }
  .progress,
  .acts,
  .undo,
  .entry-foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_s-8);
    margin: 0;
  }
  .track {
    flex: 1 1 120px;
    block-size: 6px;
    border-radius: 3px;
    overflow: hidden;
    background: var(--_border);
  }
  .fill {
    block-size: 100%;
    background: var(--_brand);
  }
  .undo {
    justify-content: space-between;
    padding: var(--_s-8) var(--_s-12);
    border-radius: var(--_radius-small);
    background: var(--_surface-sunken);
  }
  .entries {
    gap: var(--_s-8);
  }
  .entry {
    display: flex;
    flex-direction: column;
    gap: var(--_s-4);
    padding: var(--_s-8) var(--_s-12);
    border: 1px solid var(--_border);
    border-radius: var(--_radius-small);
    overflow-wrap: anywhere;
  }
  .entry-title {
    font-weight: 600;
  }
  .change,
  .reason {
    margin: 0;
  }
  .entry-foot .quiet {
    margin-inline-end: auto;
    color: var(--_text);
  }
  .sides {
    inline-size: 100%;
    border-collapse: collapse;
    text-align: start;
  }
  .sides th,
  .sides td {
    padding: var(--_s-4) var(--_s-8) var(--_s-4) 0;
    border-block-end: 1px solid var(--_border);
    text-align: start;
    vertical-align: top;
    font-weight: 400;
  }
  .sides thead th {
    font-size: var(--_t-small);
    font-weight: 600;
  }
  @media (forced-colors: active) {
    .fill {
      background: Highlight;
    }
  }
`;
