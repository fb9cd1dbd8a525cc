import type { Area } from './placement.ts';

/** What is seen of the plan: `scale` px for a grid cell, and the point of the plan at the top left corner, in cells. */
export interface Camera {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** Size of the stage, in px. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How far one can zoom, in px for a cell. */
export interface ZoomLimits {
  readonly least: number;
  readonly most: number;
}

/** A cell is not drawn larger than this to fit: one machine alone would fill the wall. */
const LARGEST_FIT = 112;
/** Free on each side of what fits, in px. */
const PADDING = 36;

/** Shows the whole area in the middle. */
export function fitTo(area: Area, { width, height }: Size): Camera {
  const across = area.right - area.left;
  const down = area.bottom - area.top;
  const room = { width: Math.max(1, width - 2 * PADDING), height: Math.max(1, height - 2 * PADDING) };
  const scale = Math.min(LARGEST_FIT, room.width / across, room.height / down);
  return centreOn((area.left + area.right) / 2, (area.top + area.bottom) / 2, scale, { width, height });
}

/** The point of the plan in the middle of the stage. */
export function centreOn(x: number, y: number, scale: number, { width, height }: Size): Camera {
  return { scale, x: x - width / scale / 2, y: y - height / scale / 2 };
}

/** Zooms so that the point of the plan under (`atX`, `atY`), in px of the stage, stays there. */
export function zoomAbout(
  camera: Camera,
  factor: number,
  atX: number,
  atY: number,
  limits: ZoomLimits,
): Camera {
  const scale = Math.min(limits.most, Math.max(limits.least, camera.scale * factor));
  return {
    scale,
    x: camera.x + atX / camera.scale - atX / scale,
    y: camera.y + atY / camera.scale - atY / scale,
  };
}

/** Moves what is seen by px. */
export function panBy(camera: Camera, dx: number, dy: number): Camera {
  return { ...camera, x: camera.x + dx / camera.scale, y: camera.y + dy / camera.scale };
}

/** Never loses the plan out of sight: a part of it, at least a third of the stage, stays. */
export function keepInSight(camera: Camera, area: Area, { width, height }: Size): Camera {
  const across = width / camera.scale;
  const down = height / camera.scale;
  return {
    scale: camera.scale,
    x: Math.min(area.right - across / 3, Math.max(area.left - (across * 2) / 3, camera.x)),
    y: Math.min(area.bottom - down / 3, Math.max(area.top - (down * 2) / 3, camera.y)),
  };
}

/** Moves no farther than it takes to have the point in sight, `margin` px from the edges. */
export function reveal(camera: Camera, x: number, y: number, size: Size, margin: number): Camera {
  const space = margin / camera.scale;
  const across = size.width / camera.scale;
  const down = size.height / camera.scale;
  const within = (start: number, length: number, point: number): number =>
    Math.min(
      point - Math.min(space, length / 2),
      Math.max(point + Math.min(space, length / 2) - length, start),
    );
  return { scale: camera.scale, x: within(camera.x, across, x), y: within(camera.y, down, y) };
}

/** The part of the plan that is seen, with `margin` px more on each side. */
export function seenArea(camera: Camera, size: Size, margin = 0): Area {
  const space = margin / camera.scale;
  return {
    left: camera.x - space,
    top: camera.y - space,
    right: camera.x + size.width / camera.scale + space,
    bottom: camera.y + size.height / camera.scale + space,
  };
}

/** Whether `outer` holds all of `inner`, with half a pixel of tolerance. */
export function holds(outer: Area, inner: Area, scale: number): boolean {
  const slack = 0.5 / scale;
  return (
    outer.left <= inner.left + slack &&
    outer.top <= inner.top + slack &&
    outer.right >= inner.right - slack &&
    outer.bottom >= inner.bottom - slack
  );
}
