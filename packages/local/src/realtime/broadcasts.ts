import type { Database } from '../engine/database.ts';
import { REALTIME_CHANNEL } from '../platform/realtime.sql.ts';

/** A committed row of `realtime.messages` that is to be heard. */
export interface StoredBroadcast {
  readonly id: string;
  readonly topic: string;
  readonly event: string;
  readonly payload: unknown;
  readonly private: boolean;
}

/** How long a delivered message stays in the table, where a person may look at it. */
const KEPT = '10 minutes';
const TIDY_EVERY_MS = 60_000;

/**
 * Calls `deliver` for every message that the database sends, in the order of the commits. Messages that arrive while one
 * read is under way are read together by the next.
 *
 * @returns how to stop
 */
export async function followBroadcasts(
  database: Database,
  deliver: (message: StoredBroadcast) => void,
  failed: (error: unknown) => void,
): Promise<() => Promise<void>> {
  let waiting: string[] = [];
  let reading: Promise<void> | undefined;

  const read = async (): Promise<void> => {
    while (waiting.length > 0) {
      const ids = waiting.splice(0, 500);
      const rows = await database.query<StoredBroadcast>(
        'select id, topic, event, payload, private from realtime.messages where id = any($1::uuid[])',
        [ids],
      );
      const byId = new Map(rows.map((row) => [row.id, row]));
      for (const id of ids) {
        const row = byId.get(id);
        if (row) deliver(row);
      }
    }
  };

  const stopListening = await database.listen(REALTIME_CHANNEL, (id) => {
    waiting.push(id);
    reading ??= read()
      .catch(failed)
      .finally(() => {
        reading = undefined;
      });
  });
  const tidy = setInterval(() => {
    database
      .query(`delete from realtime.messages where inserted_at < now() - interval '${KEPT}'`)
      .catch(failed);
  }, TIDY_EVERY_MS);
  tidy.unref();

  return async () => {
    clearInterval(tidy);
    waiting = [];
    await stopListening();
    await reading;
  };
}
