import type { RecordList } from './buffer-store.ts';
import type { FileJournal } from './file-journal.ts';
import type { FileRing } from './file-ring.ts';
import { type ListKind, type ListValues, listId, numberOfId, plainCopy } from './record-shapes.ts';

/** One list of an owner, in his journal. */
export class FileList<K extends ListKind> implements RecordList<ListValues[K]> {
  readonly #kind: K;
  readonly #journal: FileJournal;
  readonly #ring: FileRing;

  constructor(kind: K, journal: FileJournal, ring: FileRing) {
    this.#kind = kind;
    this.#journal = journal;
    this.#ring = ring;
  }

  async add(value: ListValues[K]): Promise<string> {
    const copy = plainCopy(value);
    return listId(await this.#ring.withRoom(() => this.#journal.commit({ add: [[this.#kind, copy]] })));
  }

  async replace(id: string, value: ListValues[K]): Promise<void> {
    const copy = plainCopy(value);
    await this.#ring.withRoom(() => this.#journal.commit({ replace: [this.#kind, numberOfId(id), copy] }));
  }

  async delete(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.#journal.commit({ delete: [this.#kind, ids.map(numberOfId)] });
  }

  async count(): Promise<number> {
    return this.#journal.lists[this.#kind].size;
  }

  async all(): Promise<{ id: string; value: ListValues[K] }[]> {
    return [...this.#journal.lists[this.#kind]].map(([number, value]) => ({
      id: listId(number),
      value: plainCopy(value),
    }));
  }
}
