import type { HealthState, Machine } from '@nexus-mfg/sdk';
import {
  type CSSResultGroup,
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { LiveController } from '../controllers/live-controller.ts';
import { machinesSource } from '../controllers/sources.ts';
import { tileStyles } from '../drawing/machine-tile.styles.ts';
import { baseStyles } from '../internal/base-styles.ts';
import { NexusElement } from '../internal/nexus-element.ts';
import { stateStyles, stateView } from '../internal/state-view.ts';
import {
  type Choice,
  GRID_GROUPS,
  GRID_SELECTIONS,
  GRID_SORTS,
  type GridGroup,
  type GridLayoutName,
  type GridSelection,
  type GridSort,
  known,
  NO_FILTERS,
} from './choices.ts';
import type { StatusFilter } from './filter.ts';
import { GridHand } from './grid-hand.ts';
import { GridModel } from './grid-model.ts';
import { GridNews } from './grid-news.ts';
import { GridScroll } from './grid-scroll.ts';
import { gridLines } from './grid-view.ts';
import { Heartbeat } from './heartbeat.ts';
import { adoptExtras, EXTRAS, PLAN } from './lazy-code.ts';
import { LazyPart } from './lazy-part.ts';
import { gridStyles } from './machine-grid.styles.ts';
import { gridMessages } from './messages.ts';
import { groupStop, RovingFocus } from './roving-focus.ts';
import { selectionBar } from './selection-bar.ts';
import { SelectionLink } from './selection-link.ts';
import { gridSkeleton } from './skeleton.ts';
import { noConnection, noMachines, nothingFound, partFailure, planFailure, planLoading } from './states.ts';
import { ToolbarDoor } from './toolbar-door.ts';

/**
 * @summary All machines of the tenant as tiles, as rows or on the floor plan, live, for fleets of one or of ten thousand.
 *
 * Only the rows in sight are in the page. Changes are drawn once an animation frame, and only the tiles whose machine
 * object changed. Order, groups and filter follow new values every few seconds, and never under somebody's hand.
 *
 * @slot machine-(id) - The page's own content in the tile of one machine; raise `--tile-height` for it. Only the slots of tiles in sight exist.
 * @fires nexus-machine-select - A person changed which machines are selected. Cancelable.
 * @csspart base - The wrapper.
 * @csspart toolbar - Search, filters and layouts.
 * @csspart options - Filters, order and groups, once opened.
 * @csspart notice - A line about the connection.
 * @csspart viewport - What scrolls.
 * @csspart tile - One machine as a tile.
 * @csspart row - One machine as a row.
 * @csspart group - The head of a group.
 * @csspart plan - The floor plan.
 * @csspart state - What stands in place of the machines.
 * @cssproperty [--tile-min-width=232px] - Narrowest tile.
 * @cssproperty [--tile-height=168px] - Height of each tile.
 * @cssproperty [--row-height=36px] - Height of each row of the table; by touch at least 44px.
 */
export class NexusMachineGrid extends NexusElement {
  static readonly baseName: string = 'machine-grid';
  static override styles: CSSResultGroup = [baseStyles, stateStyles, tileStyles, gridStyles];
  static override properties: PropertyDeclarations = {
    layout: { reflect: true },
    selection: {},
    selectedId: { attribute: 'selected-id' },
    selectedIds: { attribute: false },
    search: {},
    filter: {},
    machineType: { attribute: 'machine-type' },
    health: {},
    sort: {},
    descending: { type: Boolean },
    group: {},
    planImage: { attribute: 'plan-image' },
    planColumns: { type: Number, attribute: 'plan-columns' },
    planRows: { type: Number, attribute: 'plan-rows' },
    noToolbar: { type: Boolean, attribute: 'no-toolbar' },
    unlinked: { type: Boolean },
    label: {},
  };

  /** `tiles`, `rows` (a table) or `plan` (where they stand). Changed by the person too. Default `tiles`. */
  declare layout: GridLayoutName;
  /** How many machines can be selected: `none`, `single` or `multiple`. Default `single`. */
  declare selection: GridSelection;
  /** Text that name, external id or type must contain. */
  declare search: string;
  /** `attention` or an operating status; empty for all, which is the default. */
  declare filter: StatusFilter;
  /** A type of machine; empty for all, which is the default. */
  declare machineType: string;
  /** A state of health; empty for any, which is the default. */
  declare health: HealthState | '';
  /** What is sorted by; equal machines stand by name. Default `name`. */
  declare sort: GridSort;
  /** The other way round: Z first, the highest value first. Machines without a value stay last. Default false. */
  declare descending: boolean;
  /** What machines are grouped by: `status`, `type` or `health`. Default `none`. */
  declare group: GridGroup;
  /** URL of a picture of the hall for the floor plan. Default none. */
  declare planImage: string;
  /** How many columns of the floor plan the picture spans. Default 0. */
  declare planColumns: number;
  /** How many rows of the floor plan the picture spans. Default 0. */
  declare planRows: number;
  /** Leaves search, filters and layouts to the page. Default false. */
  declare noToolbar: boolean;
  /** Neither follows nor changes which machine its neighbours look at. Default false. */
  declare unlinked: boolean;
  /** Name of the grid for screen readers; default "Machines" in the page's language. */
  declare label: string;

  readonly #live = new LiveController<readonly Machine[]>(this, {
    source: machinesSource,
    onValue: () => this.#heart.askForFrame(),
  });
  readonly #link = new SelectionLink(this, () => this.selection !== 'none');
  readonly #focus = new RovingFocus();
  readonly #draw = (): void => this.requestUpdate();
  readonly #news = new GridNews(() => this.words, this.#draw);
  readonly #plan = new LazyPart(PLAN, this.#draw);
  readonly #extras = new LazyPart(EXTRAS, this.#draw, (part) => adoptExtras(this.shadowRoot, part));
  readonly #toolbar = new ToolbarDoor({
    change: (change) => this.#change(change),
    layOut: (layout) => void Object.assign(this, { layout }),
    draw: () => this.#draw(),
    extras: this.#extras,
  });
  readonly #heart = new Heartbeat(() => this.#takeNews(), this.#draw);
  readonly #model: GridModel;
  readonly #scroll: GridScroll;
  readonly #hand: GridHand;
  #hasMachines = false;
  #hadFocus = false;
  #isRearranged = false;

  constructor() {
    super();
    this.layout = 'tiles';
    this.selection = 'single';
    this.search = '';
    this.filter = '';
    this.machineType = '';
    this.health = '';
    this.sort = 'name';
    this.descending = false;
    this.group = 'none';
    this.planImage = '';
    this.planColumns = 0;
    this.planRows = 0;
    this.noToolbar = false;
    this.unlinked = false;
    this.label = '';
    this.#model = new GridModel(this.#choice, (machine) => this.#news.fault(machine.name));
    this.#scroll = new GridScroll(this.#model, (isAtOnce) => {
      this.requestUpdate();
      if (isAtOnce) this.performUpdate();
    });
    this.#hand = new GridHand({
      model: this.#model,
      focus: this.#focus,
      selection: this.#link.selection,
      isTable: () => this.layout === 'rows',
      mode: () => known(GRID_SELECTIONS, this.selection),
      isRightToLeft: () => getComputedStyle(this).direction === 'rtl',
      reveal: (line) => this.#scroll.reveal(line),
      choose: (ids, lead) => this.#choose(ids, lead),
      toggle: (key) => {
        this.#model.toggle(key);
        this.#focus.request(groupStop(key), 0);
        this.requestUpdate();
      },
      sortBy: (sort) => this.#change({ sort, descending: this.sort === sort && !this.descending }),
    });
  }
  /** Id of the selected machine, with several of the one chosen last; empty for none. */
  get selectedId(): string {
    return this.#link.selection.lead;
  }

  set selectedId(id: string) {
    this.selectedIds = id === '' ? [] : [id];
  }

  /** Ids of all selected machines; several only with `selection="multiple"`. Default none. */
  get selectedIds(): readonly string[] {
    return this.#link.selection.ids;
  }

  set selectedIds(ids: readonly string[]) {
    this.#link.set(ids);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#heart.start();
    this.#scroll.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#heart.stop();
    this.#news.stop();
    this.#scroll.stop();
  }

  /** Scrolls a machine into view, and opens its group. Does nothing for a machine that is filtered out. */
  scrollToMachine(machineId: string): void {
    const line = this.#model.lineOf(machineId);
    if (line !== undefined) this.#scroll.reveal(line);
  }

  #takeNews(): number | undefined {
    const machines = this.#live.value;
    this.#hasMachines = machines !== undefined;
    if (machines === undefined) this.#model.clear();
    return machines && this.#model.take(machines, performance.now());
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // What is there already when the element comes is drawn at once, without a skeleton before it.
    if (!this.#hasMachines && this.#live.value !== undefined) this.#takeNews();
    const isOther = this.#model.choose(this.#choice, this.words.locale, performance.now());
    if (this.hasUpdated && (isOther || changed.has('layout'))) this.#scroll.toTop();
    this.#hadFocus = this.shadowRoot?.activeElement?.closest('.viewport') != null;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const viewport = this.renderRoot.querySelector<HTMLElement>('.viewport');
    // An update asked for before the element left may come after it: what has left is not watched again.
    if (!this.isConnected) return;
    this.#scroll.attach(viewport, this.layout === 'rows');
    this.#isRearranged ||= changed.has('layout');
    if (viewport) {
      if (this.#isRearranged && this.selectedId !== '') this.scrollToMachine(this.selectedId);
      this.#isRearranged = false;
      this.#focus.settle(viewport, () => this.#scroll.stops(this.selectedId));
    } else if (this.#hadFocus) this.renderRoot.querySelector<HTMLElement>('.state .button')?.focus();
  }

  protected override render(): TemplateResult {
    return html`<div class="base" part="base">${this.#content()}
      <div class="visually-hidden" role="status">${this.#news.text}</div>
    </div>`;
  }

  #content(): unknown {
    const [{ trouble }, { words }] = [this.#live, this];
    if (trouble) return stateView(words, trouble, () => this.#live.restart());
    const isTable = this.layout === 'rows';
    if (!this.#hasMachines) return gridSkeleton(words, isTable);
    const { tally } = this.#model.fleet;
    if (tally.total === 0) return noMachines(words);
    const body = this.layout === 'plan' ? this.#floorPlan() : this.#lines(isTable);
    return html`${this.noToolbar ? nothing : this.#toolbar.content(words, this.#choice, this.layout, tally)}
      ${tally.unreachable === tally.total ? noConnection(words) : nothing}
      ${this.#model.shown === 0 ? nothingFound(words, () => this.#change(NO_FILTERS)) : body}
      ${this.selection === 'multiple' ? selectionBar(words, this.selectedIds.length, () => this.#choose([], '')) : nothing}`;
  }

  #lines(isTable: boolean): TemplateResult {
    const { words } = this;
    const needsExtras = isTable || this.#model.isGrouped;
    const extras = needsExtras ? this.#extras.get() : undefined;
    if (needsExtras && !extras)
      return this.#extras.placeholder(words, gridSkeleton(words, isTable), partFailure(words));
    const { handleClick, handleFocus, handleKeydown, handleMouseDown } = this.#hand;
    return html`<div class="viewport" part="viewport" tabindex="-1" data-layout=${isTable ? 'rows' : 'tiles'}
      @scroll=${this.#handleScroll} @keydown=${handleKeydown} @click=${handleClick} @mousedown=${handleMouseDown}
      @focusin=${handleFocus} @pointermove=${this.#handlePointer} @pointerleave=${this.#handlePointer}>
      ${gridLines({
        words,
        extras,
        label: this.label || words.text(gridMessages, 'label'),
        isTable,
        canSelect: this.selection !== 'none',
        isMultiple: this.selection === 'multiple',
        model: this.#model,
        window: this.#scroll.window(),
        selection: this.#link.selection,
        sort: this.sort,
        descending: this.descending,
        group: this.group,
        ageTick: this.#heart.ageTick,
      })}
    </div>`;
  }

  #floorPlan(): TemplateResult {
    const { words, planImage, planColumns, planRows, selectedIds } = this;
    const plan = this.#plan.get();
    if (plan === undefined) return this.#plan.placeholder(words, planLoading(words), planFailure(words));
    plan.definePlan((this.constructor as typeof NexusElement).prefix);
    return plan.planView(this.tag('floor-plan'), {
      label: words.text(gridMessages, 'plan'),
      machines: this.#model.shownMachines(),
      selectedIds,
      planImage,
      planColumns,
      planRows,
      onSelect: (event) => {
        event.stopPropagation();
        const isTaken = this.selection !== 'none' && this.#choose([event.machineId], event.machineId);
        if (!isTaken) event.preventDefault();
      },
    });
  }

  get #choice(): Choice {
    const { search, filter, machineType, health, descending } = this;
    const [sort, group] = [known(GRID_SORTS, this.sort), known(GRID_GROUPS, this.group)];
    return { search, filter, machineType, health, sort, descending, group };
  }

  /** What a person chose. The page sets the properties itself, and is told nothing that it knows. */
  #change(change: Partial<Choice>): void {
    Object.assign(this, change);
    if (change.sort === undefined && change.descending === undefined)
      this.#news.found(() => this.#model.shown);
    else this.#news.sorted(this.sort, this.descending);
  }

  #choose(ids: readonly string[], lead: string): boolean {
    const isTaken = this.#link.choose(ids, lead);
    if (isTaken && this.selection === 'multiple') this.#news.selected(ids.length);
    return isTaken;
  }

  readonly #handleScroll = (): void => {
    this.#scroll.follow();
    this.#model.still.scroll(performance.now());
    this.#heart.askForFrame();
  };

  readonly #handlePointer = ({ type }: PointerEvent): void => {
    this.#model.still.pointer(type === 'pointermove', performance.now());
    // What waited for the pointer to leave need not wait for the next reading too.
    if (type === 'pointerleave') this.#heart.askForFrame();
  };
}
