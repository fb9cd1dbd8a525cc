import { userIdOf } from '../cache/cache.ts';
import type { DataService } from '../data/data-service.ts';

/** Files that were seen last; an edit without network has to know what it changes. */
const MAX_SEEN = 1_000;

/** The files that the signed-in person has read on this page. */
export class SeenFiles<T extends { id: string }> {
  readonly #session: DataService['session'];
  readonly #files: Map<string, T> = new Map();
  #userId: string | null | undefined;

  constructor({ session }: Pick<DataService, 'session'>) {
    this.#session = session;
    session.subscribe(() => this.#follow());
  }

  /** Keeps a file as the server has it. */
  add(file: T): void {
    this.#follow();
    this.#files.delete(file.id);
    this.#files.set(file.id, file);
    const [oldest] = this.#files.keys();
    if (this.#files.size > MAX_SEEN && oldest !== undefined) this.#files.delete(oldest);
  }

  find(id: string): T | undefined {
    this.#follow();
    return this.#files.get(id);
  }

  /** Nobody knows what another person has seen. */
  #follow(): void {
    const userId = userIdOf(this.#session.value);
    if (userId !== this.#userId) this.#files.clear();
    this.#userId = userId;
  }
}
