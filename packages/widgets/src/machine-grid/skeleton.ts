import { html, type TemplateResult } from 'lit';

/** Tiles without content: the page keeps its shape when the machines come. */
export function gridSkeleton(): TemplateResult {
  const bones = Array.from(
    { length: 8 },
    () => html`<div class="tile" data-freshness="live">
      <div class="bone wide"></div>
      <div class="bone thin"></div>
      <div class="bone"></div>
      <div class="bone wide"></div>
    </div>`,
  );
  return html`<div class="skeleton" aria-busy="true" role="status">
    <span class="visually-hidden">Machines are loading</span>
    <div class="skeleton-rows" aria-hidden="true">${bones}</div>
  </div>`;
}
