import { adoptSheet } from '../internal/adopt-sheet.ts';
import { type WindowAct, windowActByKey } from './chart-keys.ts';
import { cursorByKey } from './cursor-keys.ts';
import type { ChartExtras } from './extras.ts';
import { Gestures } from './gestures.ts';
import { handsStyles } from './hands.styles.ts';
import type { HandsHost } from './hands-host.ts';
import { WindowControl } from './window-control.ts';
import { windowCsv } from './window-csv.ts';

/**
 * What people do with a chart: keys, gestures, buttons and the menu. Pages that are only looked at do not carry it: it is
 * fetched as somebody comes near, see hands-loader.ts.
 */
export class ChartHands {
  readonly #host: HandsHost;
  readonly #control: WindowControl;
  readonly #gestures: Gestures;
  #extras: ChartExtras | undefined;

  constructor(host: HandsHost) {
    this.#host = host;
    adoptSheet(host.element.renderRoot, handsStyles);
    this.#control = new WindowControl(host);
    this.#gestures = new Gestures(this.#control);
  }

  /** A key, a pointer or the wheel on the stage. */
  take(event: Event): void {
    if (event instanceof KeyboardEvent) this.#press(event);
    else if (event instanceof WheelEvent) this.#gestures.turn(event);
    else if (event instanceof PointerEvent) this.#gestures.point(event);
  }

  act(act: WindowAct): void {
    this.#control.act(act);
  }

  get isMenuOpen(): boolean {
    return this.#extras?.isOpen ?? false;
  }

  async toggleMenu(): Promise<void> {
    this.#extras ??= await this.#loadExtras();
    this.#extras.toggle();
  }

  menu(): unknown {
    return this.#extras?.menu();
  }

  below(): unknown {
    return this.#extras?.below();
  }

  updated(): void {
    this.#extras?.updated();
  }

  close(): void {
    this.#gestures.cancel();
    this.#extras?.close();
  }

  #press(event: KeyboardEvent): void {
    const { model, cursor } = this.#host;
    if (!model || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape' && this.#gestures.cancel()) {
      event.preventDefault();
      return;
    }
    const act = windowActByKey(event);
    if (act !== undefined) {
      event.preventDefault();
      this.#control.act(act);
      return;
    }
    const next = cursorByKey(event.key, cursor, model.times.length);
    if (next === undefined) return;
    event.preventDefault();
    this.#host.place(next === null ? null : (model.times[next] ?? null));
  }

  async #loadExtras(): Promise<ChartExtras> {
    const { ChartExtras, extrasStyles } = await import('./extras.ts');
    const [host, control] = [this.#host, this.#control];
    const { element } = host;
    adoptSheet(element.renderRoot, extrasStyles);
    return new ChartExtras({
      get words() {
        return element.words;
      },
      renderRoot: element.renderRoot,
      get name() {
        return host.name;
      },
      get acts() {
        return control.acts;
      },
      act: (act) => control.act(act),
      modelOf: (columns) => host.reader.build(host.window, columns),
      csv: (signal) => windowCsv(host.reader, host.window, signal),
      announce: (text) => host.announce(text),
      requestUpdate: () => element.requestUpdate(),
    });
  }
}
