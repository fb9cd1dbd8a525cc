import { createReadStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createNexus, isNexusError, type Reading, type Session } from '@nexus-mfg/sdk';
import { fileStore } from '@nexus-mfg/sdk/node';
import { DurableFile, sessionFile } from './durable-file.ts';
import { LineReader } from './line-reader.ts';
import { patiently } from './patiently.ts';

const {
  NEXUS_URL: url = 'http://127.0.0.1:54321',
  NEXUS_PUBLISHABLE_KEY: publishableKey = '',
  NEXUS_EMAIL: email = '',
  NEXUS_PASSWORD: password = '',
  NEXUS_DATA: folder = 'nexus-gateway',
} = process.env;
const [path] = process.argv.slice(2);

/** A file can wait where a live stream cannot: nothing of it is read while so much waits for the network. */
const HIGH_WATER = 100_000;
/** Most readings that one `record` takes. */
const MAX_BATCH = 5_000;
const LOOK_MS = 1_000;

await mkdir(folder, { recursive: true, mode: 0o700 });
const nexus = createNexus({
  url,
  publishableKey,
  sessionStorage: sessionFile(join(folder, 'session.json')),
  buffer: { store: fileStore(join(folder, 'buffer')) },
});
const { status } = nexus.buffer;
const place = new DurableFile(join(folder, 'position.json'));
let taken = 0;
let unreadable = 0;

/** Found in the session file, also without network; otherwise the server is asked until it answers. */
async function beSignedIn(): Promise<void> {
  const { current, signIn } = nexus.session;
  const known = await new Promise<Session | null>((resolve) => {
    const look = (session: Session | null | undefined): void => {
      if (session !== undefined) resolve(session);
    };
    current.subscribe(look);
    look(current.value);
  });
  if (known?.email !== email) await patiently(() => signIn({ email, password }));
  // A session that the server takes back is replaced; what is recorded meanwhile waits.
  current.subscribe((session) => {
    if (session === null)
      patiently(() => signIn({ email, password })).catch((error) => console.error(String(error)));
  });
}

/** Safe on the disk when it resolves, with or without network. */
async function take(lines: string, reader: LineReader): Promise<void> {
  const readings: Reading[] = [];
  for (const line of lines.split('\n')) {
    try {
      const reading = reader.read(line.trim());
      if (reading) readings.push(reading);
    } catch (error) {
      unreadable += 1;
      console.error(`not a reading: ${line.slice(0, 80)} (${(error as Error).message})`);
    }
  }
  for (let at = 0; at < readings.length; at += MAX_BATCH) {
    const { accepted, dropped } = await patiently(() =>
      nexus.telemetry.record(readings.slice(at, at + MAX_BATCH)),
    );
    taken += accepted;
    if (dropped > 0) console.error(`the buffer is full: ${dropped} of the oldest readings had to go`);
  }
}

/** Where the last run was stopped; null for a stream, and for another file or one that was begun anew. */
async function lastPlace(): Promise<{ offset: number; columns: string[] | null } | null> {
  if (!path) return null;
  const saved = JSON.parse((await place.read()) ?? 'null');
  return saved?.path === path && saved.offset <= (await stat(path)).size ? saved : null;
}

/** Reads on from there. What is taken a second time the database knows by machine and time. */
async function run(): Promise<void> {
  const last = await lastPlace();
  const reader = new LineReader(last?.columns ?? null);
  let offset = last?.offset ?? 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of path ? createReadStream(path, { start: offset }) : process.stdin) {
    const bytes = Buffer.concat([rest, chunk as Buffer]);
    const end = bytes.lastIndexOf('\n') + 1;
    await take(bytes.toString('utf8', 0, end), reader);
    rest = bytes.subarray(end);
    offset += end;
    if (!path) continue;
    await place.write(JSON.stringify({ path, offset, columns: reader.columns }));
    while (status.value.pendingReadings > HIGH_WATER) await wait(LOOK_MS);
  }
  await take(rest.toString(), reader);
}

const report = setInterval(() => {
  const { state, pendingReadings, dropped, quarantined, ratePerSecond } = status.value;
  console.error(
    `taken ${taken}, waiting ${pendingReadings}, dropped ${dropped}, refused ${quarantined}: ${state}, ${Math.round(ratePerSecond)}/s`,
  );
}, LOOK_MS);

try {
  await beSignedIn();
  await run();
  await patiently(() => nexus.buffer.flush());
  const refused = await nexus.buffer.quarantine.list();
  console.error(`done: ${taken} taken, ${refused.length} refused, ${unreadable} unreadable`);
} catch (error) {
  if (!isNexusError(error)) throw error;
  console.error(`${error.message} ${error.hint ?? ''}`);
  process.exitCode = 1;
} finally {
  clearInterval(report);
  await nexus.close();
}
