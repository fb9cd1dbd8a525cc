import type { HealthPart, Machine, Nexus } from '@nexus-mfg/sdk';
import {
  type CSSResultGroup,
  html,
  LitElement,
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
import { FRESHNESS_WORDS } from '../drawing/status.ts';
import { baseStyles } from '../internal/base-styles.ts';
import { formatDateTime } from '../internal/format.ts';
import { stateStyles, stateView } from '../internal/state-view.ts';
import { gaugeStyles } from './health-gauge.styles.ts';

/**
 * @summary A machine's health from 0 to 100 as an arc, a figure and a word, with the parts that explain it.
 *
 * Draws from `value`, `label` and `parts` alone. With `machine-id` inside a `<nexus-provider>` it follows that machine.
 *
 * @csspart base - The wrapper.
 * @csspart track - The whole arc.
 * @csspart indicator - The filled part of the arc.
 * @cssproperty [--gauge-size=224px] - Width of the gauge; from 48 px up.
 * @cssproperty [--track-color] - Colour of the empty arc.
 */
export class NexusHealthGauge extends LitElement {
  static override styles: CSSResultGroup = [baseStyles, stateStyles, gaugeStyles];
  static override properties: PropertyDeclarations = {
    nexus: { attribute: false },
    machineId: { attribute: 'machine-id' },
    value: { type: Number },
    label: {},
    parts: { attribute: false },
    stale: { type: Boolean },
  };

  /** Instance to use outside a provider. */
  declare nexus: Nexus | undefined;
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
  #dismissed = false;

  constructor() {
    super();
    this.nexus = undefined;
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
    if (trouble) return stateView(trouble, () => this.#live.retry());
    if (machine === undefined) return this.#skeleton();
    if (machine === null)
      return stateView({
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
    return `${FRESHNESS_WORDS[freshness].word}, ${formatDateTime(timestamp)}`;
  }

  #skeleton(): TemplateResult {
    return html`<figure class="skeleton" data-state="unknown" aria-busy="true" aria-label="Health is loading">
      <svg class="dial" viewBox="0 0 100 82" aria-hidden="true">${gaugeDial(null)}</svg>
    </figure>`;
  }

  #gauge(
    value: number | null,
    label: string,
    parts: readonly HealthPart[],
    staleText: string | undefined,
  ): TemplateResult {
    const score = value === null || !Number.isFinite(value) ? null : value;
    const { state, word, shape: name } = healthWord(score);
    const figure = formatScore(score);
    const spoken = [
      label ? `${label}: health` : 'Health',
      score === null ? 'unknown' : `${figure} of 100, ${word}`,
      ...(staleText === undefined ? [] : [staleText || 'stale']),
    ].join(' ');
    return html`<figure
      data-state=${state}
      ?data-stale=${staleText !== undefined}
      ?data-dismissed=${this.#dismissed}
      tabindex=${parts.length > 0 ? 0 : nothing}
      aria-label=${spoken}
      @keydown=${this.#handleKeydown}
      @pointerenter=${this.#undismiss}
      @focus=${this.#undismiss}
    >
      <svg class="dial" viewBox="0 0 100 82" aria-hidden="true" focusable="false">${gaugeDial(score)}</svg>
      <div class="readout" aria-hidden="true">
        <span class="figure">${figure}</span>
        <span class="word">${shape(name)}${word}</span>
      </div>
      ${
        label || staleText
          ? html`<figcaption aria-hidden="true">${label}${staleText ? html`<span class="since">${staleText}</span>` : nothing}</figcaption>`
          : nothing
      }
      ${parts.length > 0 ? html`<ul class="parts" part="parts">${parts.map(renderPart)}</ul>` : nothing}
    </figure>`;
  }

  /** Escape puts the parts away without moving focus or pointer (WCAG 1.4.13). */
  #handleKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    this.#dismissed = true;
    this.requestUpdate();
  };

  #undismiss = (): void => {
    if (!this.#dismissed) return;
    this.#dismissed = false;
    this.requestUpdate();
  };
}

function renderPart(part: HealthPart): TemplateResult {
  const { state, word, shape: name } = healthWord(part.score);
  return html`<li class="part" data-state=${state}>
    ${shape(name)}<span class="part-name">${part.name}</span>
    <span>${formatScore(part.score)}<span class="visually-hidden"> of 100, ${word}</span></span>
    <span class="part-reason">${part.reason}</span>
  </li>`;
}
