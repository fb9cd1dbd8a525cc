import type { CallOptions } from '../data/data-service.ts';
import type { Observable } from '../observable/observable.ts';
import type { BufferStatus, PendingEdit, QuarantinedEntry } from '../types/index.ts';

/** What waits for the network on this device, of the signed-in person in this tenant. */
export interface BufferResource {
  /** What waits here, what was sent last, and what keeps the rest. */
  readonly status: Observable<BufferStatus>;
  /**
   * Sends what waits now instead of at the next try, and resolves when nothing waits any more.
   * @throws NexusError what kept it from being sent, for example `network_unreachable`
   */
  flush(options?: CallOptions): Promise<void>;
  /** Edits that wait, in order; those in `conflict` say what both sides want. */
  edits(options?: CallOptions): Promise<PendingEdit[]>;
  /** Takes back an edit that has not been sent yet. @throws NexusError `not_found` when it has been */
  undo(editId: string, options?: CallOptions): Promise<void>;
  /** Settles a conflict: `mine` overwrites, `theirs` gives the own edit up. */
  resolve(editId: string, whose: 'mine' | 'theirs', options?: CallOptions): Promise<void>;
  /** Readings and edits that the server refused. They never keep the others from being sent. */
  readonly quarantine: {
    /** All entries, oldest first. */
    list(options?: CallOptions): Promise<QuarantinedEntry[]>;
    /** Puts entries back to be sent again; all when `ids` is absent. Answers how many. */
    retry(ids?: readonly string[], options?: CallOptions): Promise<number>;
    /** All entries as JSON lines, one {@link QuarantinedEntry} each. */
    export(options?: CallOptions): Promise<string>;
    /** Throws entries away for good; all when `ids` is absent. Answers how many. */
    discard(ids?: readonly string[], options?: CallOptions): Promise<number>;
  };
}
