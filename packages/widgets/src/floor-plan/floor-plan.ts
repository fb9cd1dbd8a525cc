import type { Machine } from '@nexus-mfg/sdk';
import {
  type CSSResultGroup,
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { LiveController } from '../controllers/live-controller.ts';
import { machinesSource } from '../controllers/sources.ts';
import { ViewController } from '../controllers/view-controller.ts';
import { NexusMachineSelectEvent } from '../events/machine-select.ts';
import { baseStyles } from '../internal/base-styles.ts';
import { ListFocus } from '../internal/list-focus.ts';
import { NexusElement } from '../internal/nexus-element.ts';
import { stateStyles, stateView } from '../internal/state-view.ts';
import { machineCard } from './card.ts';
import { controls } from './controls.ts';
import { floorPlanStyles } from './floor-plan.styles.ts';
import { markButton } from './mark.ts';
import { MarkWords } from './mark-words.ts';
import { markStyles } from './marks.styles.ts';
import { floorPlanMessages } from './messages.ts';
import { miniMap } from './mini-map.ts';
import type { Area } from './placement.ts';
import { PlanHand } from './plan-hand.ts';
import { planImage } from './plan-image.ts';
import { marksOf } from './plan-marks.ts';
import { PlanModel } from './plan-model.ts';
import { Stage } from './stage.ts';
import { nobodyPlaced, noMachines, planNotice, planSkeleton } from './states.ts';
import { TRAY_STEP, tray } from './tray.ts';

/** How often ages such as "12 min. ago" are drawn again. */
const AGE_TICK_MS = 15_000;

/**
 * @summary Machines where they stand in the hall, live, for plans of one machine or of ten thousand.
 *
 * Machines stand at the column and row that they have in the plant (`gridPositionX`, `gridPositionY`), each as the shape
 * of its state. What is too close together at a zoom is one mark with a count and the worst state in it; choosing it
 * zooms in. Only marks in sight are in the page.
 *
 * @fires nexus-machine-select - A person chose a machine. Cancelable.
 * @csspart base - The wrapper.
 * @csspart plan - The stage that the machines stand on.
 * @csspart mark - One machine, or several as a cluster.
 * @csspart cluster - A mark that stands for several machines.
 * @csspart card - What is told of the mark under pointer or focus.
 * @csspart controls - Buttons to zoom and to show all.
 * @csspart mini-map - The whole plan, small, while not all of it is in sight.
 * @csspart tray - Machines that have no place.
 * @csspart notice - A line about the connection or the plan image.
 * @csspart state - What stands in place of the plan.
 * @cssproperty [--plan-height=clamp(320px, 62dvh, 720px)] - Height of the stage.
 * @cssproperty [--image-cover] - Colour laid over the plan image; by default half of the ground, most of it in dark.
 */
export class NexusFloorPlan extends NexusElement {
  static readonly baseName: string = 'floor-plan';
  static override styles: CSSResultGroup = [baseStyles, stateStyles, floorPlanStyles, markStyles];
  static override properties: PropertyDeclarations = {
    machines: { attribute: false },
    selectedIds: { attribute: false },
    planImage: { attribute: 'plan-image' },
    planColumns: { type: Number, attribute: 'plan-columns' },
    planRows: { type: Number, attribute: 'plan-rows' },
    label: {},
    unlinked: { type: Boolean },
  };

  /** Machines to draw in place of all of the tenant; nothing is fetched then. Default undefined. */
  declare machines: readonly Machine[] | undefined;
  /** Ids of the selected machines. The plan itself selects one at a time. Default none. */
  declare selectedIds: readonly string[];
  /** URL of a picture of the hall. Its top left corner is the corner of column 0 and row 0. Default none. */
  declare planImage: string;
  /** How many columns the picture spans. Default 0: the picture is not shown. */
  declare planColumns: number;
  /** How many rows the picture spans. Default 0: the picture is not shown. */
  declare planRows: number;
  /** Name of the plan for screen readers; default "Floor plan" in the page's language. */
  declare label: string;
  /** Neither follows nor changes which machine its neighbours look at. Default false. */
  declare unlinked: boolean;

  readonly #live = new LiveController<readonly Machine[]>(this, {
    source: (...given) => (this.machines === undefined ? machinesSource(...given) : undefined),
    onValue: () => this.#askForFrame(),
  });
  readonly #view = new ViewController(this, ['machineId'], () => this.#followView());
  readonly #model = new PlanModel();
  readonly #markWords = new MarkWords();
  readonly #stage = new Stage(
    () => this.requestUpdate(),
    () => this.renderRoot,
  );
  readonly #hand = new PlanHand({
    stage: this.#stage,
    model: this.#model,
    draw: () => this.requestUpdate(),
    select: (id) => this.#select(id),
    isFocused: () => Boolean(this.shadowRoot?.activeElement?.closest('.surface')),
  });
  readonly #observer: ResizeObserver | undefined =
    typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(() => this.#stage.measure());
  #frame = 0;
  #ageTimer: ReturnType<typeof setInterval> | undefined;
  #observed: HTMLElement | null = null;
  #wasGiven = false;
  /** What the neighbours look at as far as it is taken over. */
  #followedId = '';
  #hadFocus = false;
  #failedImage = '';
  #trayShown = TRAY_STEP;
  #announced = '';
  #revealId = '';

  constructor() {
    super();
    this.machines = undefined;
    this.selectedIds = [];
    this.planImage = '';
    this.planColumns = 0;
    this.planRows = 0;
    this.label = '';
    this.unlinked = false;
    new ListFocus(this, '.tray button');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ageTimer = setInterval(() => this.requestUpdate(), AGE_TICK_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ageTimer);
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#stage.stop();
    this.#observer?.disconnect();
    this.#observed = null;
  }

  /** Moves the plan so that the machine is in sight. Does nothing for one without a place. */
  showMachine(machineId: string): void {
    this.#revealId = machineId;
    this.requestUpdate();
  }

  /** Shows everything. */
  showAll(): void {
    this.#stage.fit();
  }

  /** The feed may speak at any rate; drawing happens once a frame. A hidden page draws nothing. */
  #askForFrame(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.requestUpdate();
    });
  }

  get #list(): readonly Machine[] | undefined {
    return this.machines ?? this.#live.value;
  }

  get #selectedId(): string {
    return this.selectedIds[0] ?? '';
  }

  #followView(): void {
    const id = this.#view.state?.machineId;
    if (id === undefined || id === this.#followedId) return;
    this.#followedId = id;
    this.selectedIds = id === '' ? [] : [id];
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const isGiven = this.machines !== undefined;
    if (isGiven !== this.#wasGiven) {
      this.#wasGiven = isGiven;
      this.#live.restart();
    }
    if (changed.has('planImage')) this.#failedImage = '';
    const isSelectionNew =
      changed.has('selectedIds') && this.#selectedId !== (changed.get('selectedIds')?.[0] ?? '');
    if (isSelectionNew) this.#revealId = this.#selectedId;
    const list = this.#list;
    this.#model.take(list ?? []);
    const { bounds, crowd } = this.#model.placement;
    this.#stage.setContent(bounds, this.#imageArea, crowd);
    this.#hadFocus = this.shadowRoot?.activeElement?.matches('.mark') ?? false;
    if (isSelectionNew && this.hasUpdated) this.#announced = this.#selectedId;
  }

  get #imageArea(): Area | null {
    const { planImage, planColumns, planRows } = this;
    const isShown = planImage !== '' && planImage !== this.#failedImage && planColumns > 0 && planRows > 0;
    return isShown ? { left: 0, top: 0, right: planColumns, bottom: planRows } : null;
  }

  protected override updated(): void {
    const surface = this.renderRoot.querySelector<HTMLElement>('.surface');
    // An update that was asked for before the element left comes after it: what has left is not watched again.
    if (!this.isConnected) return;
    if (surface !== this.#observed) {
      this.#observer?.disconnect();
      if (surface) this.#observer?.observe(surface);
      this.#observed = surface;
    }
    if (surface === null) return;
    this.#stage.measure();
    this.#stage.apply();
    this.#settleFocus(surface);
    const group = this.#model.groupOf(this.#revealId);
    if (group) {
      this.#revealId = '';
      this.#stage.reveal(group.x, group.y);
    }
  }

  #settleFocus(surface: HTMLElement): void {
    const isOnMark = this.shadowRoot?.activeElement?.matches('.mark') ?? false;
    if (!this.#hand.wantsFocus && (!this.#hadFocus || isOnMark)) return;
    this.#hand.wantsFocus = false;
    const mark = surface.querySelector<HTMLElement>('.mark[tabindex="0"]');
    (mark ?? surface).focus({ preventScroll: true });
  }

  protected override render(): TemplateResult {
    return html`<div class="base" part="base">${this.#content()}</div>`;
  }

  #content(): TemplateResult {
    const { words } = this;
    const list = this.#list;
    const trouble = this.machines === undefined ? this.#live.trouble : undefined;
    if (trouble) return stateView(words, trouble, () => this.#live.restart());
    if (list === undefined) return planSkeleton(words);
    if (list.length === 0) return noMachines(words, this.machines !== undefined);
    const { placed, unplaced } = this.#model.placement;
    const isCut = list.every((machine) => machine.freshness === 'offline');
    return html`
      ${isCut ? planNotice(words, 'noConnection', 'offline') : nothing}
      ${this.#failedImage !== '' && this.#failedImage === this.planImage ? planNotice(words, 'imageFailed', 'warning') : nothing}
      <div class="frame">
        <div class="stage" part="plan">${placed.length === 0 ? nobodyPlaced(words) : this.#plan()}</div>
        ${unplaced.length === 0 ? nothing : this.#tray(unplaced)}
      </div>
      <p class="visually-hidden" role="status">${this.#announcement()}</p>`;
  }

  #tray(unplaced: readonly number[]): TemplateResult {
    const machines = unplaced.flatMap((position) => this.#model.machineAt(position) ?? []);
    return tray(this.words, machines, this.#trayShown, this.#selectedId, this.#select, () => {
      this.#trayShown += TRAY_STEP;
      this.requestUpdate();
    });
  }

  #plan(): TemplateResult {
    const { words } = this;
    const stage = this.#stage;
    const hand = this.#hand;
    const { gestures } = hand;
    const { area, map } = stage;
    const machines = words.text(floorPlanMessages, 'machines', {
      count: this.#model.placement.placed.length,
    });
    const label = this.label || words.text(floorPlanMessages, 'label');
    return html`<div class="surface" role="group" tabindex="-1" aria-describedby="keys"
        aria-label=${words.text(floorPlanMessages, 'planOf', { label, machines })} ?data-more=${stage.hasMore}
        @pointerdown=${gestures.down} @pointermove=${gestures.move} @pointerup=${gestures.up}
        @pointercancel=${gestures.up} @wheel=${gestures.wheel} @click=${hand.click} @keydown=${hand.keydown}
        @pointerover=${hand.pointerOver} @pointerleave=${hand.pointerLeave} @focusin=${hand.focusIn} @focusout=${hand.leave}>
        <div class="sizer"></div>
        <div class="cells"></div>
        <div class="layer" ?data-image=${this.#imageArea !== null}>${this.#layer()}</div>
        <span id="keys" hidden>${words.text(floorPlanMessages, 'keys')}</span>
      </div>
      ${controls(words, stage)}
      ${map && area ? miniMap(this.#model, area, map, hand.map) : nothing}`;
  }

  #layer(): TemplateResult | typeof nothing {
    const { words } = this;
    const stage = this.#stage;
    const seen = stage.window();
    const { camera } = stage;
    if (seen === undefined || camera === undefined) return nothing;
    const marks = marksOf({
      words,
      model: this.#model,
      markWords: this.#markWords,
      camera,
      lengths: stage.lengths,
      seen,
      selectedIds: this.selectedIds,
      activeId: this.#hand.activeId,
    });
    const image = this.#imageArea;
    const card = marks.find(({ id }) => id === this.#hand.cardId);
    const group = card && this.#model.groupOf(card.id);
    return html`${image ? planImage(this.planImage, image, camera, this.#handleImageError) : nothing}
      ${repeat(
        marks,
        ({ id }) => id,
        (mark) => markButton(words, mark),
      )}
      ${
        card && group
          ? machineCard(
              words,
              this.#model.membersOf(group),
              {
                x: card.x,
                y: card.y,
                isBefore: card.x > stage.size.width * 0.6,
                isAbove: card.y > stage.size.height * 0.6,
              },
              Date.now(),
            )
          : nothing
      }`;
  }

  #announcement(): string {
    const position = this.#announced === '' ? undefined : this.#model.positionOf(this.#announced);
    const machine = this.#model.machineAt(position);
    return machine ? this.words.text(floorPlanMessages, 'selected', { name: machine.name }) : '';
  }

  #select = (machineId: string): void => {
    if (!this.dispatchEvent(new NexusMachineSelectEvent(machineId))) return;
    this.selectedIds = [machineId];
    this.#followedId = machineId;
    this.#view.set({ machineId });
  };

  #handleImageError = (): void => {
    this.#failedImage = this.planImage;
    this.requestUpdate();
  };
}
