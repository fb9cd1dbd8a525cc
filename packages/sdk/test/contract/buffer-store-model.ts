import * as fc from 'fast-check';
import type { BufferStore, OwnerBuffer } from '../../src/buffer/buffer-store.ts';
import { edit, openOwner, type Runner, reading, refusal, type StoreKind } from '../support/buffer-world.ts';
import { RingModel } from '../support/ring-model.ts';
import { same } from '../support/same.ts';

/** One thing that happens to a buffer. `tab` says which of the two handles on it does it. */
type Event =
  | { what: 'append'; tab: 0 | 1; groups: number[] }
  | { what: 'race'; groups: [number[], number[]] }
  | { what: 'peek'; tab: 0 | 1; max: number }
  | { what: 'settle'; tab: 0 | 1; count: number; refused: number }
  | { what: 'settle again'; tab: 0 | 1 }
  | { what: 'reopen'; tab: 0 | 1 }
  | { what: 'add'; tab: 0 | 1 }
  | { what: 'replace'; tab: 0 | 1; place: number }
  | { what: 'delete'; tab: 0 | 1; place: number };

const tab = fc.constantFrom<0 | 1>(0, 1);
const groups = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 });
const place = fc.nat(12);

const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constant('append' as const), tab, groups }) },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant('race' as const), groups: fc.tuple(groups, groups) }),
  },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('peek' as const), tab, max: fc.nat(60) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('settle' as const),
      tab,
      count: fc.nat(60),
      refused: fc.nat(3),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('settle again' as const), tab }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('reopen' as const), tab }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('add' as const), tab }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('replace' as const), tab, place }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('delete' as const), tab, place }) },
);

const scenario = fc.record({
  capacity: fc.integer({ min: 1, max: 120 }),
  events: fc.array(event, { minLength: 1, maxLength: 40 }),
});

/** Whatever happens in whatever order, the store is what arrays would be. */
export function bufferStoreModel({ describe, it }: Runner, kind: StoreKind, numRuns: number): void {
  describe(`BufferStore model: ${kind.name}`, () => {
    it('does what an array does', async () => {
      await fc.assert(
        fc.asyncProperty(scenario, async ({ capacity, events }) => {
          const world = await kind.openWorld();
          try {
            const player = new Player(kind, () => world.connect(), capacity);
            await player.begin();
            for (const one of events) await player.play(one);
          } finally {
            await world.close();
          }
        }),
        // The runner of the browser shows no causes.
        { numRuns, includeErrorInReport: true },
      );
    });
  });
}

/** Plays events to a store and to its model, and compares them after each. */
class Player {
  readonly #kind: StoreKind;
  readonly #connect: () => Promise<BufferStore>;
  readonly #model: RingModel;
  readonly #outbox: { id: string; name: string }[] = [];
  readonly #refused: number[] = [];
  #stores: BufferStore[] = [];
  #tabs: OwnerBuffer[] = [];
  #next = 0;
  #lastSettled = 0;

  constructor(kind: StoreKind, connect: () => Promise<BufferStore>, capacity: number) {
    this.#kind = kind;
    this.#connect = connect;
    this.#model = new RingModel(capacity);
  }

  async begin(): Promise<void> {
    const first = await this.#connect();
    this.#stores = [first, this.#kind.isShared ? await this.#connect() : first];
    const { capacity } = this.#model;
    this.#tabs = await Promise.all(this.#stores.map((store) => openOwner(store, { capacity })));
  }

  async play(event: Event): Promise<void> {
    const model = this.#model;
    if (event.what === 'append') {
      const calls = this.#calls(event.groups);
      const answers = await this.#append(event.tab, calls);
      same(
        answers,
        calls.map((call) => model.append(call)),
        'what each caller was told',
      );
    } else if (event.what === 'race') {
      const calls = event.groups.map((sizes) => this.#calls(sizes));
      const answers = await Promise.all(calls.map((one, index) => this.#append(index as 0 | 1, one)));
      const dropped = answers.flat().reduce((sum, count) => sum + count, 0);
      // Two handles of one store put in one after the other; only tabs race.
      model.race(await this.#tab(0).ring.peek(10_000), calls, dropped);
    } else if (event.what === 'peek') {
      model.check(await this.#tab(event.tab).ring.peek(event.max), event.max);
    } else if (event.what === 'settle') {
      await this.#settle(event.tab, event.count, event.refused);
    } else if (event.what === 'settle again') {
      await this.#tab(event.tab).ring.settle(this.#lastSettled, []);
    } else if (event.what === 'reopen') {
      await this.#reopen(event.tab);
    } else {
      await this.#edit(event);
    }
    await this.#compare();
  }

  async #settle(which: 0 | 1, count: number, refused: number): Promise<void> {
    const entries = await this.#tab(which).ring.peek(count);
    this.#model.check(entries, count);
    const last = entries.at(-1);
    if (!last) return;
    const numbers = entries.slice(0, refused).map(({ reading: { temperature } }) => Number(temperature));
    await this.#tab(which).ring.settle(last.seq, numbers.map(refusal));
    this.#model.settle(entries.length);
    this.#refused.push(...numbers);
    this.#lastSettled = last.seq;
  }

  async #reopen(which: 0 | 1): Promise<void> {
    if (!this.#kind.isDurable) return;
    const { capacity } = this.#model;
    const again = async (index: number): Promise<void> => {
      const store = await this.#connect();
      this.#stores[index] = store;
      this.#tabs[index] = await openOwner(store, { capacity });
    };
    await this.#stores[which]?.close();
    await again(which);
    if (this.#kind.isShared) return;
    const store = this.#stores[which] as BufferStore;
    this.#stores = [store, store];
    this.#tabs = [await openOwner(store, { capacity }), await openOwner(store, { capacity })];
  }

  async #edit(event: Extract<Event, { what: 'add' | 'replace' | 'delete' }>): Promise<void> {
    const { outbox } = this.#tab(event.tab);
    this.#next += 1;
    const value = edit(this.#next);
    if (event.what === 'add') {
      this.#outbox.push({ id: await outbox.add(value), name: value.targetId });
      return;
    }
    const known = this.#outbox[event.place];
    const id = known?.id ?? '000000000099999';
    if (event.what === 'replace') {
      await outbox.replace(id, value);
      if (known) known.name = value.targetId;
    } else {
      await outbox.delete([id]);
      if (known) this.#outbox.splice(event.place, 1);
    }
  }

  async #compare(): Promise<void> {
    const model = this.#model;
    for (const { ring, outbox, quarantine } of this.#tabs) {
      const { pending, dropped } = await ring.stats();
      same({ pending, dropped }, { pending: model.pending.length, dropped: model.dropped }, 'the numbers');
      same(
        (await outbox.all()).map(({ id, value }) => ({ id, name: value.targetId })),
        this.#outbox,
        'the outbox',
      );
      const refused = (await quarantine.all()).map(({ value }) => value.at);
      same(refused, this.#refused, 'the quarantine');
    }
  }

  async #append(which: 0 | 1, calls: readonly (readonly number[])[]): Promise<number[]> {
    const { ring } = this.#tab(which);
    const answers = await Promise.all(calls.map((numbers) => ring.append(numbers.map(reading), 1)));
    return answers.map(({ dropped }) => dropped);
  }

  /** Groups of new numbers, of these sizes. */
  #calls(sizes: readonly number[]): number[][] {
    return sizes.map((size) => {
      const from = this.#next;
      this.#next += size;
      return Array.from({ length: size }, (_, index) => from + index);
    });
  }

  #tab(which: 0 | 1): OwnerBuffer {
    return this.#tabs[which] as OwnerBuffer;
  }
}
