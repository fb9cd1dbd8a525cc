import {
  type Camera,
  centreOn,
  fitTo,
  holds,
  keepInSight,
  panBy,
  reveal,
  type Size,
  seenArea,
  zoomAbout,
} from './camera.ts';
import { type MapFrame, mapFrame } from './mini-map.ts';
import { type Area, around } from './placement.ts';
import type { Lengths } from './plan-model.ts';

/** Marks are drawn so far beyond the edges, in px: the plan can be moved without drawing them anew. */
const MARGIN = 160;
/** Less while it is zoomed, for each step draws all of them. */
const ZOOM_MARGIN = 32;
/** About so many marks fill a stage at most; on a wall they stand farther apart. */
const MOST_MARKS = 220;
/** What a finger needs, and how far apart fields are so that their marks have it wherever they stand in them. */
const TARGET = 44;
const COARSE_DISTANCE = 74;
/** From this scale on the cells of the plan are drawn, in px. */
const CELLS_FROM = 26;
/** The frame on the mini-map never gets smaller than this, in px. */
const LEAST_FRAME = 7;
/** A machine can be looked at as large as this, in px for a cell. */
const LARGEST_SCALE = 224;

/**
 * What is seen of the plan, and how it moves: a shift moves one layer by a transform; only a zoom, or a shift farther
 * than what is drawn, draws marks anew, once a frame.
 */
export class Stage {
  size: Size = { width: 0, height: 0 };
  lengths: Lengths = { mark: 30, distance: 44, exact: 38, font: 12 };
  /** Undefined until the stage has a size and there is something to see. */
  camera: Camera | undefined;
  /** Where the layer's marks were drawn. */
  drawn: Camera | undefined;
  /** Whether everything stays in sight when the stage or the machines change. */
  isFitted = true;
  #area: Area | undefined;
  #crowd = 1;
  #wasFitted = true;
  #margin = MARGIN;
  #frame = 0;
  readonly #draw: () => void;
  readonly #root: () => ParentNode;

  constructor(draw: () => void, root: () => ParentNode) {
    this.#draw = draw;
    this.#root = root;
  }

  get area(): Area | undefined {
    return this.#area;
  }

  /** What can be seen at all: machines, and the image where there is one. */
  setContent(bounds: Area | null, image: Area | null, crowd: number): void {
    const area = bounds === null ? image : image === null ? bounds : around(image, bounds);
    this.#crowd = crowd;
    const isSame =
      area !== null &&
      this.#area !== undefined &&
      holds(area, this.#area, 1e9) &&
      holds(this.#area, area, 1e9);
    if (isSame) return;
    this.#area = area ?? undefined;
    if (this.isFitted || this.camera === undefined) this.#refit();
  }

  /** Reads the lengths from the page; `sizer` is as large as a mark, in the size of names. */
  measure(): void {
    const surface = this.#root().querySelector<HTMLElement>('.surface');
    const sizer = surface?.querySelector<HTMLElement>('.sizer');
    if (!surface || !sizer) return;
    const size = { width: surface.clientWidth, height: surface.clientHeight };
    const mark = sizer.offsetWidth;
    const isCoarse = matchMedia('(pointer: coarse)').matches;
    const fewEnough = Math.sqrt((size.width * size.height) / MOST_MARKS);
    const distance = Math.max(isCoarse ? COARSE_DISTANCE : mark * 1.45, fewEnough);
    const exact = Math.max(isCoarse ? TARGET : mark * 1.25, fewEnough);
    const font = Number.parseFloat(getComputedStyle(sizer).fontSize) || 12;
    const { lengths } = this;
    const isSame =
      size.width === this.size.width &&
      size.height === this.size.height &&
      mark === lengths.mark &&
      distance === lengths.distance &&
      exact === lengths.exact &&
      font === lengths.font;
    if (isSame) return;
    this.size = size;
    this.lengths = { mark, distance, exact, font };
    if (this.isFitted || this.camera === undefined) this.#refit();
    this.#draw();
  }

  fit(): void {
    this.isFitted = true;
    this.#refit();
    this.#ask();
  }

  /** Shows an area, at least twice as large as now. */
  fitTo(area: Area): void {
    const { camera } = this;
    if (camera === undefined) return;
    const { scale } = fitTo(area, this.size);
    const wanted = Math.min(this.#limits().most, Math.max(scale, camera.scale * 2));
    this.#move(centreOn((area.left + area.right) / 2, (area.top + area.bottom) / 2, wanted, this.size));
  }

  zoom(factor: number, atX: number = this.size.width / 2, atY: number = this.size.height / 2): void {
    if (this.camera) this.#move(zoomAbout(this.camera, factor, atX, atY, this.#limits()));
  }

  pan(dx: number, dy: number): void {
    if (this.camera) this.#move(panBy(this.camera, dx, dy));
  }

  centreOn(x: number, y: number): void {
    if (this.camera) this.#move(centreOn(x, y, this.camera.scale, this.size));
  }

  /** Moves no farther than it takes to have the point in sight. */
  reveal(x: number, y: number): void {
    const { camera } = this;
    if (camera === undefined) return;
    const moved = reveal(camera, x, y, this.size, this.lengths.mark * 1.5);
    if (moved.x !== camera.x || moved.y !== camera.y) this.#move(moved);
  }

  get canZoomIn(): boolean {
    return this.camera !== undefined && this.camera.scale < this.#limits().most * 0.999;
  }

  get canZoomOut(): boolean {
    return this.camera !== undefined && this.camera.scale > this.#limits().least * 1.001;
  }

  /** Whether there is something outside of what is seen. */
  get hasMore(): boolean {
    const { camera, size } = this;
    return (
      camera !== undefined &&
      this.#area !== undefined &&
      !holds(seenArea(camera, size), this.#area, camera.scale)
    );
  }

  /** The frame of the mini-map; undefined while everything is in sight. */
  get map(): MapFrame | undefined {
    return this.hasMore && this.#area ? mapFrame(this.#area) : undefined;
  }

  /** The part of the plan whose marks are to be drawn. */
  window(): Area | undefined {
    this.#margin = this.drawn?.scale === this.camera?.scale ? MARGIN : ZOOM_MARGIN;
    this.drawn = this.camera;
    this.#wasFitted = this.isFitted;
    return this.camera && seenArea(this.camera, this.size, this.#margin);
  }

  /** Puts the camera's place on the page. What it sets, no template sets. */
  apply(): void {
    const { camera, drawn } = this;
    const root = this.#root();
    const layer = root.querySelector<HTMLElement>('.layer');
    if (camera === undefined || drawn === undefined || layer === null) return;
    const { scale } = camera;
    layer.style.transform = `translate(${((drawn.x - camera.x) * scale).toFixed(2)}px, ${((drawn.y - camera.y) * scale).toFixed(2)}px)`;
    const cells = root.querySelector<HTMLElement>('.cells');
    if (cells) {
      cells.hidden = scale < CELLS_FROM;
      cells.style.setProperty('--cell', `${scale.toFixed(3)}px`);
      const shift = (start: number): string => `${(-(start - Math.floor(start)) * scale).toFixed(2)}px`;
      cells.style.transform = `translate(${shift(camera.x)}, ${shift(camera.y)})`;
    }
    const seen = root.querySelector('.seen');
    const { map } = this;
    if (seen === null || map === undefined || this.#area === undefined) return;
    const box = {
      x: (camera.x - this.#area.left) * map.scale,
      y: (camera.y - this.#area.top) * map.scale,
      width: Math.max(LEAST_FRAME, (this.size.width / scale) * map.scale),
      height: Math.max(LEAST_FRAME, (this.size.height / scale) * map.scale),
    };
    for (const [name, value] of Object.entries(box)) seen.setAttribute(name, value.toFixed(1));
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  #limits(): { least: number; most: number } {
    const area = this.#area;
    const fitted = area === undefined ? 1 : fitTo(area, this.size).scale;
    // Machines that share a cell come apart at the latest here.
    return { least: fitted, most: Math.max(fitted, LARGEST_SCALE, this.#crowd * this.lengths.distance * 2) };
  }

  #refit(): void {
    const { width, height } = this.size;
    this.camera = this.#area && width > 0 && height > 0 ? fitTo(this.#area, this.size) : undefined;
  }

  #move(camera: Camera): void {
    this.isFitted = false;
    this.camera = this.#area ? keepInSight(camera, this.#area, this.size) : camera;
    this.#ask();
  }

  #ask(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#isDrawn()) this.apply();
      else this.#draw();
    });
  }

  #isDrawn(): boolean {
    const { camera, drawn, size } = this;
    if (camera === undefined || drawn?.scale !== camera.scale || this.#wasFitted !== this.isFitted)
      return false;
    // The mini-map comes and goes, so moving from or to "everything in sight" is a drawing of its own.
    const hasMap = this.#root().querySelector('.map') !== null;
    return (
      hasMap === this.hasMore &&
      holds(seenArea(drawn, size, this.#margin), seenArea(camera, size), camera.scale)
    );
  }
}
