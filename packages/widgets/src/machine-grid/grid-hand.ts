import type { GridSelection, GridSort } from './choices.ts';
import { GRID_COLUMNS } from './columns.ts';
import type { GridModel } from './grid-model.ts';
import { moveByKey, type Stop, type StopField } from './keys.ts';
import { groupStop, HEADS, type RovingFocus } from './roving-focus.ts';
import type { Selection } from './selection.ts';
import { TypeAhead } from './type-ahead.ts';

/** What a hand acts on. */
export interface HandHost {
  readonly model: GridModel;
  readonly focus: RovingFocus;
  readonly selection: Selection;
  isTable(): boolean;
  mode(): GridSelection;
  isRightToLeft(): boolean;
  /** Scrolls a line into sight and draws. */
  reveal(line: number): void;
  /** Selects, when nobody objects. */
  choose(ids: readonly string[], lead: string): void;
  toggle(group: string): void;
  sortBy(sort: GridSort): void;
}

/** What a person does with the machines, by key and pointer. */
export class GridHand {
  readonly #host: HandHost;
  readonly #typeAhead = new TypeAhead();

  constructor(host: HandHost) {
    this.#host = host;
  }

  readonly handleFocus = (event: FocusEvent): void => {
    const stop = stopOf(event);
    if (stop === undefined) return;
    const { focus } = this.#host;
    [focus.name, focus.column] = [stop.name, stop.column];
  };

  /** The next move by key begins here. Shift and a click mean a range of machines, not of text. */
  readonly handleMouseDown = (event: MouseEvent): void => {
    this.#host.focus.wish = -1;
    if (!event.shiftKey || this.#host.mode() !== 'multiple') return;
    event.preventDefault();
    stopOf(event)?.element.focus({ preventScroll: true });
  };

  readonly handleClick = (event: MouseEvent): void => {
    const stop = stopOf(event);
    if (stop === undefined || isForContent(event, stop.element)) return;
    const { group, sort } = stop.element.dataset;
    if (group !== undefined) this.#host.toggle(group);
    else if (stop.name === HEADS) this.#host.sortBy(sort as GridSort);
    else this.#pick(stop.name, event);
  };

  readonly handleKeydown = (event: KeyboardEvent): void => {
    if (event.altKey || event.defaultPrevented) return;
    const target = event.composedPath()[0];
    // What the page put into a tile has its own keys.
    if (!(target instanceof Element && target.matches('[data-stop], .viewport'))) return;
    this.#host.model.still.key(performance.now());
    if (this.#act(event) || this.#type(event) || this.#move(event)) event.preventDefault();
  };

  /** Selects, opens, sorts. */
  #act(event: KeyboardEvent): boolean {
    const { focus, selection, model } = this.#host;
    const { key } = event;
    const isOnlyOne = this.#host.mode() !== 'multiple';
    if (key === 'Escape') {
      if (selection.ids.length === 0 || this.#host.mode() === 'none') return false;
      this.#host.choose([], '');
      return true;
    }
    if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === 'a') {
      if (isOnlyOne) return false;
      const ids = model.machines(true).map(({ id }) => id);
      this.#host.choose(ids, selection.lead || (ids[0] ?? ''));
      return true;
    }
    if (key !== 'Enter' && (key !== ' ' || this.#typeAhead.isTyping(event.timeStamp))) return false;
    const group = groupOf(focus.name);
    if (group !== undefined) this.#host.toggle(group);
    else if (focus.name === HEADS) this.#host.sortBy(GRID_COLUMNS[focus.column]?.sort ?? 'name');
    else if (model.indexOf(focus.name) < 0) return false;
    else if (key === ' ' && !isOnlyOne && !event.shiftKey) {
      selection.anchor = focus.name;
      this.#host.choose(selection.toggled(focus.name), focus.name);
    } else this.#pick(focus.name, event);
    return true;
  }

  /** Goes to the next machine whose name begins with what is typed. */
  #type(event: KeyboardEvent): boolean {
    const { key, ctrlKey, metaKey } = event;
    if ([...key].length !== 1 || ctrlKey || metaKey) return false;
    if (key === ' ' && !this.#typeAhead.isTyping(event.timeStamp)) return false;
    const { model, focus } = this.#host;
    const machines = model.machines(false);
    const from = machines.findIndex(({ id }) => id === focus.name);
    const names = machines.map(({ name }) => name);
    const found = machines[this.#typeAhead.find(key, event.timeStamp, names, from)];
    const place = found && model.lines.placeOf(model.indexOf(found.id));
    if (found === undefined || place === undefined) return false;
    focus.request(found.id, this.#host.isTable() ? focus.column : 0);
    this.#host.reveal(place.line);
    return true;
  }

  #move(event: KeyboardEvent): boolean {
    const { focus, model, selection } = this.#host;
    const { key, ctrlKey, metaKey, shiftKey } = event;
    if (metaKey) return false;
    const group = groupOf(focus.name);
    const rightToLeft = this.#host.isRightToLeft();
    // Forward opens a group, back closes it; once that is done they move on.
    const turns = model.closed.has(group ?? '') === rightToLeft ? 'ArrowLeft' : 'ArrowRight';
    if (group !== undefined && key === turns) {
      this.#host.toggle(group);
      return true;
    }
    const from = this.#stop();
    const isVertical = /^(Arrow(Up|Down)|Page)/.test(key);
    // Up and down keep to the column that they began in, also through shorter lines; where that is, is known from here on.
    if (!isVertical || focus.wish < 0) focus.wish = from.column;
    const to = moveByKey(key, ctrlKey, from, focus.wish, this.#field(), rightToLeft);
    if (to === undefined) return false;
    const name = this.#nameAt(to);
    if (name === undefined) return false;
    if (!isVertical) focus.wish = to.column;
    focus.request(name, to.column);
    this.#host.reveal(to.line);
    const isMachine = name !== HEADS && groupOf(name) === undefined;
    if (shiftKey && isMachine && this.#host.mode() === 'multiple' && model.indexOf(name) >= 0) {
      const order = model.machines(false).map(({ id }) => id);
      if (selection.anchor === '') selection.anchor = this.#machineAt(from) ?? name;
      this.#host.choose(selection.rangeTo(name, order, false), name);
    }
    return true;
  }

  #pick(id: string, { ctrlKey, metaKey, shiftKey }: MouseEvent | KeyboardEvent): void {
    const { selection, model } = this.#host;
    const mode = this.#host.mode();
    if (mode === 'none') return;
    if (mode === 'multiple' && shiftKey) {
      const order = model.machines(false).map((machine) => machine.id);
      if (selection.anchor === '') selection.anchor = id;
      this.#host.choose(selection.rangeTo(id, order, ctrlKey || metaKey), id);
      return;
    }
    selection.anchor = id;
    if (ctrlKey || metaKey) {
      const ids = mode === 'multiple' || selection.has(id) ? selection.toggled(id) : [id];
      this.#host.choose(ids, ids.includes(id) ? id : '');
    } else this.#host.choose([id], id);
  }

  #stop(): Stop {
    const { focus, model } = this.#host;
    if (focus.name === HEADS && this.#host.isTable()) return { line: -1, column: focus.column };
    const group = groupOf(focus.name);
    if (group !== undefined) return { line: model.lines.lineOfHead(group) ?? 0, column: 0 };
    const place = model.lines.placeOf(model.indexOf(focus.name));
    if (place === undefined) return { line: 0, column: 0 };
    return { line: place.line, column: this.#host.isTable() ? focus.column : place.column };
  }

  #field(): StopField {
    const { model } = this.#host;
    const isTable = this.#host.isTable();
    return {
      firstLine: isTable ? -1 : 0,
      lineCount: model.lines.count,
      pageLines: model.layout.pageLines,
      wraps: !isTable,
      cells: (number) => {
        const line = model.lines.at(number);
        if (line?.isHead) return 1;
        return isTable ? GRID_COLUMNS.length : (line?.cells ?? 0);
      },
    };
  }

  #nameAt(stop: Stop): string | undefined {
    if (stop.line < 0) return HEADS;
    const line = this.#host.model.lines.at(stop.line);
    return line?.isHead ? groupStop(line.section.key) : this.#machineAt(stop);
  }

  #machineAt({ line: number, column }: Stop): string | undefined {
    const { model } = this.#host;
    const line = model.lines.at(number);
    if (line === undefined || line.isHead) return undefined;
    return model.machine(line.section.indices[line.from + (this.#host.isTable() ? 0 : column)])?.id;
  }
}

interface EventStop {
  readonly element: HTMLElement;
  readonly name: string;
  readonly column: number;
}

/** The stop that an event happened in, also through what the page put into it. */
function stopOf(event: Event): EventStop | undefined {
  const element = event
    .composedPath()
    .find((node): node is HTMLElement => node instanceof HTMLElement && node.dataset.stop !== undefined);
  if (element === undefined) return undefined;
  const stop = element.dataset.stop ?? '';
  const at = element.matches('.group') ? -1 : stop.lastIndexOf('|');
  if (at < 0) return { element, name: stop, column: 0 };
  return { element, name: stop.slice(0, at), column: Number(stop.slice(at + 1)) };
}

/** True for a press on something that does something itself: a link or a button that the page put into a tile. */
function isForContent(event: Event, stop: HTMLElement): boolean {
  const path = event.composedPath();
  return path
    .slice(0, path.indexOf(stop))
    .some(
      (node) =>
        node instanceof Element &&
        node.matches(
          'a[href], button, input, select, textarea, summary, label, [contenteditable], [tabindex]',
        ),
    );
}

function groupOf(name: string): string | undefined {
  return name.startsWith('group:') ? name.slice(6) : undefined;
}
