import type { Machine } from '@nexus-mfg/sdk';
import { expect } from 'chai';
import { html, render } from 'lit';
import { Words } from '../src/locale/words.ts';
import type { Choice } from '../src/machine-grid/choices.ts';
import * as extras from '../src/machine-grid/extras.ts';
import { GridModel } from '../src/machine-grid/grid-model.ts';
import { GroupedLines } from '../src/machine-grid/grouped-lines.ts';
import { moveByKey, type Stop, type StopField } from '../src/machine-grid/keys.ts';
import { LazyCode, LazyPart } from '../src/machine-grid/lazy-part.ts';
import { FlatLines, type Lines, type Section } from '../src/machine-grid/lines.ts';
import { sorted } from '../src/machine-grid/order.ts';
import { Selection } from '../src/machine-grid/selection.ts';
import { rangeTo, toggled } from '../src/machine-grid/several.ts';
import { Stillness } from '../src/machine-grid/stillness.ts';
import { TypeAhead } from '../src/machine-grid/type-ahead.ts';
import { lineOfSlot, lineWindow, poolOfRows } from '../src/machine-grid/window.ts';
import { until } from './support/fixture.ts';

const CHOICE: Choice = {
  search: '',
  filter: '',
  machineType: '',
  health: '',
  sort: 'name',
  descending: false,
  group: 'none',
};

function machine(id: string, change: Partial<Machine> = {}): Machine {
  return {
    id,
    externalId: null,
    name: id,
    type: 'pump',
    status: 'running',
    healthScore: 90,
    healthParts: [],
    gridPositionX: null,
    gridPositionY: null,
    metadata: {},
    latest: { machineId: id, timestamp: '2026-11-24T08:00:00Z', vibration: 1 },
    freshness: 'live',
    updatedAt: '2026-11-24T08:00:00Z',
    ...change,
  };
}

const range = (from: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => from + index);

/** Two groups of 10 and 7 machines, then an empty-looking closed one of 5; 4 columns, rows of 100, heads of 40. */
const SECTIONS: readonly Section[] = [
  { key: 'a', indices: range(0, 10) },
  { key: 'b', indices: range(10, 7) },
  { key: 'c', indices: range(17, 5) },
];
const LENGTHS = { columns: 4, rowHeight: 100, headHeight: 40 };
const grouped = new GroupedLines(SECTIONS, new Set(['c']), LENGTHS);
const tenLines = new FlatLines({ key: '', indices: range(0, 10) }, LENGTHS);
const flat = new FlatLines({ key: '', indices: range(0, 240) }, LENGTHS);

describe('Lines', () => {
  it('puts heads and rows below each other', () => {
    const lines = range(0, grouped.count).map((number) => grouped.at(number));
    expect(lines.map((line) => line?.top)).to.deep.equal([0, 40, 140, 240, 340, 380, 480, 580]);
    expect(lines.map((line) => line?.cells)).to.deep.equal([1, 4, 4, 2, 1, 4, 3, 1]);
    expect(lines.map((line) => line?.isHead)).to.deep.equal([
      true,
      false,
      false,
      false,
      true,
      false,
      false,
      true,
    ]);
    expect(grouped.height).to.equal(620);
  });

  it('knows the line at any height, and the place of any machine that is shown', () => {
    for (const number of range(0, grouped.count)) {
      const top = grouped.at(number)?.top ?? 0;
      expect([grouped.lineAt(top), grouped.lineAt(top + 39)]).to.deep.equal([number, number]);
    }
    expect(grouped.placeOf(9)).to.deep.equal({ line: 3, column: 1 });
    expect(grouped.placeOf(10)).to.deep.equal({ line: 5, column: 0 });
    expect(grouped.placeOf(18), 'in a closed group').to.equal(undefined);
    expect(grouped.lineOfHead('b')).to.equal(4);
  });

  it('does the same without heads', () => {
    const lines = range(0, 3).map((number) => tenLines.at(number));
    expect(lines.map((line) => [line?.top, line?.from, line?.cells])).to.deep.equal([
      [0, 0, 4],
      [100, 4, 4],
      [200, 8, 2],
    ]);
    expect([tenLines.at(-1), tenLines.at(3)]).to.deep.equal([undefined, undefined]);
    expect([tenLines.lineAt(-5), tenLines.lineAt(199), tenLines.lineAt(9_999)]).to.deep.equal([0, 1, 2]);
    expect([tenLines.placeOf(9), tenLines.placeOf(10)]).to.deep.equal([{ line: 2, column: 1 }, undefined]);
    expect([tenLines.count, tenLines.height, tenLines.lineOfHead()]).to.deep.equal([3, 300, undefined]);
  });
});

describe('lineWindow', () => {
  it('gives each line in the window exactly one slot', () => {
    for (let top = 0; top < 5_500; top += 37) {
      const window = lineWindow(flat, top, 500, poolOfRows(500, 100));
      const lines = range(0, window.pool)
        .map((slot) => lineOfSlot(slot, window))
        .sort((a, b) => a - b);
      expect(lines).to.deep.equal(range(window.first, window.pool));
      expect(lines[0]).to.be.at.most(flat.lineAt(top));
      expect(lines.at(-1)).to.be.at.least(flat.lineAt(top + 499));
    }
  });

  it('keeps a line in its slot while it scrolls, and never draws fewer', () => {
    const before = lineWindow(flat, 1_000, 500, poolOfRows(500, 100));
    const after = lineWindow(flat, 1_100, 500, before.pool);
    expect(after.pool).to.equal(before.pool);
    const slotOf = (line: number, window: typeof before): number =>
      range(0, window.pool).findIndex((slot) => lineOfSlot(slot, window) === line);
    for (let line = after.first; line < before.first + before.pool; line += 1)
      expect(slotOf(line, before)).to.equal(slotOf(line, after));
  });
});

describe('moveByKey', () => {
  const field = (lines: Lines, wraps = true, firstLine = 0): StopField => ({
    firstLine,
    lineCount: lines.count,
    pageLines: 2,
    wraps,
    cells: (line) => lines.at(line)?.cells ?? 4,
  });
  const move = (key: string, index: number, rtl = false): number | undefined => {
    const stop = { line: Math.floor(index / 4), column: index % 4 };
    const to = moveByKey(key, false, stop, stop.column, field(tenLines), rtl);
    return to && to.line * 4 + to.column;
  };

  it('moves through the cells and stops at the ends', () => {
    expect(move('ArrowRight', 9)).to.equal(9);
    expect(move('ArrowRight', 3)).to.equal(4);
    expect(move('ArrowLeft', 0)).to.equal(0);
    expect(move('ArrowLeft', 4)).to.equal(3);
    expect(move('ArrowDown', 5)).to.equal(9);
    expect(move('ArrowDown', 7)).to.equal(9);
    expect(move('ArrowDown', 8)).to.equal(8);
    expect(move('ArrowUp', 2)).to.equal(2);
    expect(move('PageUp', 9)).to.equal(1);
    expect(move('End', 4)).to.equal(7);
    expect(move('x', 4)).to.equal(undefined);
  });

  it('turns left and right round where text does', () => {
    expect(move('ArrowRight', 4, true)).to.equal(3);
  });

  it('keeps to its column through the head of a group', () => {
    const step = (stop: Stop): Stop | undefined =>
      moveByKey('ArrowDown', false, stop, 2, field(grouped), false);
    expect(step({ line: 3, column: 1 })).to.deep.equal({ line: 4, column: 0 });
    expect(step({ line: 4, column: 0 })).to.deep.equal({ line: 5, column: 2 });
  });

  it('reaches the heads of a table, and ends at its edges', () => {
    const table = field(tenLines, false, -1);
    expect(moveByKey('ArrowUp', false, { line: 0, column: 3 }, 3, table, false)).to.deep.equal({
      line: -1,
      column: 3,
    });
    expect(moveByKey('PageUp', false, { line: 1, column: 0 }, 0, table, false)?.line).to.equal(0);
    expect(moveByKey('ArrowRight', false, { line: 0, column: 3 }, 3, table, false)?.column).to.equal(3);
  });
});

describe('sorted', () => {
  // By name, as the SDK gives them.
  const machines = [
    machine('Älpler', { healthScore: 70 }),
    machine('Mill 2', { healthScore: null, status: 'fault' }),
    machine('Mill 10', { healthScore: 40, latest: null }),
    machine('Press', { healthScore: 70, type: null }),
  ];
  const order = (sort: Exclude<Choice['sort'], 'name'>, descending = false): string[] =>
    sorted(machines, range(0, 4), sort, descending).map((index) => machines[index]?.name ?? '');

  it('keeps what has no value at the end, and equal ones by name', () => {
    expect(order('health')).to.deep.equal(['Mill 10', 'Älpler', 'Press', 'Mill 2']);
    expect(order('health', true)).to.deep.equal(['Älpler', 'Press', 'Mill 10', 'Mill 2']);
    expect(order('vibration').at(-1)).to.equal('Mill 10');
    expect(order('type', true).at(-1)).to.equal('Press');
  });

  it('puts what needs a look first: a fault, then the lowest score', () => {
    expect(order('attention')).to.deep.equal(['Mill 2', 'Mill 10', 'Älpler', 'Press']);
  });
});

describe('GridModel', () => {
  const faults: string[] = [];
  const model = (choice: Partial<Choice>, machines: readonly Machine[]): GridModel => {
    const made = new GridModel(CHOICE, ({ name }) => faults.push(name));
    made.equip(extras, 0);
    made.choose({ ...CHOICE, ...choice }, 'en', 0);
    made.take(machines, 0);
    return made;
  };
  const names = (of: GridModel): string[] => of.machines(true).map(({ name }) => name);
  const [a, b] = [machine('A', { healthScore: 90 }), machine('B', { healthScore: 95 })];
  const sickB = { ...b, healthScore: 30 };

  it('leaves what comes by name as it is, or turns it round', () => {
    expect(names(model({}, [a, b]))).to.deep.equal(['A', 'B']);
    expect(names(model({ descending: true }, [a, b]))).to.deep.equal(['B', 'A']);
  });

  it('stands by name until it knows how to do more', () => {
    const plain = new GridModel(CHOICE, () => {});
    plain.choose({ ...CHOICE, sort: 'health', group: 'status', descending: true }, 'en', 0);
    plain.take([a, { ...b, status: 'idle' }], 0);
    expect([plain.needsArranger, names(plain)]).to.deep.equal([true, ['A', 'B']]);
    plain.equip(extras, 1);
    expect(plain.lines.at(0)?.isHead).to.equal(true);
    expect(plain.lines.count).to.equal(4);
  });

  it('draws new values where the machine stands, and moves it later', () => {
    const sortedByHealth = model({ sort: 'health' }, [a, b]);
    expect(sortedByHealth.take([a, sickB], 1_000)).to.equal(2_000);
    expect(names(sortedByHealth)).to.deep.equal(['A', 'B']);
    expect(sortedByHealth.machines(true)[1]).to.equal(sickB);
    expect(sortedByHealth.settle(3_001)).to.equal(undefined);
    expect(names(sortedByHealth)).to.deep.equal(['B', 'A']);
  });

  it('moves nothing for values that do not decide about the place', () => {
    const byName = model({}, [a, b]);
    expect(byName.take([a, sickB], 1_000)).to.equal(undefined);
    const lines = byName.lines;
    byName.take([a, b], 9_000);
    expect(byName.lines).to.equal(lines);
  });

  it('takes a machine out of the filter, and into another group, at the same pace', () => {
    const good = model({ health: 'ok', group: 'health' }, [a, b]);
    expect(good.take([a, sickB], 1_000)).to.be.above(0);
    expect(good.shown).to.equal(2);
    good.settle(3_001);
    expect(names(good)).to.deep.equal(['A']);
  });

  it('takes in what came and leaves out what went at once, whoever points at what', () => {
    const byName = model({}, [b]);
    byName.still.pointer(true, 1_000);
    byName.take([a, b], 1_001);
    expect(names(byName)).to.deep.equal(['A', 'B']);
    byName.take([a], 1_002);
    expect(names(byName)).to.deep.equal(['A']);
  });

  it('counts along with each change', () => {
    const counted = model({}, [a, b]);
    const { stamp } = counted.fleet.tally;
    counted.take([a, { ...b, latest: null }], 1);
    expect(counted.fleet.tally.stamp, 'a reading changes no count').to.equal(stamp);
    counted.take([{ ...a, status: 'fault', type: 'robot' }, sickB], 2);
    const { statuses, attention, total } = counted.fleet.tally;
    expect([total, attention, statuses.fault, statuses.running]).to.deep.equal([2, 2, 1, 1]);
    expect(faults.splice(0)).to.deep.equal(['A']);
  });
});

describe('Stillness', () => {
  it('waits for 3 s, for the pointer, for keys and for scrolling', () => {
    const still = new Stillness();
    still.arranged(0);
    expect(still.wait(1_000)).to.equal(2_000);
    expect(still.wait(3_000)).to.equal(0);
    still.scroll(3_000);
    expect(still.wait(3_000)).to.equal(1_000);
    still.key(3_000);
    expect(still.wait(4_000)).to.equal(9_000);
    still.pointer(true, 20_000);
    expect(still.wait(21_000)).to.equal(29_000);
    still.pointer(false, 21_000);
    expect(still.wait(21_000)).to.equal(0);
  });
});

describe('Selection', () => {
  const order = ['a', 'b', 'c', 'd', 'e'];

  it('takes a range from where it began, in either direction', () => {
    const selection = new Selection();
    selection.anchor = 'c';
    expect(rangeTo(selection, 'e', order, false)).to.deep.equal(['c', 'd', 'e']);
    expect(rangeTo(selection, 'a', order, false)).to.deep.equal(['a', 'b', 'c']);
  });

  it('adds a range to what is selected', () => {
    const selection = new Selection();
    selection.set(['a']);
    selection.anchor = 'd';
    expect(rangeTo(selection, 'e', order, true)).to.deep.equal(['a', 'd', 'e']);
  });

  it('toggles, and always leads with one that is in', () => {
    const selection = new Selection();
    selection.set(['a', 'b'], 'a');
    expect(selection.lead).to.equal('a');
    selection.set(toggled(selection, 'a'), 'a');
    expect([selection.ids, selection.lead]).to.deep.equal([['b'], 'b']);
  });
});

describe('TypeAhead', () => {
  const names = ['Mill 01', 'Mill 02', 'Press', 'Pump 01'];

  it('goes on with the same letter and narrows with another', () => {
    const typed = new TypeAhead();
    expect(typed.find('m', 0, names, -1)).to.equal(0);
    expect(typed.find('m', 100, names, 0)).to.equal(1);
    expect(typed.find('p', 2_000, names, 1)).to.equal(2);
    expect(typed.find('u', 2_100, names, 2)).to.equal(3);
    expect(typed.find('x', 9_000, names, 3)).to.equal(-1);
  });

  it('takes a space into the name while it is typed', () => {
    const typed = new TypeAhead();
    for (const [index, key] of [...'mill 02'].entries()) typed.find(key, index * 100, names, 0);
    expect(typed.isTyping(700)).to.equal(true);
    expect(typed.find('', 700, names, 0)).to.equal(1);
  });
});

describe('LazyPart', () => {
  it('fetches once for all, and tells each that it is there', async () => {
    let fetched = 0;
    const lazy = new LazyCode(async () => {
      fetched += 1;
      return 'code';
    });
    const told: string[] = [];
    const one = new LazyPart(
      lazy,
      () => told.push('draw'),
      (part) => told.push(part),
    );
    expect(one.get()).to.equal(undefined);
    expect(one.get()).to.equal(undefined);
    await until(() => told.includes('draw'));
    expect(one.get()).to.equal('code');
    const other = new LazyPart(
      lazy,
      () => told.push('never'),
      (part) => told.push(part),
    );
    expect(other.get(), 'at once').to.equal('code');
    expect([fetched, told]).to.deep.equal([1, ['draw', 'code', 'code']]);
  });

  it('says what did not come, and tries again when asked', async () => {
    let isDown = true;
    const lazy = new LazyCode(async () => {
      if (isDown) throw new TypeError('Failed to fetch');
      return 'code';
    });
    let drawn = 0;
    const part = new LazyPart(lazy, () => {
      drawn += 1;
    });
    const place = document.createElement('div');
    const draw = (): void =>
      void render(
        part.placeholder(new Words('en'), html`…`, { title: 'Not there', text: 'Try again.' }),
        place,
      );
    part.get();
    draw();
    expect(place.textContent).to.equal('…');
    await until(() => drawn === 1);
    expect(part.get(), 'not by itself').to.equal(undefined);
    draw();
    expect(place.textContent).to.contain('Not there');
    isDown = false;
    place.querySelector('button')?.click();
    part.get();
    await until(() => drawn === 3);
    expect(part.get()).to.equal('code');
  });
});
