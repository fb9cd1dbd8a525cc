import type { GridSelection } from './choices.ts';
import type { GridModel } from './grid-model.ts';
import type { HandMore } from './hand-more.ts';
import { moveByKey, type Stop, type StopField } from './keys.ts';
import { groupStop, HEADS, type RovingFocus } from './roving-focus.ts';
import type { Selection } from './selection.ts';

/** What a hand acts on. */
export interface HandHost {
  readonly model: GridModel;
  readonly focus: RovingFocus;
  readonly selection: Selection;
  isTable(): boolean;
  /** Cells in a row of the table. */
  cells(): number;
  mode(): GridSelection;
  isRightToLeft(): boolean;
  /** Scrolls a line into sight and draws. */
  reveal(line: number): void;
  /** Takes note of how far it is scrolled. */
  follow(): void;
  /** Asks for a frame, and for what was put off. */
  settle(): void;
  /** Selects, when nobody objects. */
  choose(ids: readonly string[], lead: string): void;
  toggle(group: string): void;
  /** By the head of a column. */
  sortBy(column: number): void;
  /** Gives the code of `HandMore`: now where it is there, else once it has come. */
  withMore(act: (more: typeof HandMore) => void): void;
}

/** What a person does with the machines, by key and pointer. */
export class GridHand {
  readonly #host: HandHost;
  #more: HandMore | undefined;
  /** Where focus was among machines, for when the one that had it is gone. */
  #last: Stop = { line: 0, column: 0 };

  constructor(host: HandHost) {
    this.#host = host;
  }

  readonly handleFocus = (event: FocusEvent): void => {
    const stop = stopOf(event);
    if (stop === undefined) return;
    const { focus } = this.#host;
    [focus.name, focus.column] = [stop.name, stop.column];
    this.#stop();
  };

  /** The next move by key begins here. Shift and a click mean a range of machines, not of text. */
  readonly handleMouseDown = (event: MouseEvent): void => {
    this.#host.focus.wish = -1;
    if (!event.shiftKey || this.#host.mode() !== 'multiple') return;
    event.preventDefault();
    stopOf(event)?.element.focus({ preventScroll: true });
  };

  readonly handleScroll = (): void => {
    const { model, follow, settle } = this.#host;
    follow();
    model.still.scroll(performance.now());
    settle();
  };

  readonly handlePointer = ({ type }: PointerEvent): void => {
    const { model, settle } = this.#host;
    model.still.pointer(type === 'pointermove', performance.now());
    // What waited for the pointer to leave need not wait for the next reading too.
    if (type === 'pointerleave') settle();
  };

  readonly handleClick = (event: MouseEvent): void => {
    const stop = stopOf(event);
    if (stop === undefined || isForContent(event, stop.element)) return;
    this.#press(stop.name, stop.column, event);
  };

  readonly handleKeydown = (event: KeyboardEvent): void => {
    if (event.altKey || event.defaultPrevented) return;
    const target = event.composedPath()[0];
    // What the page put into a tile has its own keys.
    if (!(target instanceof Element && target.getRootNode() === rootOf(event))) return;
    this.#host.model.still.key(performance.now());
    if (this.#act(event) || this.#type(event) || this.#move(event)) event.preventDefault();
  };

  /** Selects, opens, sorts. */
  #act(event: KeyboardEvent): boolean {
    const { focus, selection } = this.#host;
    const { key } = event;
    const mode = this.#host.mode();
    if (key === 'Escape') {
      if (selection.ids.length === 0 || mode === 'none') return false;
      this.#host.choose([], '');
      return true;
    }
    if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === 'a') {
      if (mode !== 'multiple') return false;
      this.#withMore((more) => more.all());
      return true;
    }
    if (key !== 'Enter' && (key !== ' ' || this.#more?.isTyping(event))) return false;
    return this.#press(focus.name, focus.column, event);
  }

  #type(event: KeyboardEvent): boolean {
    const { key, ctrlKey, metaKey } = event;
    if ([...key].length !== 1 || ctrlKey || metaKey) return false;
    if (key === ' ' && !this.#more?.isTyping(event)) return false;
    if (this.#more) return this.#more.type(event);
    this.#withMore((more) => more.type(event));
    return false;
  }

  #move(event: KeyboardEvent): boolean {
    const { focus, model } = this.#host;
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
    if (shiftKey && isMachine && this.#host.mode() === 'multiple') {
      const before = this.#machineAt(from) ?? name;
      this.#withMore((more) => more.extend(name, before));
    }
    return true;
  }

  /** Opens a group, sorts by a column, or selects a machine. False when there is no such thing any more. */
  #press(name: string, column: number, event: MouseEvent | KeyboardEvent): boolean {
    const { model, selection } = this.#host;
    const group = groupOf(name);
    const mode = this.#host.mode();
    if (group !== undefined) this.#host.toggle(group);
    else if (name === HEADS) this.#host.sortBy(column);
    else if (model.indexOf(name) < 0) return false;
    else if (mode === 'multiple') this.#withMore((more) => more.pick(name, event));
    else if (mode === 'single') {
      const isTakenBack = (event.ctrlKey || event.metaKey) && selection.has(name);
      this.#host.choose(isTakenBack ? [] : [name], name);
    }
    return true;
  }

  #withMore(act: (more: HandMore) => void): void {
    this.#host.withMore((More) => {
      this.#more ??= new More(this.#host);
      act(this.#more);
    });
  }

  #stop(): Stop {
    const { focus, model } = this.#host;
    if (focus.name === HEADS && this.#host.isTable()) return { line: -1, column: focus.column };
    const group = groupOf(focus.name);
    if (group !== undefined) return { line: model.lines.lineOfHead(group) ?? 0, column: 0 };
    const place = model.lines.placeOf(model.indexOf(focus.name));
    if (place !== undefined)
      this.#last = { line: place.line, column: this.#host.isTable() ? focus.column : place.column };
    return { ...this.#last, line: Math.max(0, Math.min(this.#last.line, model.lines.count - 1)) };
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
        return isTable ? this.#host.cells() : (line?.cells ?? 0);
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

function rootOf({ currentTarget }: Event): Node | undefined {
  return currentTarget instanceof Node ? currentTarget.getRootNode() : undefined;
}

interface EventStop {
  readonly element: HTMLElement;
  readonly name: string;
  readonly column: number;
}

/** The stop that an event happened in, also through what the page put into it, which may have a `data-stop` too. */
function stopOf(event: Event): EventStop | undefined {
  const root = rootOf(event);
  const element = event
    .composedPath()
    .find(
      (node): node is HTMLElement =>
        node instanceof HTMLElement && node.dataset.stop !== undefined && node.getRootNode() === root,
    );
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
