import { StatusBoard } from '../../src/buffer/buffer-status.ts';
import type { BufferStore } from '../../src/buffer/buffer-store.ts';
import { MemoryStore } from '../../src/buffer/memory-store.ts';
import { OfflineBuffer } from '../../src/buffer/offline-buffer.ts';
import { PendingEdits } from '../../src/buffer/pending-edits.ts';
import type { PendingEdit } from '../../src/types/index.ts';
import { RecordingServer } from './recording-server.ts';

/** A store that outlives a page, as the tests see it: closing it closes nothing. */
export class LastingMemoryStore extends MemoryStore {
  override readonly isDurable = true;
  override async close(): Promise<void> {}
}

/** An offline buffer on a server that can be made to fail. */
export interface OfflineWorld {
  server: RecordingServer;
  store: BufferStore;
  board: StatusBoard;
  pending: PendingEdits;
  buffer: OfflineBuffer;
  /** Edits that the server has, as the buffer told. */
  done: PendingEdit[];
}

/** What a world may begin with. */
export interface OfflineWorldOptions {
  server?: RecordingServer;
  store?: BufferStore;
  capacity?: number;
  now?: () => number;
  /** Instead of giving `store`, which may fail. */
  openStore?: () => Promise<BufferStore>;
  /** Of the server, as the buffer is called by; else one for each device. */
  name?: string;
}

/** One name for each device, so that tests do not wait for each other's locks. */
const NAMES: WeakMap<BufferStore, string> = new WeakMap();
let devices = 0;

/** A new page on this device. */
export function openPage(options: OfflineWorldOptions = {}): OfflineWorld {
  const {
    server = new RecordingServer('ann'),
    store = new LastingMemoryStore(),
    capacity = 10_000,
  } = options;
  const name = options.name ?? NAMES.get(store) ?? `device-${++devices}`;
  NAMES.set(store, name);
  const board = new StatusBoard();
  const pending = new PendingEdits();
  const done: PendingEdit[] = [];
  const buffer = new OfflineBuffer({
    data: server,
    openStore: options.openStore ?? (async () => store),
    capacity,
    name,
    board,
    pending,
    tenantOf: async () => (await server.membership()).tenant.id,
    onStored: () => {},
    onEdited: (edit) => done.push(edit),
    onRefused: () => {},
    onEditsGone: () => {},
    ...(options.now ? { now: options.now } : {}),
  });
  return { server, store, board, pending, buffer, done };
}
