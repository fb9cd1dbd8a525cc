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
  choiceOf,
  GRID_SELECTIONS,
  type GridGroup,
  type GridLayoutName,
  type GridSelection,
  type GridSort,
  known,
  NO_FILTERS,
} from './choices.ts';
import type { StatusFilter } from './filter.ts';
import { FocusDebt } from './focus-debt.ts';
import { GridHand } from './grid-hand.ts';
import { GridModel } from './grid-model.ts';
import { GridScroll } from './grid-scroll.ts';
import { gridViewport } from './grid-view.ts';
import { GridVoice } from './grid-voice.ts';
import { Heartbeat } from './heartbeat.ts';
import { adoptExtras, EXTRAS, type GridExtras, PLAN } from './lazy-code.ts';
import { LazyPart } from './lazy-part.ts';
import { gridStyles } from './machine-grid.styles.ts';
import { gridMessages } from './messages.ts';
import { groupStop, RovingFocus } from './roving-focus.ts';
import { SelectionLink } from './selection-link.ts';
import { ToolbarDoor } from './toolbar-door.ts';
import { gridSkeleton, noConnection, partFailure, planFailure } from './waiting.ts';

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
  readonly #debt = new FocusDebt();
  readonly #draw = (): void => this.requestUpdate();
  readonly #voice = new GridVoice(() => this.words, this.#draw);
  readonly #plan = new LazyPart(PLAN, this.#draw);
  readonly #extras = new LazyPart(EXTRAS, this.#draw, (part) => {
    adoptExtras(this.shadowRoot, part);
    this.#model.equip(part, performance.now());
  });
  readonly #toolbar = new ToolbarDoor({
    change: (change) => this.#change(change),
    layOut: (layout) => void Object.assign(this, { layout }),
    draw: this.#draw,
    extras: this.#extras,
  });
  readonly #heart = new Heartbeat(() => this.#takeNews(), this.#draw);
  readonly #model: GridModel;
  readonly #scroll: GridScroll;
  readonly #hand: GridHand;
  #hasMachines = false;
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
    this.#model = new GridModel(choiceOf(this), ({ name }) => this.#voice.tell((news) => news.fault(name)));
    this.#scroll = new GridScroll(this.#model, (isAtOnce) => {
      this.requestUpdate();
      if (isAtOnce) this.performUpdate();
    });
    this.#hand = new GridHand({
      model: this.#model,
      focus: this.#focus,
      selection: this.#link.selection,
      isTable: () => this.layout === 'rows',
      cells: () => this.#extras.there?.GRID_COLUMNS.length ?? 0,
      mode: () => known(GRID_SELECTIONS, this.selection),
      isRightToLeft: () => getComputedStyle(this).direction === 'rtl',
      reveal: (line) => this.#scroll.reveal(line),
      follow: () => this.#scroll.follow(),
      settle: () => this.#heart.askForFrame(),
      choose: (ids, lead) => this.#choose(ids, lead),
      toggle: (key) => {
        this.#model.toggle(key);
        this.#focus.request(groupStop(key), 0);
        this.requestUpdate();
      },
      sortBy: (column) => {
        const sort = this.#extras.there?.GRID_COLUMNS[column]?.sort;
        if (sort) this.#change({ sort, descending: this.sort === sort && !this.descending });
      },
      withMore: (act) => this.#extras.with(({ HandMore }) => act(HandMore)),
    });
  }

  /** Id of the selected machine, with several of the one chosen last; empty for none. */
  get selectedId(): string {
    return this.#link.selection.lead;
  }

  set selectedId(id: string) {
    // Null where the attribute has been taken away.
    this.selectedIds = id ? [id] : [];
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
    for (const part of [this.#heart, this.#voice, this.#scroll]) part.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const part of [this.#heart, this.#voice, this.#scroll]) part.stop();
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
    const isOther = this.#model.choose(choiceOf(this), this.words.locale, performance.now());
    if (this.selection === 'multiple' || this.layout === 'rows' || this.#model.needsArranger)
      this.#extras.get();
    if (this.hasUpdated && (isOther || changed.has('layout'))) this.#scroll.toTop();
    this.#debt.note(this.shadowRoot);
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
    }
    this.#debt.pay(this.renderRoot);
  }

  protected override render(): TemplateResult {
    return html`<div class="base" part="base" @focusin=${this.#handlePresence}>${this.#content()}
      <div class="visually-hidden" role="status">${this.#voice.text}</div>
    </div>`;
  }

  #content(): unknown {
    const [{ trouble }, { words }] = [this.#live, this];
    if (trouble) return stateView(words, trouble, () => this.#live.restart());
    if (!this.#hasMachines) return gridSkeleton(words, this.layout);
    const { tally } = this.#model.fleet;
    if (tally.total === 0) return this.#withExtras((extras) => extras.noMachines(words));
    return html`${this.noToolbar ? nothing : this.#toolbar.content(words, choiceOf(this), this.layout, this.#model.fleet)}
      ${tally.unreachable === tally.total ? noConnection(words) : nothing}
      ${this.#machines()}
      ${this.selection === 'multiple' ? this.#extras.there?.selectionBar(words, this.selectedIds.length, () => this.#choose([], '')) : nothing}`;
  }

  /** What the extras draw; until they are there, what stands in its place. */
  #withExtras(draw: (extras: GridExtras) => unknown): unknown {
    const { words } = this;
    return this.#extras.content(words, draw, gridSkeleton(words, this.layout), partFailure(words));
  }

  #machines(): unknown {
    const { words } = this;
    if (this.#model.shown === 0)
      return this.#withExtras((extras) => extras.nothingFound(words, () => this.#change(NO_FILTERS)));
    if (this.layout === 'plan') return this.#floorPlan();
    const isTable = this.layout === 'rows';
    if (isTable || this.#model.needsArranger)
      return this.#withExtras((extras) => this.#lines(isTable, extras));
    return this.#lines(isTable, undefined);
  }

  #lines(isTable: boolean, extras: GridExtras | undefined): TemplateResult {
    const { words } = this;
    return gridViewport(this.#hand, {
      words,
      extras,
      label: this.label || words.text(gridMessages, 'label'),
      isTable,
      canSelect: this.selection !== 'none',
      isMultiple: this.selection === 'multiple',
      model: this.#model,
      window: this.#scroll.window(),
      selection: this.#link.selection,
      choice: choiceOf(this),
      ageTick: this.#heart.ageTick,
    });
  }

  #floorPlan(): unknown {
    const { words } = this;
    const { prefix } = this.constructor as typeof NexusElement;
    const choose = (id: string): boolean => this.selection !== 'none' && this.#choose([id], id);
    const label = words.text(gridMessages, 'plan');
    const machines = this.#model.shownMachines();
    return this.#plan.content(
      words,
      ({ planView }) =>
        planView(prefix, { tag: this.tag('floor-plan'), grid: this, label, machines, choose }),
      gridSkeleton(words, 'plan'),
      planFailure(words),
    );
  }

  /** What a person chose. The page sets the properties itself, and is told nothing that it knows. */
  #change(change: Partial<Choice>): void {
    Object.assign(this, change);
    if (change.sort === undefined && change.descending === undefined)
      this.#voice.tell((news) => news.found(() => this.#model.shown));
    else this.#say(({ sortedText }) => sortedText(this.words, this.sort, this.descending));
  }

  #choose(ids: readonly string[], lead: string): boolean {
    const isTaken = this.#link.choose(ids, lead);
    if (isTaken && this.selection === 'multiple')
      this.#say(({ selectedText }) => selectedText(this.words, ids.length));
    return isTaken;
  }

  #say(text: (extras: GridExtras) => string): void {
    this.#extras.with((extras) => this.#voice.tell((news) => news.say(text(extras))));
  }

  /** Somebody is there, who may ask for more than what is seen. */
  readonly #handlePresence = (): void => this.#extras.with(() => {});
}
