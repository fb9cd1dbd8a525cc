import { type CSSResult, css } from 'lit';

export const floorPlanStyles: CSSResult = css`
  :host {
    display: flex;
    flex-direction: column;
  }
  .base {
    --_mark: calc(30px * var(--_d));
    display: flex;
    flex-direction: column;
    gap: var(--_s-8);
    flex: 1 1 auto;
    min-block-size: 0;
    min-inline-size: 0;
    container: plan / inline-size;
    contain-intrinsic-inline-size: calc(320px * var(--_d));
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
  .frame {
    display: flex;
    flex: 1 1 auto;
    gap: var(--_s-12);
    min-block-size: 0;
  }
  .stage {
    position: relative;
    flex: 1 1 0;
    min-inline-size: 0;
    block-size: var(--plan-height, clamp(320px, 62dvh, 720px));
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface-sunken);
    overflow: clip;
  }
  .surface {
    position: absolute;
    inset: 0;
    overflow: clip;
    contain: strict;
    border-radius: inherit;
    cursor: grab;
    touch-action: pan-x pan-y;
    user-select: none;
    -webkit-user-select: none;
  }
  /* Once there is something to move, a finger moves the plan and not the page. */
  .surface[data-more] {
    touch-action: none;
  }
  .surface[data-drag] {
    cursor: grabbing;
  }
  .surface:focus-visible {
    outline-offset: -2px;
  }
  .sizer {
    position: absolute;
    visibility: hidden;
    pointer-events: none;
    inline-size: var(--_mark);
    block-size: 0;
    font-size: var(--_t-small);
  }
  .cells {
    position: absolute;
    inset: calc(-1 * var(--cell, 0px));
    /* Beyond the far edges too, by as much as it is shifted. */
    margin: 0 calc(-1 * var(--cell, 0px)) calc(-1 * var(--cell, 0px)) 0;
    background-image:
      linear-gradient(to right, var(--_border) 1px, transparent 1px),
      linear-gradient(to bottom, var(--_border) 1px, transparent 1px);
    background-size: var(--cell, 0px) var(--cell, 0px);
    opacity: 0.45;
    pointer-events: none;
  }
  .cells[hidden] {
    display: none;
  }
  /* The plan does not mirror with the language: left is left in the hall. */
  .layer {
    position: absolute;
    top: 0;
    left: 0;
    inline-size: 0;
    block-size: 0;
    will-change: transform;
  }
  .image {
    position: absolute;
    top: 0;
    left: 0;
    transform-origin: 0 0;
    pointer-events: none;
  }
  .image img {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    filter: grayscale(0.6);
    -webkit-user-drag: none;
  }
  .image::after {
    content: '';
    position: absolute;
    inset: 0;
    background: var(
      --image-cover,
      light-dark(
        color-mix(in srgb, var(--_surface-sunken) 50%, transparent),
        color-mix(in srgb, var(--_surface-sunken) 78%, transparent)
      )
    );
  }
  .stage > .state {
    position: absolute;
    inset: 0;
  }
  .controls {
    position: absolute;
    inset-block-start: var(--_s-8);
    inset-inline-end: var(--_s-8);
    display: flex;
    flex-direction: column;
    gap: var(--_s-4);
  }
  .control {
    inline-size: var(--_target);
    padding: 0;
  }
  .map {
    position: absolute;
    inset-block-end: var(--_s-8);
    inset-inline-start: var(--_s-8);
    padding: var(--_s-4);
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-small);
    background: color-mix(in oklab, var(--_surface-raised) 92%, transparent);
    cursor: crosshair;
    touch-action: none;
  }
  .map svg {
    display: block;
    inline-size: calc(var(--map-width) * var(--_d));
    aspect-ratio: var(--map-ratio);
    overflow: hidden;
  }
  .dots {
    fill: var(--_border-strong);
  }
  .dots[data-tone='warning'] {
    fill: var(--_warning);
  }
  .dots[data-tone='critical'] {
    fill: var(--_critical);
  }
  .seen {
    fill: color-mix(in oklab, var(--_brand-text) 14%, transparent);
    stroke: var(--_brand-text);
    stroke-width: 1.5;
    vector-effect: non-scaling-stroke;
  }
  .skeleton-marks {
    display: grid;
    grid-template-columns: repeat(4, var(--_mark));
    gap: calc(var(--_mark) * 1.2) calc(var(--_mark) * 2);
    place-content: center;
    block-size: 100%;
  }
  .skeleton-marks .bone {
    block-size: var(--_mark);
  }
  .tray {
    flex: 0 0 calc(220px * var(--_d));
    display: flex;
    flex-direction: column;
    gap: var(--_s-4);
    min-block-size: 0;
    max-block-size: var(--plan-height, clamp(320px, 62dvh, 720px));
  }
  .tray-title,
  .tray-text {
    margin: 0;
  }
  .tray-title {
    font-size: var(--_t-body);
    font-weight: 600;
  }
  .tray-count,
  .tray-text,
  .tray-state {
    color: var(--_text-quiet);
  }
  .tray-count {
    font-weight: 400;
  }
  .tray-text,
  .tray-state {
    font-size: var(--_t-small);
  }
  .tray-list {
    margin: 0;
    padding: 2px;
    list-style: none;
    overflow: auto;
    scrollbar-width: thin;
    scrollbar-color: var(--_border-strong) transparent;
  }
  .tray-machine {
    appearance: none;
    display: flex;
    align-items: center;
    gap: var(--_s-8);
    inline-size: 100%;
    min-block-size: var(--_target);
    padding: 0 var(--_s-8);
    border: 1px solid transparent;
    border-radius: var(--_radius-small);
    background: none;
    text-align: start;
    cursor: pointer;
  }
  .tray-machine:hover {
    background: var(--_surface-sunken);
  }
  .tray-machine[aria-pressed='true'] {
    border-color: var(--_focus);
  }
  .tray-machine .shape {
    color: var(--_text-quiet);
  }
  .tray-machine[data-tone='warning'] .shape {
    color: var(--_warning);
  }
  .tray-machine[data-tone='critical'] .shape {
    color: var(--_critical);
  }
  .tray-name {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  @container plan (max-inline-size: 639px) {
    .frame {
      flex-direction: column;
    }
    .stage {
      flex: none;
    }
    .controls {
      flex-direction: row;
      inset-block: auto var(--_s-8);
    }
    .tray {
      flex: none;
      max-block-size: calc(260px * var(--_d));
    }
  }
  @media print {
    .controls,
    .map,
    .card {
      display: none;
    }
    .stage {
      break-inside: avoid;
    }
    .tray-list {
      max-block-size: none;
      overflow: visible;
    }
  }
`;
