// A page that puts readings into its IndexedDB store, called by the test that gives it little room.
import { IndexedDbStore } from '../../../src/buffer/indexed-db-store.ts';
import { isNexusError } from '../../../src/errors/nexus-error.ts';
import { edit, numbersOf, openOwner } from '../buffer-world.ts';

/** What a page says after a while of recording. */
export interface Told {
  /** Codes of what was refused. */
  refused: string[];
  notices: string[];
  pending: number;
  dropped: number;
  /** Numbers of the readings that are pending. */
  numbers: (number | undefined)[];
  edits: number;
}

/** What the test calls. */
export interface QuotaPage {
  /** Puts in `count` readings of about 1,300 bytes, 100 at a time, and an edit. */
  record(from: number, count: number): Promise<Told>;
  /** Takes out the oldest `count`. */
  settle(count: number): Promise<Told>;
}

/** Noise, which no store can make smaller. */
function noise(length: number): string {
  return Array.from({ length: length / 10 }, () =>
    Math.random().toString(36).slice(2, 12).padEnd(10, '.'),
  ).join('');
}

const { ring, outbox, notices } = await openOwner(new IndexedDbStore('quota'), { capacity: 1_000_000 });

async function told(refused: string[]): Promise<Told> {
  const { pending, dropped } = await ring.stats();
  const edits = (await outbox.all()).length;
  const codes = notices.splice(0).map(({ code }) => code);
  return { refused, notices: codes, pending, dropped, numbers: numbersOf(await ring.peek(100_000)), edits };
}

async function tried(refused: string[], step: () => Promise<unknown>): Promise<void> {
  await step().catch((error: unknown) => {
    refused.push(isNexusError(error) ? error.code : String(error));
  });
}

const quotaPage: QuotaPage = {
  async record(from, count) {
    const refused: string[] = [];
    for (let next = from; next < from + count; next += 100) {
      const readings = Array.from({ length: Math.min(100, from + count - next) }, (_, index) => ({
        machineId: noise(1_300),
        timestamp: '2026-01-01T00:00:00Z',
        temperature: next + index,
      }));
      await tried(refused, () => ring.append(readings, 1));
    }
    await tried(refused, () => outbox.add(edit(1)));
    return told(refused);
  },
  async settle(count) {
    const refused: string[] = [];
    const batch = await ring.peek(count);
    await tried(refused, () => ring.settle(batch.at(-1)?.seq ?? 0, []));
    return told(refused);
  },
};

Object.assign(globalThis, { quotaPage });
