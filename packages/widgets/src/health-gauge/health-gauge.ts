import type { HealthPart, Machine } from '@nexus-mfg/sdk';
import {
  type CSSResultGroup,
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { LiveController } from '../controllers/live-controller.ts';
import { machineSource } from '../controllers/sources.ts';
import { gaugeDial } from '../drawing/gauge-dial.ts';
import { formatScore, healthWord } from '../drawing/health.ts';
import { shape } from '../drawing/shapes.ts';
import { freshnessWord } from '../drawing/status.ts';
import { baseStyles } from '../internal/base-styles.ts';
import { NexusElement } from '../internal/nexus-element.ts';
import { stateStyles, stateView } from '../internal/state-view.ts';
import { gaugeStyles } from './health-gauge.styles.ts';
import { partsStyles } from './parts.styles.ts';
import { healthParts } from './parts.ts';

/**
 * @summary A machine's health from 0 to 100 as an arc, a figure and a word, with the parts that explain it.
 *
 * Draws from `value`, `label` and `parts` alone. With `machine-id` inside a `<nexus-provider>` it follows that machine.
 *
 * From 360 px on the parts stand beside the dial; in less room they open below it on hover, focus or touch.
 *
 * @csspart base - The wrapper.
 * @csspart caption - What the score belongs to, and its age when that is not now.
 * @csspart parts - What makes the score.
 * @csspart track - The whole arc.
 * @csspart indicator - The filled part of the arc.
 * @cssproperty [--gauge-size] - Width of the gauge; from 48 px up. Without it: all the width there is, with a dial of 224 px.
 * @cssproperty [--track-color] - Colour of the empty arc.
 */
export class NexusHealthGauge extends NexusElement {
  static readonly baseName: string = 'health-gauge';
  static override styles: CSSResultGroup = [baseStyles, stateStyles, gaugeStyles, partsStyles];
  static override properties: PropertyDeclarations = {
    machineId: { attribute: 'machine-id' },
    value: { type: Number },
    label: {},
    parts: { attribute: false },
    stale: { type: Boolean },
  };

  /** Machine to follow; without it the gauge draws its plain properties. */
  declare machineId: string;
  /** 0 (worst) to 100 (best); null when nothing could be judged. */
  declare value: number | null;
  /** What the score belongs to. */
  declare label: string;
  /** What makes the score. */
  declare parts: readonly HealthPart[];
  /** Marks the value as not from now. */
  declare stale: boolean;

  readonly #live = new LiveController<Machine | null>(this, { source: machineSource(() => this.machineId) });
  #isOpen = false;

  constructor() {
    super();
    this.machineId = '';
    this.value = null;
    this.label = '';
    this.parts = [];
    this.stale = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('machineId') && this.hasUpdated) this.#live.restart();
  }

  protected override render(): TemplateResult {
    return html`<div class="base" part="base">${this.#content()}</div>`;
  }

  #content(): TemplateResult {
    if (!this.machineId) return this.#gauge(this.value, this.label, this.parts, this.stale ? '' : undefined);
    const { trouble, value: machine } = this.#live;
    if (trouble) return stateView(this.words, trouble, () => this.#live.restart());
    if (machine === undefined) return this.#skeleton();
    if (machine === null)
      return stateView(this.words, {
        kind: 'empty',
        title: 'No such machine',
        text: 'It may have been removed, or it belongs to another company. Choose another one.',
        retry: false,
      });
    const { healthScore, healthParts, name, freshness, latest } = machine;
    const age = freshness === 'live' || !latest ? undefined : this.#ageText(freshness, latest.timestamp);
    return this.#gauge(healthScore, this.label || name, healthParts, age);
  }

  #ageText(freshness: Machine['freshness'], timestamp: string): string {
    return `${freshnessWord(this.words, freshness).word}, ${this.words.dateTime(timestamp)}`;
  }

  #skeleton(): TemplateResult {
    return html`<figure class="skeleton" data-state="unknown" aria-busy="true" aria-label="Health is loading">
      <div class="face"><svg class="dial" viewBox="0 0 100 82" aria-hidden="true">${gaugeDial(null)}</svg></div>
    </figure>`;
  }

  #gauge(
    value: number | null,
    label: string,
    parts: readonly HealthPart[],
    staleText: string | undefined,
  ): TemplateResult {
    const score = value === null || !Number.isFinite(value) ? null : value;
    const { state, word, shape: name } = healthWord(this.words, score);
    const figure = formatScore(this.words, score);
    const hasParts = parts.length > 0;
    const spoken = [
      label ? `${label}: health` : 'Health',
      score === null ? 'unknown' : `${figure} of 100, ${word}`,
      ...(staleText === undefined ? [] : [staleText || 'stale']),
    ].join(' ');
    return html`<figure
      data-state=${state}
      ?data-stale=${staleText !== undefined}
      ?data-parts=${hasParts}
      ?data-open=${this.#isOpen}
      aria-label=${spoken}
      @keydown=${this.#handleKeydown}
      @pointerenter=${this.#handlePointer}
      @pointerleave=${this.#handlePointer}
    >
      <div class="face">
        <svg class="dial" viewBox="0 0 100 82" aria-hidden="true" focusable="false">${gaugeDial(score)}</svg>
        <div class="readout" aria-hidden="true">
          <span class="figure">${figure}</span>
          <span class="word">${shape(name)}${word}</span>
        </div>
        ${hasParts ? this.#reach() : nothing}
      </div>
      ${
        label || staleText
          ? html`<figcaption part="caption" aria-hidden="true">${label}${staleText ? html`<span class="since">${staleText}</span>` : nothing}</figcaption>`
          : nothing
      }
      ${hasParts ? healthParts(this.words, parts) : nothing}
    </figure>`;
  }

  /** Opens the parts by touch and keyboard where they do not stand there anyway. */
  #reach(): TemplateResult {
    return html`<span class="chevron" aria-hidden="true"></span>
      <button class="reach" type="button" aria-label="What makes this score" aria-expanded=${this.#isOpen ? 'true' : 'false'}
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
