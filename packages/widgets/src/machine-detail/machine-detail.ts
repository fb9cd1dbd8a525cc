import type { Machine, Membership } from '@nexus-mfg/sdk';
import { type CSSResultGroup, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { html } from 'lit/static-html.js';
import { LiveController } from '../controllers/live-controller.ts';
import { NexusController } from '../controllers/nexus-controller.ts';
import { machineSource } from '../controllers/sources.ts';
import { ViewController } from '../controllers/view-controller.ts';
import { baseStyles } from '../internal/base-styles.ts';
import { NexusElement } from '../internal/nexus-element.ts';
import { stateStyles, stateView } from '../internal/state-view.ts';
import { commonMessages } from '../locale/common-messages.ts';
import { isZone } from '../time-range/zone-time.ts';
import { Bands } from './bands.ts';
import { decisionsView, deedView } from './deeds-view.ts';
import { editForm } from './edit-form.ts';
import { EditWork } from './edit-work.ts';
import { factsView } from './facts.ts';
import { formStyles } from './form.styles.ts';
import { headView } from './head-view.ts';
import { detailStyles } from './machine-detail.styles.ts';
import { detailMessages } from './messages.ts';
import { metricsView } from './metrics-view.ts';
import { DETAIL_SECTIONS, type DetailSection, parseSections } from './sections.ts';

/** Ages are told in minutes: nobody sees a finer step. */
const AGE_MS = 15_000;

/**
 * @summary Everything about one machine: how it is and why, its values against what is usual, its past, and its facts.
 *
 * Shows the machine of `machine-id`; without one, the machine that its neighbours in the `<nexus-provider>` look at,
 * unless it is `unlinked`. Whoever may change machines edits name, type, status and place here; what is saved without
 * network waits, and what somebody else changed meanwhile is laid open for a decision.
 *
 * @slot actions - Buttons of the page, beside the name.
 * @slot facts - More about the machine, below what is known.
 * @csspart base - The wrapper.
 * @csspart head - Name, status and freshness.
 * @csspart section - Each of health, metrics, chart and facts.
 * @csspart form - Where the machine is edited.
 * @csspart save - The button that saves.
 * @csspart conflict - Both sides of a change that met another one.
 * @cssproperty [--chart-height=280px] - Height of the chart's drawing area.
 */
export class NexusMachineDetail extends NexusElement {
  static readonly baseName: string = 'machine-detail';
  static override styles: CSSResultGroup = [baseStyles, stateStyles, detailStyles, formStyles];
  static override properties: PropertyDeclarations = {
    machineId: { attribute: 'machine-id' },
    sections: { converter: { fromAttribute: parseSections } },
    timeZone: { attribute: 'time-zone' },
    unlinked: { type: Boolean },
  };

  /** Machine to show. Default empty: the one that the neighbours look at. */
  declare machineId: string;
  /** Which of `health`, `metrics`, `chart` and `facts` are shown. Default all; as an attribute a list of words. */
  declare sections: readonly DetailSection[];
  /** IANA name of the zone whose clocks are shown, for example `Europe/Berlin`. Default empty: the browser's. */
  declare timeZone: string;
  /** Does not follow the machine that the neighbours look at. Default false. */
  declare unlinked: boolean;

  readonly #view = new ViewController(this, ['machineId'], () => {
    this.#follow();
    this.requestUpdate();
  });
  #asked = '';
  readonly #live = new LiveController<Machine | null>(this, {
    source: machineSource(() => {
      this.#asked = this.#followed;
      return this.#asked;
    }),
  });
  readonly #member = new LiveController<Membership | null>(this, {
    source: (nexus, next, fail) => nexus.tenant.subscribe(next, { onError: fail }),
  });
  readonly #bands = new Bands(() => this.requestUpdate());
  readonly #work = new EditWork(() => this.requestUpdate());
  #clock: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.machineId = '';
    this.sections = DETAIL_SECTIONS;
    this.timeZone = '';
    this.unlinked = false;
    new NexusController(this, (nexus) => this.#work.take(nexus));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#clock = setInterval(() => this.requestUpdate(), AGE_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#clock);
  }

  /** The machine to show; empty for none. */
  get #followed(): string {
    return this.machineId || (this.#view.state?.machineId ?? '');
  }

  /** The zone that times are told in: the page's choice where this browser knows it, else its own. */
  get #zone(): string {
    return isZone(this.timeZone) ? this.timeZone : '';
  }

  get #mayEdit(): boolean {
    return this.#member.value?.permissions.includes('machines.write') ?? false;
  }

  protected override willUpdate(): void {
    this.#follow();
    this.#bands.follow(this.sections.includes('metrics') ? this.#live.nexus : undefined, this.#live.value);
  }

  protected override render(): TemplateResult {
    return html`<div class="base" part="base">${this.#content()}</div>`;
  }

  #content(): TemplateResult {
    const { trouble, value: machine } = this.#live;
    if (trouble) return stateView(this.words, trouble, () => this.#live.restart());
    if (this.#followed === '') return this.#nothing('nothingTitle', 'nothingText');
    if (machine === undefined) return this.#skeleton();
    if (machine === null) return this.#nothing('goneTitle', 'goneText');
    return this.#panel(this.#work.hoped(machine));
  }

  #panel(machine: Machine): TemplateResult {
    const form = this.#work.form(machine.id);
    return html`<article class="panel" aria-labelledby="name-of-machine" data-freshness=${machine.freshness} data-status=${machine.status}>
      <header class="head" part="head">
        <div class="who">${headView(this.words, machine, Date.now(), this.#zone)}</div>
        <div class="actions"><slot name="actions"></slot>
          ${this.#mayEdit && form === undefined ? html`<button class="button edit" type="button" @click=${this.#edit}>${this.#say('edit')}</button>` : nothing}
        </div>
      </header>
      ${deedView(this.words, this.#work, machine.id)} ${decisionsView(this.words, this.#work, machine.id)}
      ${form && this.#mayEdit ? editForm(this.words, machine, form, this.#work, { onSave: this.#save, onCancel: this.#cancel }) : nothing}
      <div class="sections">${DETAIL_SECTIONS.filter((one) => this.sections.includes(one)).map((one) => this.#section(one, machine))}</div>
    </article>`;
  }

  #section(section: DetailSection, machine: Machine): TemplateResult {
    const isAged = machine.freshness === 'stale' || machine.freshness === 'offline';
    const title = section === 'metrics' && isAged ? 'metricsAged' : section;
    return html`<section class="section" part="section" data-section=${section} aria-labelledby="title-${section}">
      <h3 class="section-title" id="title-${section}">${this.#say(title)}</h3>
      ${this.#inside(section, machine)}
    </section>`;
  }

  #inside(section: DetailSection, machine: Machine): TemplateResult {
    const gauge = this.tag('health-gauge');
    const chart = this.tag('telemetry-chart');
    switch (section) {
      case 'health':
        return html`<${gauge} class="gauge" machine-id=${machine.id} label=${machine.name} .nexus=${this.nexus} unlinked></${gauge}>`;
      case 'metrics':
        if (this.#member.value?.permissions.includes('telemetry.read') === false)
          return html`<p class="silent">${this.words.text(commonMessages, 'noPermissionText')}</p>`;
        return metricsView(this.words, machine, (metric) => this.#bands.of(metric));
      case 'chart':
        return html`<${chart} machine-id=${machine.id} .nexus=${this.nexus} .view=${this.view} ?unlinked=${this.unlinked}
          .timeZone=${this.timeZone} @nexus-time-zone-change=${this.#handleZone}></${chart}>`;
      case 'facts':
        return html`${factsView(this.words, machine, this.#zone)}<slot name="facts"></slot>`;
    }
  }

  #skeleton(): TemplateResult {
    return html`<div class="skeleton" role="status" aria-busy="true" aria-label=${this.#say('loading')}>
      <div class="bone bone-title"></div>
      <div class="sections">${DETAIL_SECTIONS.filter((one) => this.sections.includes(one)).map(
        (one) => html`<div class="section" data-section=${one}><div class="bone bone-section"></div></div>`,
      )}</div>
    </div>`;
  }

  #nothing(title: 'nothingTitle' | 'goneTitle', text: 'nothingText' | 'goneText'): TemplateResult {
    return stateView(this.words, {
      kind: 'empty',
      title: this.#say(title),
      text: this.#say(text),
      retry: false,
    });
  }

  #say(key: keyof typeof detailMessages.english): string {
    return this.words.text(detailMessages, key);
  }

  #follow(): void {
    if (this.#followed === this.#asked) return;
    this.#asked = this.#followed;
    this.#live.restart();
  }

  /** Chosen in the chart, the clocks are those of the whole panel. */
  #handleZone = (event: Event & { timeZone: string }): void => {
    this.timeZone = event.timeZone;
  };

  #edit = (): void => {
    const machine = this.#live.value;
    if (!machine) return;
    this.#work.open(machine);
    this.#focus('#name');
  };

  #save = (): void => {
    this.#focus(this.#work.save(this.#followed) ? '.edit' : '[aria-invalid=true]');
  };

  #cancel = (): void => {
    this.#work.close(this.#followed);
    this.#focus('.edit');
  };

  /** What had the focus is gone with the form: it goes to what comes next, once that is there. */
  #focus(selector: string): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(selector)?.focus());
  }
}
