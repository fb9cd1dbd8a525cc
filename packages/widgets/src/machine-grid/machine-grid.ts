import type { Machine } from '@nexus-mfg/sdk';
import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { LiveController } from '../controllers/live-controller.ts';
import { machinesSource } from '../controllers/sources.ts';
import { tileStyles } from '../drawing/machine-tile.styles.ts';
import { machineTile } from '../drawing/machine-tile.ts';
import { NexusMachineSelectEvent } from '../events/machine-select.ts';
import { baseStyles } from '../internal/base-styles.ts';
import { NexusElement } from '../internal/nexus-element.ts';
import { stateStyles, stateView } from '../internal/state-view.ts';
import { alertLevel, countStatuses, filterMachines, type StatusFilter } from './filter.ts';
import { GridLayout } from './grid-layout.ts';
import { gridStyles } from './machine-grid.styles.ts';
import { RovingFocus } from './roving-focus.ts';
import { gridSkeleton } from './skeleton.ts';
import { noConnection, noMachines, nothingFound } from './states.ts';
import { gridToolbar } from './toolbar.ts';
import { TrendBook } from './trend-book.ts';
import { moveByKey, rowOfSlot, rowWindow } from './window.ts';

/** How often ages such as "12 min. ago" are drawn again. */
const AGE_TICK_MS = 15_000;

/**
 * @summary All machines of the tenant as tiles, live, for fleets of one or of ten thousand.
 *
 * Only the rows in sight are in the page. Changes are drawn once an animation frame, and only the tiles whose machine
 * object changed.
 *
 * @fires nexus-machine-select - A person chose a machine. Cancelable.
 * @csspart base - The wrapper.
 * @csspart toolbar - Search and filters.
 * @csspart tile - One machine.
 * @cssproperty [--tile-min-width=232px] - Narrowest tile.
 * @cssproperty [--tile-height=168px] - Height of each tile.
 */
export class NexusMachineGrid extends NexusElement {
  static readonly baseName: string = 'machine-grid';
  static override styles: CSSResultGroup = [baseStyles, stateStyles, tileStyles, gridStyles];
  static override properties: PropertyDeclarations = {
    selectedId: { attribute: 'selected-id' },
    search: {},
    filter: {},
    noToolbar: { type: Boolean, attribute: 'no-toolbar' },
    label: {},
  };

  /** Id of the selected machine; empty for none. */
  declare selectedId: string;
  /** Text that name, external id or type must contain. */
  declare search: string;
  /** `attention` or an operating status; empty for all. */
  declare filter: StatusFilter;
  /** Leaves search and filters to the page. */
  declare noToolbar: boolean;
  /** Name of the grid for screen readers. */
  declare label: string;

  readonly #live = new LiveController<readonly Machine[]>(this, {
    source: machinesSource,
    onValue: () => this.#askForFrame(),
  });
  readonly #trends = new TrendBook();
  readonly #focus = new RovingFocus();
  readonly #layout = new GridLayout();
  readonly #observer: ResizeObserver | undefined =
    typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(() => this.#measure());
  #machines: readonly Machine[] | undefined;
  #shown: readonly Machine[] = [];
  #frame = 0;
  #ageTimer: ReturnType<typeof setInterval> | undefined;
  #ageTick = 0;
  #scrollTop = 0;

  constructor() {
    super();
    this.selectedId = '';
    this.search = '';
    this.filter = '';
    this.noToolbar = false;
    this.label = 'Machines';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ageTimer = setInterval(() => {
      this.#ageTick += 1;
      this.requestUpdate();
    }, AGE_TICK_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ageTimer);
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#observer?.disconnect();
  }

  /** Scrolls the machine's tile into view. Does nothing for a machine that is filtered out. */
  scrollToMachine(machineId: string): void {
    const index = this.#shown.findIndex((machine) => machine.id === machineId);
    if (index >= 0) this.#reveal(index);
  }

  /** The feed may speak at any rate; drawing happens once a frame. A hidden page draws nothing. */
  #askForFrame(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#machines = this.#live.value;
      if (this.#machines === undefined) this.#trends.clear();
      else this.#trends.record(this.#machines);
      this.requestUpdate();
    });
  }

  get #viewport(): HTMLElement | null {
    return this.renderRoot.querySelector('.viewport');
  }

  #measure(): void {
    const viewport = this.#viewport;
    const sizer = viewport?.querySelector<HTMLElement>('.sizer');
    if (viewport && sizer && this.#layout.measure(viewport, sizer)) this.requestUpdate();
  }

  protected override updated(): void {
    const viewport = this.#viewport;
    // An update that was asked for before the element left comes after it: what has left is not watched again.
    if (!viewport || !this.isConnected) return;
    for (const element of [viewport, viewport.querySelector('.sizer')])
      if (element) this.#observer?.observe(element);
    this.#measure();
    this.#focus.settle(viewport);
  }

  protected override render(): TemplateResult {
    return html`<div class="base" part="base">${this.#content()}</div>`;
  }

  #content(): TemplateResult {
    const { trouble } = this.#live;
    if (trouble) return stateView(this.words, trouble, () => this.#live.restart());
    const machines = this.#machines;
    if (machines === undefined) return gridSkeleton();
    if (machines.length === 0) return noMachines(this.words);
    this.#shown = filterMachines(machines, this.search, this.filter);
    return html`
      ${
        this.noToolbar
          ? nothing
          : gridToolbar(this.words, {
              search: this.search,
              filter: this.filter,
              total: machines.length,
              counts: countStatuses(machines),
              onSearch: (search) => {
                this.search = search;
              },
              onFilter: (filter) => {
                this.filter = filter;
              },
            })
      }
      ${machines.every((machine) => machine.freshness === 'offline') ? noConnection() : nothing}
      ${this.#shown.length === 0 ? nothingFound(this.words, this.#clearFilters) : this.#rows()}`;
  }

  #rows(): TemplateResult {
    const shown = this.#shown;
    const { columns, rowHeight, height, gap } = this.#layout;
    const rowCount = Math.ceil(shown.length / columns);
    const range = rowWindow(this.#scrollTop, height, rowHeight, rowCount);
    const tabStop = this.#tabStop(range.first, range.pool, columns);
    const slots = Array.from({ length: range.pool }, (_, slot) => slot);
    // Slots are used in turn, so their order in the page differs from what is seen; screen readers get the seen one.
    const isTurned = range.first % range.pool !== 0;
    const owned = isTurned ? slots.map((n) => `row-${(range.first + n) % range.pool}`).join(' ') : nothing;
    return html`<div class="viewport" part="viewport" tabindex="-1" @scroll=${this.#handleScroll} @keydown=${this.#handleKeydown}
        @click=${this.#handleClick} @focusin=${this.#handleFocus}>
      <div role="grid" aria-label=${this.label} aria-rowcount=${rowCount} aria-colcount=${columns}>
        <div class="rows" role="rowgroup" aria-owns=${owned} .style=${`block-size: ${rowCount * rowHeight - gap}px`}>
          <div class="sizer" role="none"></div>
          ${slots.map((slot) => {
            const row = rowOfSlot(slot, range);
            return html`<div class="row" role="row" id="row-${slot}" aria-rowindex=${row + 1}
              .style=${`transform: translateY(${row * rowHeight}px); grid-template-columns: repeat(${columns}, minmax(0, 1fr))`}>
              ${Array.from({ length: columns }, (_, column) => this.#cell(shown[row * columns + column], column, tabStop))}
            </div>`;
          })}
        </div>
      </div>
    </div>`;
  }

  #cell(machine: Machine | undefined, column: number, tabStop: string): TemplateResult | typeof nothing {
    if (machine === undefined) return nothing;
    const isSelected = machine.id === this.selectedId;
    const tick = machine.freshness === 'live' ? 0 : this.#ageTick;
    return html`<div class="cell" role="gridcell" data-id=${machine.id} aria-colindex=${column + 1}
      aria-selected=${isSelected ? 'true' : 'false'} tabindex=${machine.id === tabStop ? 0 : -1}>
      ${guard([machine, tick, this.words], () =>
        machineTile(
          this.words,
          machine,
          alertLevel(machine),
          (metric) => this.#trends.values(machine.id, metric),
          Date.now(),
        ),
      )}
    </div>`;
  }

  /** The active machine where it is drawn, else the selected one, else the first in sight: one cell always takes Tab. */
  #tabStop(first: number, pool: number, columns: number): string {
    const drawn = this.#shown.slice(first * columns, (first + pool) * columns);
    const wanted = [this.#focus.activeId, this.selectedId];
    for (const id of wanted) if (id && drawn.some((machine) => machine.id === id)) return id;
    const top = Math.ceil(this.#scrollTop / this.#layout.rowHeight) * columns;
    return (this.#shown[top] ?? drawn[0])?.id ?? '';
  }

  #clearFilters = (): void => {
    this.search = '';
    this.filter = '';
  };

  #handleScroll = (event: Event): void => {
    this.#scrollTop = (event.currentTarget as HTMLElement).scrollTop;
    this.requestUpdate();
  };

  #handleFocus = (event: FocusEvent): void => {
    const id = cellId(event);
    if (id) this.#focus.activeId = id;
  };

  #handleClick = (event: MouseEvent): void => {
    const id = cellId(event);
    if (id) this.#select(id);
  };

  #handleKeydown = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey) return;
    const index = this.#shown.findIndex((machine) => machine.id === this.#focus.activeId);
    const from = Math.max(0, index);
    if (event.key === 'Enter' || event.key === ' ') {
      const machine = this.#shown[index];
      if (!machine) return;
      event.preventDefault();
      this.#select(machine.id);
      return;
    }
    const { columns, pageRows } = this.#layout;
    const isRightToLeft = getComputedStyle(this).direction === 'rtl';
    const { key, ctrlKey } = event;
    const to = moveByKey(key, ctrlKey, from, this.#shown.length, columns, pageRows, isRightToLeft);
    const machine = to === undefined ? undefined : this.#shown[to];
    if (to === undefined || machine === undefined) return;
    event.preventDefault();
    this.#focus.request(machine.id);
    this.#reveal(to);
    this.requestUpdate();
  };

  #select(machineId: string): void {
    const event = new NexusMachineSelectEvent(machineId);
    if (this.dispatchEvent(event)) this.selectedId = machineId;
  }

  #reveal(index: number): void {
    const viewport = this.#viewport;
    if (!viewport) return;
    viewport.scrollTop = this.#layout.scrollTopFor(index, viewport.scrollTop);
    this.#scrollTop = viewport.scrollTop;
    this.requestUpdate();
  }
}

function cellId(event: Event): string | undefined {
  const target = event.target;
  return target instanceof Element ? target.closest<HTMLElement>('.cell')?.dataset.id : undefined;
}
