import type { Machine } from '@nexus-mfg/sdk';
import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { LiveController } from '../controllers/live-controller.ts';
import { machinesSource } from '../controllers/sources.ts';
import { ViewController } from '../controllers/view-controller.ts';
import { shape } from '../drawing/shapes.ts';
import { NexusMachineSelectEvent } from '../events/machine-select.ts';
import { baseStyles } from '../internal/base-styles.ts';
import { ListFocus } from '../internal/list-focus.ts';
import { NexusElement } from '../internal/nexus-element.ts';
import { stateStyles, stateView } from '../internal/state-view.ts';
import { EnergyBook } from './energy-book.ts';
import { energySection } from './energy-view.ts';
import { fleetStyles } from './fleet-summary.styles.ts';
import { fleetMessages } from './messages.ts';
import { sectionStyles } from './sections.styles.ts';
import { statusSection } from './status-view.ts';
import { tallyFleet, worstMachines } from './tally.ts';
import { worstSection } from './worst-view.ts';

const SECTIONS = ['status', 'worst', 'energy'] as const;
type Section = (typeof SECTIONS)[number];

/** As many as one looks after at once. */
const WORST = 5;
/** How often ages are drawn again, and looked whether another hour is full. */
const AGE_TICK_MS = 15_000;

/**
 * @summary The fleet in one look: counts by state, the machines to look at first, energy of the last day.
 *
 * Energy is an estimate from the readings of each machine; it says how many machines it covers and how it is counted. It
 * is counted once and then once an hour; in fleets of more than 250 machines when a person asks.
 *
 * @fires nexus-machine-select - A person chose one of the machines to look at. Cancelable.
 * @csspart base - The wrapper.
 * @csspart section - One section of it.
 * @csspart status - Counts by state.
 * @csspart worst - The machines to look at first.
 * @csspart machine - One of them.
 * @csspart energy - Energy of the last day.
 * @csspart chart - Energy by hour.
 * @csspart how - How energy is counted.
 * @csspart notice - A line about the connection.
 * @csspart state - What stands in place of the summary.
 */
export class NexusFleetSummary extends NexusElement {
  static readonly baseName: string = 'fleet-summary';
  static override styles: CSSResultGroup = [baseStyles, stateStyles, fleetStyles, sectionStyles];
  static override properties: PropertyDeclarations = {
    show: {},
    label: {},
    unlinked: { type: Boolean },
  };

  /** Sections and their order, of `status`, `worst` and `energy`. Default `status worst energy`. */
  declare show: string;
  /** Name of the summary for screen readers; default "Fleet summary" in the page's language. */
  declare label: string;
  /** Neither follows nor changes which machine its neighbours look at. Default false. */
  declare unlinked: boolean;

  readonly #live = new LiveController<readonly Machine[]>(this, {
    source: machinesSource,
    onValue: (machines) => {
      // Another instance, another person or none: nothing of the former is kept.
      if (machines === undefined) this.#energy.reset();
      this.#askForFrame();
    },
  });
  readonly #view = new ViewController(this, ['machineId']);
  readonly #energy = new EnergyBook(() => this.requestUpdate());
  #frame = 0;
  #ageTimer: ReturnType<typeof setInterval> | undefined;
  /** What was chosen last where there is no view to keep it. */
  #selectedId = '';

  constructor() {
    super();
    this.show = SECTIONS.join(' ');
    this.label = '';
    this.unlinked = false;
    new ListFocus(this, '.machine');
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
    this.#energy.reset();
  }

  /** The feed may speak at any rate; drawing happens once a frame. A hidden page draws nothing. */
  #askForFrame(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.requestUpdate();
    });
  }

  get #sections(): readonly Section[] {
    const wanted = new Set((this.show ?? '').split(/\s+/));
    return [...wanted].filter((name): name is Section => (SECTIONS as readonly string[]).includes(name));
  }

  protected override willUpdate(): void {
    if (this.isConnected && this.#sections.includes('energy'))
      this.#energy.follow(this.#live.nexus, this.#live.trouble ? undefined : this.#live.value);
  }

  protected override render(): TemplateResult {
    return html`<div class="base" part="base" role="group" aria-label=${this.label || this.words.text(fleetMessages, 'label')}>${this.#content()}</div>`;
  }

  #content(): TemplateResult {
    const { words } = this;
    const { trouble, value: machines } = this.#live;
    if (trouble) return stateView(words, trouble, () => this.#live.restart());
    if (machines === undefined) return this.#skeleton();
    if (machines.length === 0) {
      const title = words.text(fleetMessages, 'emptyTitle');
      return stateView(words, {
        kind: 'empty',
        title,
        text: words.text(fleetMessages, 'emptyText'),
        retry: false,
      });
    }
    const isCut = machines.every(({ freshness }) => freshness === 'offline');
    return html`
      ${isCut ? html`<div class="notice" part="notice" role="status">${shape('offline')}${words.text(fleetMessages, 'noConnection')}</div>` : nothing}
      <div class="sections" data-count=${this.#sections.length}>${this.#sections.map((name) => this.#section(name, machines))}</div>`;
  }

  #section(name: Section, machines: readonly Machine[]): TemplateResult {
    const { words } = this;
    if (name === 'status') return statusSection(words, tallyFleet(machines));
    if (name === 'energy') return energySection(words, this.#energy, machines, Date.now());
    const selectedId = this.#view.state?.machineId ?? this.#selectedId;
    return worstSection(words, worstMachines(machines, WORST), selectedId, Date.now(), this.#select);
  }

  #skeleton(): TemplateResult {
    return html`<div class="skeleton" aria-busy="true" role="status">
      <span class="visually-hidden">${this.words.text(fleetMessages, 'loading')}</span>
      <div class="sections" data-count=${this.#sections.length} aria-hidden="true">
        ${this.#sections.map(
          () =>
            html`<div class="section"><div class="bone title-bone"></div><div class="bone"></div><div class="bone"></div><div class="bone chart-bone"></div></div>`,
        )}
      </div>
    </div>`;
  }

  #select = (machineId: string): void => {
    if (!this.dispatchEvent(new NexusMachineSelectEvent(machineId))) return;
    if (this.#view.set({ machineId })) return;
    this.#selectedId = machineId;
    this.requestUpdate();
  };
}
