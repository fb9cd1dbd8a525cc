import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { NexusTimeZoneChangeEvent } from '../events/time-zone-change.ts';
import { rangePanelMessages } from './panel-messages.ts';
import type { NexusTimeRange } from './time-range.ts';
import { browserZone, isZone, offsetText } from './zone-time.ts';

/** Most zones that are listed at once: whoever sees more types on. */
const MOST_FOUND = 60;

/** A zone to choose: `''` is the browser's own. */
interface Choice {
  readonly zone: string;
  readonly text: string;
}

/** Chooses the clocks: this device, the plant, UTC, or any zone by its name. A combobox with a list below it. */
export class ZonePicker {
  readonly #host: NexusTimeRange;
  #isOpen = false;
  #query = '';
  #active = 0;
  #names: readonly string[] | undefined;

  constructor(host: NexusTimeRange) {
    this.#host = host;
  }

  close(): void {
    this.#isOpen = false;
    this.#query = '';
  }

  render(now: number): TemplateResult {
    const { words, zone, timeZone } = this.#host;
    const choices = this.#isOpen ? this.#choices() : [];
    const active = choices[this.#active];
    const isUnknown = !isZone(timeZone);
    return html`<div class="zone">
      <label class="field-label" for="zone">${words.text(rangePanelMessages, 'zone')}</label>
      <div class="zone-field">
        <input id="zone" class="input" part="zone" type="text" role="combobox" autocomplete="off" spellcheck="false"
          aria-expanded=${this.#isOpen ? 'true' : 'false'} aria-controls="zones" aria-autocomplete="list" aria-describedby="zone-hint"
          aria-activedescendant=${active ? `zone-${this.#active}` : nothing}
          .value=${live(this.#isOpen ? this.#query : this.#nameOf(zone))} placeholder=${this.#nameOf(zone)}
          @input=${this.#handleInput} @focus=${this.#handleFocus} @click=${this.#open} @keydown=${this.#handleKey} @blur=${this.#handleBlur} />
        <span class="zone-offset" aria-hidden="true">${this.#isOpen ? nothing : offsetText(now, zone)}</span>
      </div>
      <ul class="zones" id="zones" role="listbox" aria-label=${words.text(rangePanelMessages, 'zone')} ?hidden=${choices.length === 0}>
        ${choices.map(
          (
            choice,
            index,
          ) => html`<li id="zone-${index}" role="option" aria-selected=${choice.zone === zone ? 'true' : 'false'} ?data-active=${index === this.#active}
            @pointerdown=${(event: Event) => event.preventDefault()} @click=${() => this.#take(choice)}>
            <span class="zone-name">${choice.text}</span><span class="zone-offset">${offsetText(now, choice.zone)}</span>
          </li>`,
        )}
      </ul>
      <p class="hint" id="zone-hint" role="status">${this.#hint(choices.length, isUnknown)}</p>
    </div>`;
  }

  /** After each drawing: what the keys point at is in sight. */
  drawn(): void {
    if (this.#isOpen)
      this.#host.renderRoot.querySelector('.zones [data-active]')?.scrollIntoView({ block: 'nearest' });
  }

  #hint(count: number, isUnknown: boolean): string {
    const { words, timeZone } = this.#host;
    if (this.#isOpen && count === 0) return words.text(rangePanelMessages, 'zoneNone');
    if (this.#isOpen && this.#query !== '') return words.text(rangePanelMessages, 'zoneFound', { count });
    if (this.#isOpen) return words.text(rangePanelMessages, 'zoneHint');
    return isUnknown ? words.text(rangePanelMessages, 'zoneUnknown', { zone: timeZone }) : '';
  }

  #nameOf(zone: string): string {
    return zone === ''
      ? this.#host.words.text(rangePanelMessages, 'zoneBrowser', { zone: readable(browserZone()) })
      : readable(zone);
  }

  #choices(): readonly Choice[] {
    const { words, plantTimeZone } = this.#host;
    const wanted = this.#query.trim().toLocaleLowerCase().replaceAll('_', ' ');
    const nearby: Choice[] = [
      { zone: '', text: this.#nameOf('') },
      ...(plantTimeZone !== '' && isZone(plantTimeZone)
        ? [
            {
              zone: plantTimeZone,
              text: words.text(rangePanelMessages, 'zonePlant', { zone: readable(plantTimeZone) }),
            },
          ]
        : []),
      { zone: 'UTC', text: 'UTC' },
    ];
    // Not asked for before somebody looks: the list is long, and old browsers lack it.
    this.#names ??= typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [];
    const known = new Set(nearby.map(({ zone }) => zone));
    const others = this.#names
      .filter((name) => !known.has(name))
      .map((name) => ({ zone: name, text: readable(name) }));
    const matches = [...nearby, ...others].filter(({ text }) => text.toLocaleLowerCase().includes(wanted));
    // A name that browsers know under another spelling (Asia/Kolkata is Asia/Calcutta in some) is taken as typed.
    const typed = this.#query.trim().replaceAll(' ', '_');
    if (matches.length === 0 && typed.includes('/') && isZone(typed))
      matches.push({ zone: typed, text: readable(typed) });
    return matches.slice(0, MOST_FOUND);
  }

  #open = (): void => {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#query = '';
    this.#active = Math.max(
      0,
      this.#choices().findIndex(({ zone }) => zone === this.#host.zone),
    );
    this.#host.requestUpdate();
  };

  #take({ zone }: Choice): void {
    this.close();
    if (zone !== this.#host.timeZone) {
      this.#host.timeZone = zone;
      this.#host.dispatchEvent(new NexusTimeZoneChangeEvent(zone));
    }
    this.#host.requestUpdate();
  }

  /** What is typed takes the place of the zone that stands there. */
  #handleFocus = (event: Event): void => {
    if (event.target instanceof HTMLInputElement) event.target.select();
  };

  #handleInput = (event: Event): void => {
    if (!(event.target instanceof HTMLInputElement)) return;
    this.#isOpen = true;
    this.#query = event.target.value;
    this.#active = 0;
    this.#host.requestUpdate();
  };

  #handleBlur = (): void => {
    if (!this.#isOpen) return;
    this.close();
    this.#host.requestUpdate();
  };

  #handleKey = (event: KeyboardEvent): void => {
    const choices = this.#isOpen ? this.#choices() : [];
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (this.#isOpen) this.#active = Math.max(0, Math.min(choices.length - 1, this.#active + step));
      else this.#open();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const active = choices[this.#active];
      if (active) this.#take(active);
      else this.#open();
    } else if (event.key === 'Escape' && this.#isOpen) {
      // The list goes, the panel stays.
      event.preventDefault();
      event.stopPropagation();
      this.close();
    } else return;
    this.#host.requestUpdate();
  };
}

function readable(zone: string): string {
  return zone.replaceAll('_', ' ');
}
