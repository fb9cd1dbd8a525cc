import { Gestures } from './gestures.ts';
import { planKey, type Step } from './keys.ts';
import { pointOfMap } from './mini-map.ts';
import { nearest } from './nearest.ts';
import { areaOf } from './plan-marks.ts';
import type { PlanModel } from './plan-model.ts';
import type { Stage } from './stage.ts';

export interface HandOptions {
  stage: Stage;
  model: PlanModel;
  draw(): void;
  select(machineId: string): void;
  /** Whether the focus is on the plan. */
  isFocused(): boolean;
}

/** What pointer and keyboard do on the plan, and which mark they are at. */
export class PlanHand {
  /** Machine whose mark takes Tab. */
  activeId = '';
  /** Machine whose mark has the card; empty for none. */
  cardId = '';
  /** Machine whose card stays while keys are at its mark and the pointer is at none; empty for none. */
  #heldId = '';
  /** The active mark is to be focused once it is drawn. */
  wantsFocus = false;
  readonly gestures: Gestures;
  readonly #options: HandOptions;

  constructor(options: HandOptions) {
    this.#options = options;
    const { stage, isFocused } = options;
    this.gestures = new Gestures({
      pan: (dx, dy) => stage.pan(dx, dy),
      zoom: (factor, x, y) => stage.zoom(factor, x, y),
      get takesWheel() {
        return isFocused();
      },
    });
  }

  readonly click = (event: MouseEvent): void => {
    // A key's click has no detail; a pointer's may be the end of a drag.
    if (event.detail > 0 && this.gestures.isDrag) return;
    const { model, stage, select } = this.#options;
    const id = markId(event);
    const group = id === undefined ? undefined : model.groupOf(id);
    if (id === undefined || group === undefined) return;
    this.activeId = id;
    if (group.members.length === 1) select(id);
    else {
      this.cardId = '';
      stage.fitTo(areaOf(model.placement, group));
    }
  };

  readonly keydown = (event: KeyboardEvent): void => {
    const act = planKey(event);
    const { stage } = this.#options;
    if (act === undefined) return;
    if (act.kind === 'hide') {
      // Without a card, Escape is for the page: a dialog around the plan closes.
      if (this.cardId === '') return;
      this.leave();
    } else if (act.kind === 'zoom') stage.zoom(act.factor);
    else if (act.kind === 'fit') stage.fit();
    else if (act.kind === 'pan') stage.pan(act.dx, act.dy);
    else this.#step(act);
    event.preventDefault();
    event.stopPropagation();
  };

  readonly pointerOver = (event: PointerEvent): void => {
    const target = event.target;
    if (target instanceof Element && target.closest('.card')) return;
    this.#showCard(event.buttons === 0 ? (markId(event) ?? this.#heldId) : '');
  };

  readonly focusIn = (event: FocusEvent): void => {
    const id = markId(event);
    if (id === undefined) return;
    this.activeId = id;
    this.#heldId = (event.target as Element).matches(':focus-visible') ? id : '';
    this.#showCard(id);
    const group = this.#options.model.groupOf(id);
    if (group) this.#options.stage.reveal(group.x, group.y);
  };

  readonly leave = (): void => {
    this.#heldId = '';
    this.#showCard('');
  };

  readonly pointerLeave = (): void => this.#showCard(this.#heldId);

  readonly map = (event: PointerEvent): void => {
    const { stage } = this.#options;
    const point = stage.area && pointOfMap(event, stage.area);
    if (point) stage.centreOn(point.x, point.y);
  };

  #step(act: Step): void {
    const { stage, model, draw } = this.#options;
    if (stage.camera === undefined) return;
    const groups = model.groups(stage.camera.scale, stage.lengths);
    const from = model.groupOf(this.activeId) ?? groups[0];
    const to = act.kind === 'edge' ? groups.at(act.at) : from && nearest(groups, from, act.direction);
    const id = model.machineAt(to?.members[0])?.id;
    if (to === undefined || id === undefined) return;
    this.activeId = id;
    this.wantsFocus = true;
    stage.reveal(to.x, to.y);
    draw();
  }

  #showCard(id: string): void {
    if (id === this.cardId) return;
    this.cardId = id;
    this.#options.draw();
  }
}

function markId(event: Event): string | undefined {
  const target = event.target;
  return target instanceof Element ? target.closest<HTMLElement>('.mark')?.dataset.id : undefined;
}
