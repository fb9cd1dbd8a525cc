import type { BufferHandle } from '../buffer/buffer-handle.ts';
import type { OfflineBuffer } from '../buffer/offline-buffer.ts';
import type { LiveHub } from '../live/live-hub.ts';
import { deferred } from '../util/deferred.ts';
import type { BufferResource } from './buffer-resource.ts';

/** What waits for the network. The work is done by `buffer-desk.ts`, loaded with the first call. */
export function createBufferResource(buffer: BufferHandle, hub: LiveHub): BufferResource {
  const desk = deferred(async () => {
    const [{ openBufferDesk }, waiting] = await Promise.all([
      import('../buffer/buffer-desk.ts'),
      buffer.load(),
    ]);
    return openBufferDesk(waiting satisfies OfflineBuffer, (edit) => hub.undone(edit));
  });
  return {
    status: buffer.board.observable,
    flush: (options) => desk.flush(options),
    edits: (options) => desk.edits(options),
    undo: (editId, options) => desk.undo(editId, options),
    resolve: (editId, whose, options) => desk.resolve(editId, whose, options),
    quarantine: {
      list: (options) => desk.quarantined(options),
      retry: (ids, options) => desk.retry(ids, options),
      export: (options) => desk.export(options),
      discard: (ids, options) => desk.discard(ids, options),
    },
  };
}
