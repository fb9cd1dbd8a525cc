import { html, type TemplateResult } from 'lit';
import { signOf, worstOf } from './loudness.ts';
import type { Area } from './placement.ts';
import type { PlanModel } from './plan-model.ts';

/** Largest size of the map, in px at normal density, and least distance of its dots. */
const WIDTH = 132;
const HEIGHT = 96;
const DOT_DISTANCE = 5;

/** How the whole plan lies on the map. */
export interface MapFrame {
  readonly scale: number;
  readonly width: number;
  readonly height: number;
}

export function mapFrame({ left, top, right, bottom }: Area): MapFrame {
  const scale = Math.min(WIDTH / (right - left), HEIGHT / (bottom - top));
  return { scale, width: Math.max(12, (right - left) * scale), height: Math.max(12, (bottom - top) * scale) };
}

/** The whole plan, small, with a frame around what is seen. For the eye and the mouse: the keyboard has its own ways. */
export function miniMap(
  model: PlanModel,
  area: Area,
  { scale, width, height }: MapFrame,
  onPoint: (event: PointerEvent) => void,
): TemplateResult {
  const paths = { none: '', warning: '', critical: '' };
  for (const group of model.dots(scale, DOT_DISTANCE)) {
    const worst = worstOf(model.membersOf(group));
    if (worst === undefined) continue;
    const { tone } = signOf(worst);
    const x = ((group.x - area.left) * scale).toFixed(1);
    const y = ((group.y - area.top) * scale).toFixed(1);
    // Told apart by form too: a dot, a triangle, a larger square.
    if (tone === 'none') paths.none += `M${x} ${y}m-1-1h2v2h-2z`;
    else if (tone === 'warning') paths.warning += `M${x} ${y}m0-2.4 2.4 4.2h-4.8z`;
    else paths.critical += `M${x} ${y}m-1.8-1.8h3.6v3.6h-3.6z`;
  }
  return html`<div class="map" part="mini-map" aria-hidden="true" @pointerdown=${onPoint} @pointermove=${onPoint}>
    <svg viewBox=${`0 0 ${width} ${height}`} focusable="false" .style=${`--map-width: ${width.toFixed(1)}px; --map-ratio: ${width.toFixed(1)} / ${height.toFixed(1)}`}>
      <path class="dots" d=${paths.none}></path>
      <path class="dots" data-tone="warning" d=${paths.warning}></path>
      <path class="dots" data-tone="critical" d=${paths.critical}></path>
      <rect class="seen"></rect>
    </svg>
  </div>`;
}

/** The point of the plan that the pointer means on the map; undefined while no button is down. */
export function pointOfMap(
  event: PointerEvent,
  { left, top, right, bottom }: Area,
): { x: number; y: number } | undefined {
  const svg = (event.currentTarget as Element).querySelector('svg');
  if (event.buttons === 0 || svg === null) return undefined;
  const box = svg.getBoundingClientRect();
  return {
    x: left + ((event.clientX - box.left) / box.width) * (right - left),
    y: top + ((event.clientY - box.top) / box.height) * (bottom - top),
  };
}
