import type { PendingEdit } from '../types/index.ts';
import type { OwnerBuffer } from './buffer-store.ts';
import { sameValue } from './same-value.ts';

/**
 * Makes the later edits of a thing right after one before them was given up: what they took for the state of the thing
 * never comes to be. A field that was to be changed after that one is changed after what is there instead.
 *
 * @param gone the edit that was given up; its `base` is what the fields are now
 */
export async function mendLaterEdits(outbox: OwnerBuffer['outbox'], gone: PendingEdit): Promise<void> {
  const fields = new Set(Object.keys(gone.base));
  for (const { id, value } of await outbox.all()) {
    if (value.targetId !== gone.targetId || id <= gone.id) continue;
    const base = { ...value.base };
    let isChanged = false;
    for (const field of Object.keys(value.changes)) {
      // Only the next edit of a field stands on the one that is gone.
      if (!fields.delete(field) || !sameValue(base[field], gone.changes[field])) continue;
      base[field] = gone.base[field];
      isChanged = true;
    }
    if (isChanged) await outbox.replace(id, { ...value, base });
  }
}
