import type {
  BufferStore,
  OwnerBuffer,
  QuarantineRecord,
  RingEntry,
  StoreNotice,
} from '../../src/buffer/buffer-store.ts';
import type { PendingEdit, Reading } from '../../src/types/index.ts';

/** Where stores of one kind keep their data; each world is empty at first. */
export interface StoreWorld {
  /** A store on the world's data: as after a restart or, where stores share their data, in another tab. */
  connect(): Promise<BufferStore>;
  close(): Promise<void>;
}

/** What can be expected of a kind of store. */
export interface StoreKind {
  name: string;
  isDurable: boolean;
  /** True when several stores may be on the same data at the same time. */
  isShared: boolean;
  openWorld(): Promise<StoreWorld>;
}

/** `describe` and `it` of node:test or of mocha. */
export interface Runner {
  describe(name: string, body: () => void): unknown;
  it(name: string, body: () => Promise<void>): unknown;
}

/** A reading that can be told from others by its number. */
export function reading(number: number): Reading {
  return {
    machineId: `machine-${number % 7}`,
    timestamp: new Date(Date.UTC(2026, 0, 1) + number * 1_000).toISOString(),
    temperature: number,
    ...(number % 2 === 0 ? { vibration: number / 8 } : {}),
  };
}

/** `count` readings from number `from` on. */
export function readings(from: number, count: number): Reading[] {
  return Array.from({ length: count }, (_, index) => reading(from + index));
}

/** The numbers by which {@link reading} tells readings. */
export function numbersOf(entries: readonly RingEntry[]): (number | undefined)[] {
  return entries.map((entry) => entry.reading.temperature);
}

/** The numbers from `from` up to but without `end`. */
export function range(from: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - from) }, (_, index) => from + index);
}

export function refusal(number: number): QuarantineRecord {
  return {
    at: number,
    refusedAt: number + 1,
    code: 'unknown_machine',
    message: `Refused ${number}.`,
    reading: reading(number),
    edit: null,
  };
}

export function edit(number: number): PendingEdit {
  return {
    id: '',
    kind: 'machine.update',
    targetId: `machine-${number}`,
    changes: { name: `Press ${number}` },
    base: { name: 'Press' },
    editedAt: '2026-01-01T00:00:00.000Z',
    state: 'pending',
    theirs: null,
  };
}

/** Everything that is pending, in order. */
export function everything({ ring }: OwnerBuffer): Promise<RingEntry[]> {
  return ring.peek(1_000_000);
}

/** An owner's buffer, and what was told about it. */
export async function openOwner(
  store: BufferStore,
  { owner = 'mia/alpenwerk', capacity = 10_000 }: { owner?: string; capacity?: number } = {},
): Promise<OwnerBuffer & { notices: StoreNotice[] }> {
  const notices: StoreNotice[] = [];
  const buffer = await store.open(owner, { capacity, onNotice: (notice) => notices.push(notice) });
  return { ...buffer, notices };
}
