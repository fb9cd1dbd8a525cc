import type { CallOptions } from '../data/call-options.ts';
import { invalid } from '../errors/invalid.ts';
import { NexusError } from '../errors/nexus-error.ts';
import type { PendingEdit, QuarantinedEntry } from '../types/index.ts';
import { throwIfAborted } from '../util/abort.ts';
import type { QuarantineRecord } from './buffer-store.ts';
import { mendLaterEdits } from './edit-chain.ts';
import type { OfflineBuffer } from './offline-buffer.ts';

/** An edit on its way is waited for: longer than a request may take. */
const PATIENCE_MS = 25_000;
const LOOK_MS = 50;

/** What a person can do with what waits. */
export interface BufferDesk {
  flush(options?: CallOptions): Promise<void>;
  edits(options?: CallOptions): Promise<PendingEdit[]>;
  undo(editId: string, options?: CallOptions): Promise<void>;
  resolve(editId: string, whose: 'mine' | 'theirs', options?: CallOptions): Promise<void>;
  quarantined(options?: CallOptions): Promise<QuarantinedEntry[]>;
  retry(ids?: readonly string[], options?: CallOptions): Promise<number>;
  export(options?: CallOptions): Promise<string>;
  discard(ids?: readonly string[], options?: CallOptions): Promise<number>;
}

/** @param onUndone told of each edit that was given up, so that what it changed is shown as it was */
export function openBufferDesk(waiting: OfflineBuffer, onUndone: (edit: PendingEdit) => void): BufferDesk {
  /** Changes an edit that is in the outbox still, or takes it out (null). */
  const takeOut = async (
    doing: string,
    editId: string,
    options: CallOptions,
    change: (edit: PendingEdit) => PendingEdit | null,
  ): Promise<void> => {
    const owner = await waiting.owner(doing, options.signal);
    const { outbox } = owner.buffer;
    /** What was given up; `sending` while it is on its way, and only the answer shows whether it can be. */
    const tryOnce = (): Promise<readonly PendingEdit[] | 'sending'> =>
      owner.exclusively(async () => {
        const all = (await outbox.all()).map(({ id, value }): PendingEdit => ({ ...value, id }));
        const edit = all.find(({ id }) => id === editId);
        if (!edit) throw notWaiting(doing);
        if (edit.state === 'sending') return 'sending';
        const changed = change(edit);
        if (changed) {
          await outbox.replace(editId, changed);
          return [];
        }
        const gone = { ...edit, base: edit.theirs ?? edit.base };
        // What was changed about a machine that is not to be goes with it.
        const isWhole = edit.kind === 'machine.create';
        const rest = isWhole
          ? all.filter(({ id, targetId }) => targetId === edit.targetId && id > editId)
          : [];
        await outbox.delete([editId, ...rest.map(({ id }) => id)]);
        await mendLaterEdits(outbox, gone);
        return [...rest, gone];
      });
    const patience = AbortSignal.timeout(PATIENCE_MS);
    const limit = options.signal ? AbortSignal.any([options.signal, patience]) : patience;
    let undone = await tryOnce();
    while (undone === 'sending') {
      throwIfAborted(doing, limit);
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      undone = await tryOnce();
    }
    // First nothing waits for the thing any more, then it is shown as it was.
    for (const edit of undone) await owner.givenUp(edit, onUndone);
    await owner.count();
    owner.changed();
  };

  const entries = async (
    doing: string,
    options: CallOptions,
  ): Promise<{ id: string; value: QuarantineRecord }[]> => {
    const { buffer } = await waiting.owner(doing, options.signal);
    return buffer.quarantine.all();
  };

  const chosen = async (
    doing: string,
    ids: readonly string[] | undefined,
    options: CallOptions,
  ): Promise<{ id: string; value: QuarantineRecord }[]> => {
    const all = await entries(doing, options);
    return ids ? all.filter(({ id }) => ids.includes(id)) : all;
  };

  return {
    flush: (options = {}) => waiting.flush(options.signal),

    edits: async (options = {}) => {
      const { buffer } = await waiting.owner('list the edits that wait', options.signal);
      return (await buffer.outbox.all()).map(({ id, value }) => ({ ...value, id }));
    },

    undo: (editId, options = {}) => takeOut(`take back edit ${editId}`, editId, options, () => null),

    resolve: async (editId, whose, options = {}) => {
      const doing = `settle the conflict of edit ${editId}`;
      if (whose !== 'mine' && whose !== 'theirs') {
        throw invalid(`Could not ${doing}: ${String(whose)} is neither side.`, "Give 'mine' or 'theirs'.");
      }
      await takeOut(doing, editId, options, (edit) => {
        if (edit.state !== 'conflict') throw notWaiting(doing);
        if (whose === 'theirs') return null;
        return { ...edit, base: edit.theirs ?? edit.base, theirs: null, state: 'pending' };
      });
    },

    quarantined: async (options = {}) => (await entries('list the quarantine', options)).map(toEntry),

    retry: async (ids, options = {}) => {
      const doing = 'put entries of the quarantine back';
      const owner = await waiting.owner(doing, options.signal);
      const { ring, outbox, quarantine } = owner.buffer;
      // Of a damaged record there is nothing left to send: its note stays until it is discarded.
      const again = (await chosen(doing, ids, options)).filter(({ value }) => value.reading ?? value.edit);
      const readings = again.flatMap(({ value }) => (value.reading ? [value.reading] : []));
      // First in, then out: a page that dies in between sends them twice, and the server keeps one.
      if (readings.length > 0) await ring.append(readings, Date.now());
      for (const { value } of again) {
        if (value.edit) await outbox.add({ ...value.edit, state: 'pending', theirs: null });
      }
      await quarantine.delete(again.map(({ id }) => id));
      await owner.count();
      owner.changed();
      return again.length;
    },

    export: async (options = {}) =>
      (await entries('export the quarantine', options))
        .map((entry) => `${JSON.stringify(toEntry(entry))}\n`)
        .join(''),

    discard: async (ids, options = {}) => {
      const doing = 'discard entries of the quarantine';
      const owner = await waiting.owner(doing, options.signal);
      const gone = await chosen(doing, ids, options);
      await owner.buffer.quarantine.delete(gone.map(({ id }) => id));
      await owner.count();
      owner.changed();
      return gone.length;
    },
  };
}

function toEntry({ id, value }: { id: string; value: QuarantineRecord }): QuarantinedEntry {
  const { at, refusedAt, code, message, reading, edit } = value;
  return {
    id,
    recordedAt: new Date(at).toISOString(),
    refusedAt: new Date(refusedAt).toISOString(),
    code,
    message,
    reading,
    edit,
  };
}

function notWaiting(doing: string): NexusError {
  return new NexusError('not_found', `Could not ${doing}: it does not wait for that any more.`, {
    hint: 'It has been sent, refused or settled meanwhile; read the list again: nexus.buffer.edits().',
  });
}
