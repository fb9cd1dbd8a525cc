import type { HandHost } from './grid-hand.ts';
import { rangeTo, toggled } from './several.ts';
import { TypeAhead } from './type-ahead.ts';

/** What a hand does more rarely: selects several machines, and finds one by the first letters of its name. */
export class HandMore {
  readonly #host: HandHost;
  readonly #typeAhead = new TypeAhead();

  constructor(host: HandHost) {
    this.#host = host;
  }

  isTyping({ timeStamp }: KeyboardEvent): boolean {
    return this.#typeAhead.isTyping(timeStamp);
  }

  /** Selects all that are shown, those of closed groups too. */
  all(): void {
    const { model, selection } = this.#host;
    const ids = model.machines(true).map(({ id }) => id);
    this.#host.choose(ids, selection.lead || (ids[0] ?? ''));
  }

  /** One by itself; one more or less with Ctrl or Space; a range with Shift. */
  pick(id: string, event: MouseEvent | KeyboardEvent): void {
    const { selection } = this.#host;
    const withControl = event.ctrlKey || event.metaKey;
    if (event.shiftKey) {
      this.#range(id, id, withControl);
      return;
    }
    selection.anchor = id;
    const isToggle = withControl || ('key' in event && event.key === ' ');
    this.#host.choose(isToggle ? toggled(selection, id) : [id], id);
  }

  /** A range to `id`, which begins at `from` when nothing has begun one. */
  extend(id: string, from: string): void {
    this.#range(id, from, false);
  }

  /** Goes to the next machine whose name begins with what is typed. False when there is none. */
  type(event: KeyboardEvent): boolean {
    const { model, focus } = this.#host;
    const machines = model.machines(false);
    const from = machines.findIndex(({ id }) => id === focus.name);
    const names = machines.map(({ name }) => name);
    const found = machines[this.#typeAhead.find(event.key, event.timeStamp, names, from)];
    const place = found && model.lines.placeOf(model.indexOf(found.id));
    if (found === undefined || place === undefined) return false;
    focus.request(found.id, this.#host.isTable() ? focus.column : 0);
    this.#host.reveal(place.line);
    return true;
  }

  #range(id: string, from: string, keep: boolean): void {
    const { selection, model } = this.#host;
    const order = model.machines(false).map((machine) => machine.id);
    if (selection.anchor === '') selection.anchor = from;
    this.#host.choose(rangeTo(selection, id, order, keep), id);
  }
}
