import {
  type CSSResultGroup,
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { ViewController } from '../controllers/view-controller.ts';
import { shape } from '../drawing/shapes.ts';
import { NexusRangeChangeEvent } from '../events/range-change.ts';
import { adoptSheet } from '../internal/adopt-sheet.ts';
import { baseStyles } from '../internal/base-styles.ts';
import { NexusElement } from '../internal/nexus-element.ts';
import { sameRange, type TimeRange } from '../view/view.ts';
import { asRange, usablePresets } from './checked.ts';
import { timeRangeMessages } from './messages.ts';
import type { RangePanel } from './range-panel.ts';
import { rangeText, shortText } from './range-text.ts';
import { timeRangeStyles } from './time-range.styles.ts';
import { isZone } from './zone-time.ts';

const HOUR_MS = 3_600_000;
const PRESETS: readonly { lastMs: number }[] = [
  HOUR_MS / 4,
  HOUR_MS,
  8 * HOUR_MS,
  24 * HOUR_MS,
  168 * HOUR_MS,
].map((lastMs) => ({ lastMs }));

/**
 * @summary Chooses a window of time: quick ranges, a calendar, start and end by date and time, and the time zone.
 *
 * Inside a `<nexus-provider>` it follows and drives what all elements look at, unless it has a `value` of its own or is
 * `unlinked`. Calendar, fields and time zones are loaded when they are first opened.
 *
 * @fires nexus-range-change - A person chose another time range.
 * @fires nexus-time-zone-change - A person chose another time zone.
 * @csspart base - The wrapper.
 * @csspart preset - The button of a quick range.
 * @csspart trigger - The button that opens the panel.
 * @csspart panel - What opens: quick ranges, calendar, start, end and time zone.
 */
export class NexusTimeRange extends NexusElement {
  static readonly baseName: string = 'time-range';
  static override styles: CSSResultGroup = [baseStyles, timeRangeStyles];
  static override properties: PropertyDeclarations = {
    value: { attribute: false },
    timeZone: { attribute: 'time-zone' },
    plantTimeZone: { attribute: 'plant-time-zone' },
    presets: { attribute: false },
    min: { type: Number },
    max: { type: Number },
    compact: { type: Boolean },
    unlinked: { type: Boolean },
  };

  /** The range that is shown: `{ lastMs }` or `{ from, to }` in epoch ms. Null (default): what the neighbours look at. */
  declare value: TimeRange | null;
  /** IANA name of the zone whose clocks are shown, for example `Europe/Berlin`. Default empty: the browser's. */
  declare timeZone: string;
  /** IANA name of the zone that the plant is in, offered next to the browser's own. Default empty: not known. */
  declare plantTimeZone: string;
  /** Quick ranges, each a length that ends now, in ms. Default 15 minutes, 1, 8 and 24 hours, 7 days. */
  declare presets: readonly { readonly lastMs: number }[];
  /** Earliest time that can be chosen, epoch ms. Default undefined: none. */
  declare min: number | undefined;
  /** Latest time that can be chosen, epoch ms. Default undefined: now. */
  declare max: number | undefined;
  /** One button with everything behind it, for a narrow head. Default false: quick ranges side by side. */
  declare compact: boolean;
  /** Neither follows nor drives what the neighbours look at. Default false. */
  declare unlinked: boolean;

  readonly #view = new ViewController(this, ['range']);
  #panel: RangePanel | undefined;
  #isMissing = false;

  constructor() {
    super();
    this.value = null;
    this.timeZone = '';
    this.plantTimeZone = '';
    this.presets = PRESETS;
    this.min = undefined;
    this.max = undefined;
    this.compact = false;
    this.unlinked = false;
  }

  /** @internal What is chosen: its own, else what the neighbours look at; null when nothing is. */
  get shown(): TimeRange | null {
    return asRange(this.value) ?? this.#view.state?.range ?? null;
  }

  /** @internal The zone that times are told in: the page's choice where this browser knows it, else its own. */
  get zone(): string {
    return isZone(this.timeZone) ? this.timeZone : '';
  }

  /** @internal The quick ranges that can be. */
  get quickRanges(): readonly { readonly lastMs: number }[] {
    return usablePresets(Array.isArray(this.presets) ? this.presets : PRESETS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#panel?.close(false);
  }

  /** @internal A person's choice: to the neighbours where it is theirs, else to itself. */
  choose(range: TimeRange): void {
    this.#panel?.close(true);
    if (sameRange(range, this.shown)) return;
    if (this.value !== null || !this.#view.set({ range })) this.value = range;
    this.dispatchEvent(new NexusRangeChangeEvent(range));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('timeZone')) this.#panel?.zoneChanged();
  }

  protected override render(): TemplateResult {
    return html`<div class="base" part="base" @keydown=${this.#tellPanel} @focusout=${this.#tellPanel}>
      ${this.compact ? this.#trigger(this.#shownText() ?? this.#say('choose')) : this.#row()}
      ${this.#panel?.render()}
      ${this.#isMissing ? html`<p class="missing" role="alert">${this.#say('missing')}</p>` : nothing}
    </div>`;
  }

  protected override updated(): void {
    this.#panel?.drawn();
  }

  #row(): TemplateResult {
    const shown = this.shown;
    const presets = this.quickRanges;
    const isPreset = shown === null || presets.some((one) => sameRange(one, shown));
    return html`<div class="row" role="group" aria-label=${this.#say('label')}>
      ${presets.map(
        ({ lastMs }) => html`<button class="preset" part="preset" type="button"
          aria-pressed=${sameRange(shown, { lastMs }) ? 'true' : 'false'} title=${rangeText(this.words, { lastMs }, '')}
          @click=${() => this.choose({ lastMs })}>${shortText(this.words, lastMs)}</button>`,
      )}
      ${this.#trigger(isPreset ? this.#say('custom') : (this.#shownText() ?? this.#say('custom')), !isPreset)}
    </div>`;
  }

  #trigger(text: string, isPressed = false): TemplateResult {
    const shown = this.#shownText();
    const label =
      shown === undefined
        ? this.#say('choose')
        : this.words.text(timeRangeMessages, 'chosen', { range: shown });
    return html`<button class="trigger ${this.compact ? 'button' : 'preset'}" part="trigger" type="button" ?data-chosen=${isPressed}
      aria-haspopup="dialog" aria-expanded=${this.#panel?.isOpen ? 'true' : 'false'} aria-label=${this.compact ? label : text === shown ? label : nothing}
      @click=${this.#toggle} @pointerenter=${this.#prepare}>${shape('clock')}<span class="trigger-text">${text}</span></button>`;
  }

  #shownText(): string | undefined {
    return this.shown === null ? undefined : rangeText(this.words, this.shown, this.zone);
  }

  #say(key: 'label' | 'choose' | 'custom' | 'missing'): string {
    return this.words.text(timeRangeMessages, key);
  }

  #fetchPanel = async (): Promise<void> => {
    if (this.#panel !== undefined) return;
    const { RangePanel, panelStyles } = await import('./range-panel.ts');
    adoptSheet(this.renderRoot, panelStyles);
    this.#panel ??= new RangePanel(this);
  };

  /** Before somebody presses: what does not come now is told when it is asked for. */
  #prepare = (): void => {
    this.#fetchPanel().catch(() => {});
  };

  #toggle = async (): Promise<void> => {
    try {
      await this.#fetchPanel();
      this.#isMissing = false;
      this.#panel?.toggle();
    } catch {
      this.#isMissing = true;
    }
    this.requestUpdate();
  };

  #tellPanel = (event: Event): void => this.#panel?.hear(event);
}
