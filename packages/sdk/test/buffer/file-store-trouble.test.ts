import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, mock } from 'node:test';
import { fileURLToPath } from 'node:url';
import { fileStore } from '../../src/buffer/file-store.ts';
import {
  edit,
  everything,
  numbersOf,
  openOwner,
  range,
  reading,
  readings,
  refusal,
} from '../support/buffer-world.ts';
import { openFileWorld } from '../support/file-world.ts';
import { refuses } from '../support/same.ts';

type World = Awaited<ReturnType<typeof openFileWorld>>;

function on(name: string, body: (world: World) => Promise<void>): void {
  it(name, async () => {
    const world = await openFileWorld();
    try {
      await body(world);
    } finally {
      await world.close();
    }
  });
}

/** The files of the only owner whose names begin so, oldest first. */
async function filesOf({ folder }: World, prefix: string): Promise<string[]> {
  const [owner = ''] = (await readdir(folder)).filter((name) => name.startsWith('owner-'));
  const names = await readdir(join(folder, owner));
  return names
    .filter((name) => name.startsWith(prefix))
    .sort()
    .map((name) => join(folder, owner, name));
}

async function onlyFile(world: World, prefix: string): Promise<string> {
  const files = await filesOf(world, prefix);
  assert.equal(files.length, 1);
  return files[0] ?? '';
}

/** Changes a byte in the middle of a line. */
async function damageLine(path: string, line: number): Promise<void> {
  const lines = (await readFile(path, 'utf8')).split('\n');
  const text = lines[line] ?? '';
  const middle = Math.floor(text.length / 2);
  lines[line] = `${text.slice(0, middle)}#${text.slice(middle + 1)}`;
  await writeFile(path, lines.join('\n'));
}

/** Lets writes to files fail half-way, as on a full disk, while `isFull` says so. */
async function withFullDisk(path: string, isFull: () => boolean, body: () => Promise<void>): Promise<void> {
  const handle = await open(path, 'r');
  const prototype = Object.getPrototypeOf(handle) as { write: (...args: unknown[]) => Promise<unknown> };
  await handle.close();
  const { write } = prototype;
  const full = mock.method(prototype, 'write', async function (this: unknown, ...args: unknown[]) {
    if (!isFull()) return write.apply(this, args);
    const [bytes, from, length, position] = args as [Buffer, number, number, number];
    await write.call(this, bytes, from, Math.floor(length / 2), position);
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  });
  try {
    await body();
  } finally {
    full.mock.restore();
  }
}

describe('FileStore in trouble', () => {
  describe('a line that was being written', () => {
    on('is cut off wherever it ends, and everything before it is there', async (world) => {
      const first = await world.connect();
      const before = await openOwner(first);
      await before.ring.append(readings(0, 3), 1);
      await first.close();
      const path = await onlyFile(world, 'ring-');
      const { size } = await stat(path);
      const second = await world.connect();
      await (await openOwner(second)).ring.append(readings(30, 4), 2);
      await second.close();
      const whole = await readFile(path);
      for (let end = whole.length - 1; end >= size; end -= 1) {
        await writeFile(path, whole);
        await truncate(path, end);
        const store = await world.connect();
        const buffer = await openOwner(store);
        assert.deepEqual(numbersOf(await everything(buffer)), [0, 1, 2], `cut at ${end} of ${whole.length}`);
        await buffer.ring.append([reading(4)], 3);
        await store.close();
        const again = await world.connect();
        const after = await openOwner(again);
        assert.deepEqual(numbersOf(await everything(after)), [0, 1, 2, 4]);
        assert.deepEqual([...buffer.notices, ...after.notices], []);
        await again.close();
      }
    });

    on('is cut off the journal too', async (world) => {
      const first = await world.connect();
      const { outbox } = await openOwner(first);
      await outbox.add(edit(1));
      await outbox.add(edit(2));
      await first.close();
      const path = await onlyFile(world, 'journal');
      await truncate(path, (await stat(path)).size - 5);
      const after = await openOwner(await world.connect());
      assert.deepEqual(
        (await after.outbox.all()).map(({ value }) => value),
        [edit(1)],
      );
      assert.deepEqual(after.notices, []);
    });
  });

  describe('damage', () => {
    for (const [line, count, left] of [
      [0, 3, range(3, 12)],
      [1, 4, [...range(0, 3), ...range(7, 12)]],
      [2, 5, range(0, 7)],
    ] as const) {
      on(`in line ${line} is moved out of the way, told, and what is around it is there`, async (world) => {
        const first = await world.connect();
        const before = await openOwner(first);
        for (const [from, size] of [
          [0, 3],
          [3, 4],
          [7, 5],
        ] as const) {
          await before.ring.append(readings(from, size), from);
        }
        await first.close();
        await damageLine(await onlyFile(world, 'ring-'), line);
        const second = await world.connect();
        const { ring, quarantine, notices } = await openOwner(second);
        await ring.append([reading(12)], 9);
        const seen: unknown[] = [];
        for (;;) {
          const batch = await ring.peek(100);
          if (batch.length === 0) break;
          seen.push(...numbersOf(batch));
          await ring.settle(batch.at(-1)?.seq ?? 0, []);
        }
        assert.deepEqual(seen, [...left, 12]);
        assert.deepEqual(
          notices.map(({ code }) => code),
          ['record_corrupted'],
        );
        const [note] = await quarantine.all();
        assert.match(note?.value.message ?? '', new RegExp(`^${count} stored readings`));
        await second.close();
        const after = await openOwner(await world.connect());
        assert.deepEqual(await everything(after), []);
        assert.equal((await after.quarantine.all()).length, 1, 'told once');
        assert.deepEqual(after.notices, []);
      });
    }

    on('of the journal loses one change, and tells it', async (world) => {
      const first = await world.connect();
      const before = await openOwner(first);
      for (const number of range(0, 3)) await before.outbox.add(edit(number));
      await first.close();
      await damageLine(await onlyFile(world, 'journal'), 2);
      const second = await world.connect();
      const after = await openOwner(second);
      assert.equal((await after.outbox.all()).length, 2);
      assert.deepEqual(
        after.notices.map(({ code }) => code),
        ['record_corrupted'],
      );
      assert.equal((await after.quarantine.all())[0]?.value.code, 'record_corrupted');
    });
  });

  on('leaves what a newer version has written alone', async (world) => {
    const first = await world.connect();
    await (await openOwner(first)).ring.append(readings(0, 3), 1);
    await first.close();
    const path = await onlyFile(world, 'journal');
    const { crc32 } = await import('node:zlib');
    const json = JSON.stringify({ v: 3, owner: 'mia/alpenwerk', other: true });
    const line = `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`;
    await writeFile(path, line);
    const error = await refuses(openOwner(await world.connect()), 'storage_failed');
    assert.match(error.message, /newer version/);
    assert.equal(await readFile(path, 'utf8'), line);
  });

  describe('the lock', () => {
    on('keeps a second store out until the first is closed', async (world) => {
      const first = await world.connect();
      const { ring } = await openOwner(first);
      await ring.append([reading(1)], 1);
      const error = await refuses(openOwner(fileStore(world.folder)), 'storage_locked');
      assert.ok(error.message.includes(world.folder), error.message);
      await first.close();
      assert.deepEqual(numbersOf(await everything(await openOwner(await world.connect()))), [1]);
    });

    on('keeps a second process out, and ends with the first however that ends', async (world) => {
      const script = fileURLToPath(new URL('../support/file-writer.ts', import.meta.url));
      const child = spawn(process.execPath, ['--conditions=nexus-source', script, world.folder], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const ended = once(child, 'exit');
      await once(child.stdout, 'data');
      await refuses(openOwner(fileStore(world.folder)), 'storage_locked');
      child.kill('SIGKILL');
      await ended;
      await openOwner(await world.connect());
    });
  });

  describe('a full disk', () => {
    on('refuses what does not fit and keeps what is there', async (world) => {
      const first = await world.connect();
      const { ring, outbox } = await openOwner(first);
      await ring.append(readings(0, 5), 1);
      let isFull = true;
      await withFullDisk(
        await onlyFile(world, 'ring-'),
        () => isFull,
        async () => {
          // Three lines, of which the first is written.
          await refuses(ring.append(readings(5, 2_500), 2), 'buffer_full');
          await refuses(outbox.add(edit(1)), 'buffer_full');
          isFull = false;
          await ring.append(readings(10, 2), 3);
          await outbox.add(edit(2));
        },
      );
      await first.close();
      const after = await openOwner(await world.connect());
      assert.deepEqual(numbersOf(await everything(after)), [...range(0, 5), 10, 11]);
      assert.deepEqual(
        (await after.outbox.all()).map(({ value }) => value),
        [edit(2)],
      );
      // Half a write that was left behind would be damage, once the ring begins there.
      await after.ring.settle((await everything(after)).at(-1)?.seq ?? 0, []);
      assert.deepEqual(await everything(after), []);
      assert.deepEqual(after.notices, []);
    });

    on('drops the oldest files, counts them and tells it, before it refuses anything', async (world) => {
      const first = await world.connect();
      const { ring, notices } = await openOwner(first, { capacity: 1_000_000 });
      for (const part of range(0, 30)) await ring.append(readings(part * 2_000, 2_000), part);
      const files = await filesOf(world, 'ring-');
      assert.ok(files.length >= 3, `${files.length} files`);
      const isFull = async (): Promise<boolean> => (await filesOf(world, 'ring-')).length === files.length;
      let full = true;
      await withFullDisk(
        files[0] ?? '',
        () => full,
        async () => {
          const appended = ring.append([reading(60_000)], 99);
          // There is room as soon as a file is gone.
          while (await isFull()) await new Promise((resolve) => setImmediate(resolve));
          full = false;
          await appended;
        },
      );
      assert.deepEqual(
        notices.map(({ code }) => code),
        ['quota_exceeded'],
      );
      const numbers = numbersOf(await ring.peek(100_000)).map(Number);
      const { dropped, pending } = await ring.stats();
      assert.ok(dropped > 0);
      assert.deepEqual(numbers, range(dropped, 60_001));
      assert.equal(pending, 60_001 - dropped);
      await first.close();
      const after = await openOwner(await world.connect(), { capacity: 1_000_000 });
      assert.equal((await after.ring.stats()).dropped, dropped);
      assert.deepEqual(numbersOf(await everything(after)), numbers);
    });
  });

  describe('what it leaves on the disk', () => {
    on('is about what is pending', async (world) => {
      const { ring } = await openOwner(await world.connect(), { capacity: 5_000 });
      for (const part of range(0, 100)) await ring.append(readings(part * 1_000, 1_000), part);
      assert.ok((await filesOf(world, 'ring-')).length <= 2, 'dropped readings take no room');
      assert.equal((await ring.stats()).dropped, 95_000);
      await ring.settle((await ring.peek(5_000)).at(-1)?.seq ?? 0, []);
      assert.ok((await filesOf(world, 'ring-')).length <= 1, 'settled readings take no room');
    });

    on('is no history: a journal that is mostly that is begun anew', async (world) => {
      const first = await world.connect();
      const { outbox, quarantine } = await openOwner(first);
      await quarantine.add(refusal(1));
      for (const round of range(0, 40)) {
        const ids = await Promise.all(range(0, 100).map((number) => outbox.add(edit(round * 100 + number))));
        await outbox.delete(ids.slice(1));
      }
      const { size } = await stat(await onlyFile(world, 'journal'));
      assert.ok(size < 400_000, `${size} bytes`);
      await first.close();
      const after = await openOwner(await world.connect());
      const kept = (await after.outbox.all()).map(({ value }) => value.targetId);
      assert.deepEqual(
        kept,
        range(0, 40).map((round) => `machine-${round * 100}`),
      );
      assert.equal((await after.quarantine.all()).length, 1);
    });
  });
});
