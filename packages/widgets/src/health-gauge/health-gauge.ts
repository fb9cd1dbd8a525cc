import type { HealthPart, Machine } from '@nexus-mfg/sdk';
import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { LiveController } from '../controllers/live-controller.ts';
import { machineSource } from '../controllers/sources.ts';
import { ViewController } from '../controllers/view-controller.ts';
import { gaugeDial } from '../drawing/gauge-dial.ts';
import { formatScore, HEALTH_LIMITS, healthWord } from '../drawing/health.ts';
import { shape } from '../drawing/shapes.ts';
import { freshnessWord } from '../drawing/status.ts';
import { baseStyles } from '../internal/base-styles.ts';
import { LateCode } from '../internal/late-code.ts';
import { NexusElement } from '../internal/nexus-element.ts';
import { stateStyles, stateView } from '../internal/state-view.ts';
import { gaugeStyles } from './health-gauge.styles.ts';
import { checkedLimits } from './limits.ts';
import { gaugeMessages } from './messages.ts';
import { HeardTrend, type TrendPoint } from './trend.ts';

/** How a gauge is drawn: an open circle, or a straight bar. */
export const GAUGE_SHAPES = ['arc', 'bar'] as const;
/** One of {@link GAUGE_SHAPES}. */
export type GaugeShape = (typeof GAUGE_SHAPES)[number];

/** What is drawn, from wherever it came. */
interface Reading {
  score: number | null;
  label: string;
  parts: readonly HealthPart[];
  trend: readonly TrendPoint[];
  /** How old it is, when that is not now. */
  age?: string | undefined;
}

/**
 * @summary A machine's health from 0 to 100 as an arc, a figure and a word, with the parts that explain it.
 *
 * Draws from `value`, `label`, `parts` and `trend` alone, without the SDK. Without a value and without parts it follows
 * the machine of `machine-id`; without that, the machine that its neighbours in the `<nexus-provider>` look at, unless it
 * is `unlinked`.
 *
 * From 360 px on the parts stand beside the dial; in less room they open below it on hover, focus or touch. With a
 * `--gauge-size` all of it grows, up to a screen on the wall.
 *
 * @csspart base - The wrapper.
 * @csspart caption - What the score belongs to, and its age when that is not now.
 * @csspart trend - The score's recent past.
 * @csspart parts - What makes the score.
 * @csspart track - The whole arc.
 * @csspart indicator - The filled part of the arc.
 * @cssproperty [--gauge-size] - Width of the gauge, as a length from 48 px up. Without it: all the width there is, with a dial of 224 px.
 * @cssproperty [--track-color] - Colour of the empty arc.
 */
export class NexusHealthGauge extends NexusElement {
  static readonly baseName: string = 'health-gauge';
  static override styles: CSSResultGroup = [baseStyles, stateStyles, gaugeStyles];
  static override properties: PropertyDeclarations = {
    machineId: { attribute: 'machine-id' },
    value: { type: Number },
    label: {},
    parts: { attribute: false },
    stale: { type: Boolean },
    trend: { attribute: false },
    watchFrom: { type: Number, attribute: 'watch-from' },
    goodFrom: { type: Number, attribute: 'good-from' },
    shape: {},
    unlinked: { type: Boolean },
  };

  /** Machine to follow while there is neither a value nor parts. Default empty: the one that the neighbours look at. */
  declare machineId: string;
  /** 0 (worst) to 100 (best); null (default) when nothing could be judged. Comes before any machine. */
  declare value: number | null;
  /** What the score belongs to. Default empty: the name of the machine. */
  declare label: string;
  /** What makes the score. Default none. Come before any machine. */
  declare parts: readonly HealthPart[];
  /** Marks the value as not from now. Default false. */
  declare stale: boolean;
  /**
   * Recent scores: `at` in epoch ms, `value` from 0 to 100. Default none: of a machine, what was heard of it since the
   * gauge is on the page.
   */
  declare trend: readonly TrendPoint[];
  /** Scores from here on are `Watch`, those below `Act now`. 0 to below `goodFrom`. Default 50. */
  declare watchFrom: number;
  /** Scores from here on are `Good`. Above `watchFrom`, up to 100. Default 80. */
  declare goodFrom: number;
  /** `arc` (default) or `bar`. */
  declare shape: GaugeShape;
  /** Does not follow the machine that the neighbours look at. Default false. */
  declare unlinked: boolean;

  readonly #view = new ViewController(this, ['machineId'], () => {
    this.#follow();
    this.requestUpdate();
  });
  readonly #heard = new HeardTrend();
  readonly #live = new LiveController<Machine | null>(this, {
    source: machineSource(() => {
      this.#asked = this.#followed;
      return this.#asked;
    }),
    onValue: (machine) => {
      this.#heard.hear(machine);
      this.requestUpdate();
    },
  });
  readonly #explained = new LateCode(this, () => import('./explained.ts'));
  readonly #bar = new LateCode(this, () => import('./bar.ts'));
  #asked = '';
  #state = '';
  #isOpen = false;

  constructor() {
    super();
    this.machineId = '';
    this.value = null;
    this.label = '';
    this.parts = [];
    this.stale = false;
    this.trend = [];
    this.watchFrom = HEALTH_LIMITS.watchFrom;
    this.goodFrom = HEALTH_LIMITS.goodFrom;
    this.shape = 'arc';
    this.unlinked = false;
  }

  /** Asks for another machine when it is another one that is to be followed. */
  #follow(): void {
    if (this.#followed === this.#asked) return;
    this.#asked = this.#followed;
    this.#live.restart();
  }

  /** The machine to follow; empty while the page draws by itself. */
  get #followed(): string {
    if (this.#score !== null || this.#parts.length > 0) return '';
    return this.machineId || (this.#view.state?.machineId ?? '');
  }

  protected override willUpdate(): void {
    this.#follow();
  }

  protected override render(): TemplateResult {
    return html`<div class="base" part="base">${this.#content()}</div>`;
  }

  #content(): TemplateResult {
    if (this.#followed === '') return this.#gauge(this.#own());
    const { trouble, value: machine } = this.#live;
    if (trouble) return stateView(this.words, trouble, () => this.#live.restart());
    if (machine === undefined) return this.#skeleton();
    if (machine === null)
      return stateView(this.words, {
        kind: 'empty',
        title: this.#say('noMachineTitle'),
        text: this.#say('noMachineText'),
        retry: false,
      });
    return this.#gauge(this.#readingOf(machine));
  }

  #own(): Reading {
    const { label, stale } = this;
    const score = Number.isFinite(this.#score) ? this.#score : null;
    return {
      score,
      label,
      parts: this.#parts,
      trend: this.#trend,
      age: stale ? this.#say('stale') : undefined,
    };
  }

  #readingOf({ healthScore, healthParts, name, freshness, latest }: Machine): Reading {
    const trend = this.#trend.length > 0 ? this.#trend : this.#heard.points;
    const age =
      freshness === 'live' || !latest
        ? undefined
        : this.words.text(gaugeMessages, 'aged', {
            freshness: freshnessWord(this.words, freshness).word,
            time: this.words.dateTime(latest.timestamp),
          });
    return { score: healthScore, label: this.label || name, parts: healthParts, trend, age };
  }

  #skeleton(): TemplateResult {
    return html`<figure class="skeleton" data-state="unknown" data-shape=${this.#shape} aria-busy="true" aria-label=${this.#say('loading')}>
      ${this.#face(null, '', nothing)}
    </figure>`;
  }

  #gauge({ score, label, parts, trend, age }: Reading): TemplateResult {
    const limits = checkedLimits(this);
    const { state, word, shape: name } = healthWord(this.words, score, limits);
    // Only a change of state moves; the score itself jumps, as data does.
    const isTurning = this.#state !== '' && this.#state !== state;
    this.#state = state;
    const figure = formatScore(this.words, score);
    const hasParts = parts.length > 0;
    const explained = hasParts || trend.length > 1 ? this.#explained.code : undefined;
    const readout = html`<div class="readout" aria-hidden="true">
      <span class="figure">${figure}</span>
      <span class="word">${shape(name)}${word}</span>
    </div>`;
    return html`<figure
      data-state=${state}
      data-shape=${this.#shape}
      ?data-turning=${isTurning}
      ?data-stale=${age !== undefined}
      ?data-parts=${hasParts}
      ?data-open=${this.#isOpen}
      aria-label=${this.#spoken(score, figure, word, label, age)}
      @keydown=${this.#handleKeydown}
      @pointerenter=${this.#handlePointer}
      @pointerleave=${this.#handlePointer}
    >
      ${this.#face(score, readout, hasParts && explained ? this.#reach() : nothing)}
      <figcaption>
        ${label || age ? html`<div class="caption" part="caption" aria-hidden="true">${label}${age ? html`<span class="since">${age}</span>` : nothing}</div>` : nothing}
        ${explained?.trendView(this.words, trend)}
      </figcaption>
      ${hasParts ? explained?.healthParts(this.words, parts, limits) : nothing}
    </figure>`;
  }

  #face(score: number | null, readout: unknown, reach: unknown): TemplateResult {
    const limits = checkedLimits(this);
    return html`<div class="face">
      ${this.#shape === 'arc' ? gaugeDial(score, limits) : this.#bar.code?.gaugeBar(score, limits)}
      ${readout} ${reach}
    </div>`;
  }

  // Frameworks take a property back by undefined or null.
  get #score(): number | null {
    return this.value ?? null;
  }

  get #parts(): readonly HealthPart[] {
    return this.parts ?? [];
  }

  get #trend(): readonly TrendPoint[] {
    return this.trend ?? [];
  }

  /** What the page asks for where it is one of them. */
  get #shape(): GaugeShape {
    return GAUGE_SHAPES.find((one) => one === this.shape) ?? 'arc';
  }

  #spoken(
    score: number | null,
    figure: string,
    word: string,
    label: string,
    age: string | undefined,
  ): string {
    const key =
      score === null ? (label ? 'spokenUnknownOf' : 'spokenUnknown') : label ? 'spokenOf' : 'spoken';
    const health = this.words.text(gaugeMessages, key, { label, score: figure, word });
    return age === undefined ? health : this.words.text(gaugeMessages, 'spokenAged', { health, age });
  }

  #say(key: 'loading' | 'noMachineTitle' | 'noMachineText' | 'stale' | 'why'): string {
    return this.words.text(gaugeMessages, key);
  }

  /** Opens the parts by touch and keyboard where they do not stand there anyway. */
  #reach(): TemplateResult {
    return html`<span class="chevron" aria-hidden="true"></span>
      <button class="reach" type="button" aria-label=${this.#say('why')} aria-expanded=${this.#isOpen ? 'true' : 'false'}
        @click=${this.#handleClick} @focus=${this.#handleFocus} @blur=${() => this.#open(false)}></button>`;
  }

  #open(isOpen: boolean): void {
    if (isOpen === this.#isOpen) return;
    this.#isOpen = isOpen;
    this.requestUpdate();
  }

  /** Escape puts the parts away without moving focus or pointer (WCAG 1.4.13). */
  #handleKeydown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.#open(false);
  };

  /** A finger or a key turns the parts over; under a mouse they are open already, and stay. */
  #handleClick = (event: MouseEvent): void => {
    const isMouse = event instanceof PointerEvent && event.pointerType === 'mouse';
    this.#open(isMouse || !this.#isOpen);
  };

  /** Only a focus that came by keyboard opens: the one that a touch brings is followed by its click. */
  #handleFocus = (event: FocusEvent): void => {
    if (event.currentTarget instanceof Element && event.currentTarget.matches(':focus-visible'))
      this.#open(true);
  };

  /** Hovering is a mouse's: a finger that scrolls past opens nothing. */
  #handlePointer = ({ pointerType, type }: PointerEvent): void => {
    if (pointerType === 'mouse') this.#open(type === 'pointerenter' || this.#isFocused);
  };

  get #isFocused(): boolean {
    return this.shadowRoot?.activeElement?.matches('.reach') ?? false;
  }
}
