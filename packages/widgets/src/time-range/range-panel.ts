import { html, nothing, type TemplateResult } from 'lit';
import { showFloat } from '../internal/float.ts';
import type { TimeRange } from '../view/view.ts';
import { Calendar } from './calendar.ts';
import { addDays, type Day, startOfWeek } from './calendar-days.ts';
import { checkDraft, type Edge, edgeAt } from './draft.ts';
import { type EdgeName, edgeFields } from './edge-fields.ts';
import { limitsOf } from './limits.ts';
import { timeRangeMessages } from './messages.ts';
import { rangePanelMessages } from './panel-messages.ts';
import { momentText, rangeText } from './range-text.ts';
import type { NexusTimeRange } from './time-range.ts';
import { ZonePicker } from './zone-picker.ts';

export { panelStyles } from './panel.styles.ts';

const HOUR_MS = 3_600_000;

/** What opens: quick ranges, calendar, start and end, time zone. Loaded by itself, with the first opening. */
export class RangePanel {
  readonly #host: NexusTimeRange;
  readonly #calendar: Calendar;
  readonly #zones: ZonePicker;
  #isOpen = false;
  #putAway: (() => void) | undefined;
  #now = 0;
  #start: Edge = { date: '', time: '' };
  #end: Edge = { date: '', time: '' };
  /** Ends whose mistakes are told: not while somebody is still typing the first digits. */
  readonly #told: Set<EdgeName> = new Set();
  #isChoosingLast = false;
  /** The clocks that the fields are told in. */
  #zone = '';
  /** Until somebody changes something, the sentence tells what is shown now. */
  #isTouched = false;

  constructor(host: NexusTimeRange) {
    this.#host = host;
    this.#calendar = new Calendar(host, (day) => this.#chooseDay(day));
    this.#zones = new ZonePicker(host);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  toggle(): void {
    if (this.#isOpen) this.close(true);
    else if (this.#host.isConnected) this.#open();
  }

  close(takesFocus: boolean): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#putAway?.();
    this.#putAway = undefined;
    document.removeEventListener('pointerdown', this.#handleOutside, true);
    if (takesFocus) this.#host.renderRoot.querySelector<HTMLElement>('.trigger')?.focus();
    this.#host.requestUpdate();
  }

  /** A key that nothing in the panel took, or the focus that leaves for somewhere. */
  hear(event: Event): void {
    if (!this.#isOpen || event.defaultPrevented) return;
    if (event instanceof KeyboardEvent && event.key === 'Escape') {
      // Only the panel goes: what it stands in may close at Escape too.
      event.preventDefault();
      event.stopPropagation();
      this.close(true);
    }
    // Focus that goes to nowhere, because what had it was taken away, is no leaving.
    const to = event instanceof FocusEvent ? event.relatedTarget : null;
    if (to instanceof Node && !this.#host.renderRoot.contains(to)) this.close(false);
  }

  #open(): void {
    this.#isOpen = true;
    document.addEventListener('pointerdown', this.#handleOutside, true);
    this.#now = Date.now();
    const shown = this.#host.shown ?? { lastMs: HOUR_MS };
    const [from, to] = 'lastMs' in shown ? [this.#now - shown.lastMs, this.#now] : [shown.from, shown.to];
    this.#isTouched = false;
    this.#isChoosingLast = false;
    this.#zones.close();
    this.#fill(from, to);
    this.#calendar.show(this.#end.date);
    this.#host.requestUpdate();
  }

  /** The same moments on other clocks. */
  zoneChanged(): void {
    if (!this.#isOpen) return;
    const { start, end } = this.#checked(this.#zone);
    this.#zone = this.#host.zone;
    if (start.at !== undefined && end.at !== undefined) this.#fill(start.at, end.at);
    this.#calendar.show(this.#end.date || this.#today);
  }

  drawn(): void {
    if (!this.#isOpen) return;
    this.#calendar.drawn();
    this.#zones.drawn();
    if (this.#putAway !== undefined) return;
    const root = this.#host.renderRoot;
    const [trigger, panel] = [root.querySelector('.trigger'), root.querySelector<HTMLElement>('.panel')];
    if (trigger === null || panel === null) return;
    this.#putAway = showFloat(trigger, panel);
    panel.focus({ preventScroll: true });
  }

  render(): TemplateResult | typeof nothing {
    if (!this.#isOpen) return nothing;
    const label = this.#host.words.text(timeRangeMessages, 'choose');
    return html`<div class="panel" part="panel" role="dialog" aria-label=${label} tabindex="-1">${this.#sheet()}</div>`;
  }

  #sheet(): TemplateResult {
    const { words, zone, compact } = this.#host;
    const limits = limitsOf(this.#host);
    const { start, end } = this.#checked();
    const isFit = start.at !== undefined && end.at !== undefined && start.at < end.at;
    const fields = (name: EdgeName, edge: Edge): TemplateResult =>
      edgeFields(this.#host, {
        name,
        edge,
        checked: name === 'start' ? start : end,
        isTold: this.#told.has(name),
        onInput: (changed) => this.#type(name, changed),
        onLeave: () => this.#tell(name),
        onFocus: () => this.#aim(name === 'end'),
        onEnter: () => this.#apply(),
      });
    return html`<div class="sheet">
      <div class="quick" role="group" aria-label=${words.text(rangePanelMessages, 'quick')}>
        ${compact ? this.#host.quickRanges.map((range) => this.#quick(rangeText(words, range, zone), range)) : ''}
        ${this.#days().map(({ text, range }) => this.#quick(text, range))}
      </div>
      ${this.#calendar.render({
        first: this.#start.date || undefined,
        last: this.#lastDay(end.at),
        today: this.#today,
        min: Number.isFinite(limits.min) ? edgeAt(limits.min, zone).date : undefined,
        max: edgeAt(limits.max, zone).date,
        isChoosingLast: this.#isChoosingLast,
      })}
      <div class="ends">
        ${fields('start', this.#start)} ${fields('end', this.#end)} ${this.#zones.render(end.at ?? this.#now)}
      </div>
      <div class="foot">
        <p class="sentence" part="sentence" role="status">${this.#sentence(start.at, end.at)}</p>
        <button class="button primary apply" part="apply" type="button" ?disabled=${!isFit && this.#told.size === 2}
          @click=${() => this.#apply()}>${words.text(rangePanelMessages, 'apply')}</button>
      </div>
    </div>`;
  }

  get #today(): Day {
    return edgeAt(this.#now, this.#host.zone).date;
  }

  #quick(text: string, range: TimeRange): TemplateResult {
    return html`<button class="quick-range" type="button" @click=${() => this.#host.choose(range)}>${text}</button>`;
  }

  /** Days and the week of the clocks that are shown; they end now at the latest. */
  #days(): { text: string; range: TimeRange }[] {
    const { words } = this.#host;
    const limits = limitsOf(this.#host);
    const today = this.#today;
    const monday = startOfWeek(today, words.locale);
    const until = (day: Day): number => Math.min(this.#midnight(day), Math.max(limits.max, this.#now));
    const wanted = [
      { key: 'today', from: this.#midnight(today), to: until(addDays(today, 1)) },
      { key: 'yesterday', from: this.#midnight(addDays(today, -1)), to: this.#midnight(today) },
      { key: 'thisWeek', from: this.#midnight(monday), to: until(addDays(monday, 7)) },
    ] as const;
    return wanted
      .map(({ key, from, to }) => ({
        text: words.text(rangePanelMessages, key),
        range: { from: Math.max(from, limits.min), to: Math.min(to, limits.max) },
      }))
      .filter(({ range }) => range.from < range.to);
  }

  #sentence(from: number | undefined, to: number | undefined): string {
    const { words, zone, shown } = this.#host;
    if (!this.#isTouched && shown !== null && 'lastMs' in shown)
      return words.text(rangePanelMessages, 'sentenceLast', { range: rangeText(words, shown, zone) });
    if (from === undefined || to === undefined || from >= to)
      return words.text(rangePanelMessages, 'sentenceNone');
    return words.text(rangePanelMessages, 'sentenceSpan', {
      from: momentText(words, from, zone, true),
      to: momentText(words, to, zone, true),
      length: words.duration(to - from, 'long'),
    });
  }

  /** A range that ends at midnight does not reach into the day that begins there. */
  #lastDay(to: number | undefined): Day | undefined {
    return to === undefined ? this.#end.date || undefined : edgeAt(to - 1, this.#host.zone).date;
  }

  #checked(zone: string = this.#host.zone): ReturnType<typeof checkDraft> {
    return checkDraft(this.#start, this.#end, zone, limitsOf(this.#host));
  }

  #fill(from: number, to: number): void {
    this.#start = edgeAt(from, this.#host.zone);
    this.#end = edgeAt(to, this.#host.zone);
    this.#zone = this.#host.zone;
    this.#told.clear();
  }

  #midnight(day: Day): number {
    const { start } = checkDraft(
      { date: day, time: '00:00' },
      { date: day, time: '00:00' },
      this.#host.zone,
      { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY },
    );
    return start.at ?? this.#now;
  }

  /** The first choice is one whole day, the second one makes it several; whichever way round. */
  #chooseDay(day: Day): void {
    const first = this.#isChoosingLast && this.#start.date ? this.#start.date : day;
    const [from, last] = first < day ? [first, day] : [day, first];
    const { min, max } = limitsOf(this.#host);
    this.#fill(Math.max(this.#midnight(from), min), Math.min(this.#midnight(addDays(last, 1)), max));
    this.#isTouched = true;
    this.#isChoosingLast = !this.#isChoosingLast;
    this.#host.requestUpdate();
  }

  #type(name: EdgeName, edge: Edge): void {
    this.#isTouched = true;
    if (name === 'start') this.#start = edge;
    else this.#end = edge;
    if (edge.date >= '1970') this.#calendar.show(edge.date);
    this.#host.requestUpdate();
  }

  #tell(name: EdgeName): void {
    this.#told.add(name);
    this.#host.requestUpdate();
  }

  #aim(isLast: boolean): void {
    if (this.#isChoosingLast === isLast) return;
    this.#isChoosingLast = isLast;
    this.#host.requestUpdate();
  }

  #apply(): void {
    const { shown } = this.#host;
    // Nothing was changed: a window that moves on stays one.
    if (!this.#isTouched && shown !== null) {
      this.#host.choose(shown);
      return;
    }
    const { start, end } = this.#checked();
    if (start.at !== undefined && end.at !== undefined && start.at < end.at) {
      this.#host.choose({ from: start.at, to: end.at });
      return;
    }
    this.#told.add('start').add('end');
    this.#host.requestUpdate();
    const wrong = start.error === undefined ? 'end' : 'start';
    void this.#host.updateComplete.then(() =>
      this.#host.renderRoot.querySelector<HTMLElement>(`#${wrong}-date`)?.focus(),
    );
  }

  #handleOutside = (event: PointerEvent): void => {
    if (!event.composedPath().includes(this.#host)) this.close(false);
  };
}
