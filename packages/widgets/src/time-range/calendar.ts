import { html, type TemplateResult } from 'lit';
import type { NexusElement } from '../internal/nexus-element.ts';
import { addDays, addMonths, type Day, startOfWeek, timeOf, weeksOf } from './calendar-days.ts';
import { rangePanelMessages } from './panel-messages.ts';

/** What the calendar marks, and how far it goes. */
export interface CalendarMarks {
  readonly first: Day | undefined;
  readonly last: Day | undefined;
  readonly today: Day;
  readonly min: Day | undefined;
  readonly max: Day;
  readonly isChoosingLast: boolean;
}

/** A month as an ARIA grid: one day can be reached by Tab, the arrow keys go on from there. */
export class Calendar {
  readonly #host: NexusElement;
  readonly #onChoose: (day: Day) => void;
  #day: Day = '1970-01-01';
  #takesFocus = false;

  constructor(host: NexusElement, onChoose: (day: Day) => void) {
    this.#host = host;
    this.#onChoose = onChoose;
  }

  /** Turns to the month of `day`. */
  show(day: Day): void {
    this.#day = day;
  }

  /** After each drawing: the focus goes where the keys led, also into another month. */
  drawn(): void {
    if (!this.#takesFocus) return;
    this.#takesFocus = false;
    this.#host.renderRoot.querySelector<HTMLElement>(`[data-day="${this.#day}"]`)?.focus();
  }

  render(marks: CalendarMarks): TemplateResult {
    const { words } = this.#host;
    const weeks = weeksOf(this.#day, words.locale);
    const month = words.date(timeOf(this.#day), {
      year: 'numeric',
      month: 'long',
      calendar: 'gregory',
      timeZone: 'UTC',
    });
    const say = (key: 'calendar' | 'previousMonth' | 'nextMonth' | 'chooseFirst' | 'chooseLast'): string =>
      words.text(rangePanelMessages, key);
    return html`<div class="calendar" part="calendar" role="group" aria-label=${say('calendar')}>
      <div class="month">
        <button class="turn" type="button" aria-label=${say('previousMonth')} ?disabled=${isMonthBefore(addMonths(this.#day, -1), marks.min)}
          @click=${() => this.#turn(-1)}><span class="arrow back"></span></button>
        <span class="month-name" id="month" aria-live="polite">${month}</span>
        <button class="turn" type="button" aria-label=${say('nextMonth')} ?disabled=${isMonthBefore(marks.max, addMonths(this.#day, 1))}
          @click=${() => this.#turn(1)}><span class="arrow"></span></button>
      </div>
      <table role="grid" aria-labelledby="month" aria-describedby="calendar-hint" @keydown=${this.#handleKey}>
        <thead><tr>${(weeks[0] ?? []).map((day) => html`<th scope="col" abbr=${this.#name(day, { weekday: 'long' })}>${this.#name(day, { weekday: 'narrow' })}</th>`)}</tr></thead>
        <tbody>${weeks.map((week) => html`<tr>${week.map((day) => this.#cell(day, marks))}</tr>`)}</tbody>
      </table>
      <p class="calendar-hint" id="calendar-hint">${say(marks.isChoosingLast ? 'chooseLast' : 'chooseFirst')}</p>
    </div>`;
  }

  #cell(day: Day, { first, last, today, min, max }: CalendarMarks): TemplateResult {
    const isIn = first !== undefined && last !== undefined && day >= first && day <= last;
    const isOff = day > max || (min !== undefined && day < min);
    return html`<td role="gridcell" data-day=${day} tabindex=${day === this.#day ? 0 : -1}
      aria-selected=${isIn ? 'true' : 'false'} aria-disabled=${isOff ? 'true' : 'false'} aria-current=${day === today ? 'date' : 'false'}
      ?data-other=${day.slice(0, 7) !== this.#day.slice(0, 7)} ?data-first=${day === first} ?data-last=${day === last}
      aria-label=${this.#name(day, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })}
      @click=${() => this.#choose(day, isOff)}><span>${this.#host.words.number(Number(day.slice(8)))}</span></td>`;
  }

  #name(day: Day, options: Intl.DateTimeFormatOptions): string {
    return this.#host.words.date(timeOf(day), { ...options, calendar: 'gregory', timeZone: 'UTC' });
  }

  #turn(months: number): void {
    this.#day = addMonths(this.#day, months);
    this.#host.requestUpdate();
  }

  #choose(day: Day, isOff: boolean): void {
    if (isOff) return;
    this.#day = day;
    this.#takesFocus = true;
    this.#onChoose(day);
  }

  #handleKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      const cell = event.target instanceof HTMLElement ? event.target : undefined;
      this.#choose(this.#day, cell?.getAttribute('aria-disabled') === 'true');
      return;
    }
    const isRtl = event.currentTarget instanceof Element && event.currentTarget.matches(':dir(rtl)');
    const next = dayByKey(event, this.#day, isRtl, this.#host.words.locale);
    if (next === undefined) return;
    event.preventDefault();
    this.#day = next;
    this.#takesFocus = true;
    this.#host.requestUpdate();
  };
}

/** The day that a key leads to, as the ARIA pattern for date pickers has it. */
function dayByKey(
  { key, shiftKey }: KeyboardEvent,
  day: Day,
  isRtl: boolean,
  locale: string,
): Day | undefined {
  switch (key) {
    case 'ArrowLeft':
      return addDays(day, isRtl ? 1 : -1);
    case 'ArrowRight':
      return addDays(day, isRtl ? -1 : 1);
    case 'ArrowUp':
      return addDays(day, -7);
    case 'ArrowDown':
      return addDays(day, 7);
    case 'Home':
      return startOfWeek(day, locale);
    case 'End':
      return addDays(startOfWeek(day, locale), 6);
    case 'PageUp':
      return addMonths(day, shiftKey ? -12 : -1);
    case 'PageDown':
      return addMonths(day, shiftKey ? 12 : 1);
    default:
      return undefined;
  }
}

/** Whether the month of `day` is over before that of `other` begins. */
function isMonthBefore(day: Day, other: Day | undefined): boolean {
  return other !== undefined && day.slice(0, 7) < other.slice(0, 7);
}
