// Records into a folder until it is killed, and says on stdout what it was promised: `acked N` once the readings before
// number N are safe, `settling N` before and `settled N` after those before N are taken out.
import { writeSync } from 'node:fs';
import { fileStore } from '../../src/buffer/file-store.ts';
import { readings } from './buffer-world.ts';

const [folder = '', from = '0', firstPending = '0'] = process.argv.slice(2);
const say = (text: string): number => writeSync(1, `${text}\n`);

const { ring } = await fileStore(folder).open('gateway', { capacity: 1_000_000, onNotice: () => {} });
let next = Number(from);
let settled = Number(firstPending);
say('ready');
for (let round = 0; ; round += 1) {
  // Some callers wait for each other and some do not; some groups are larger than a chunk.
  const groups = Array.from(
    { length: 1 + (round % 4) },
    (_, index) => 1 + ((round * 7 + index * 131) % 1_300),
  );
  await Promise.all(
    groups.map(async (count) => {
      const start = next;
      next += count;
      await ring.append(readings(start, count), round);
      say(`acked ${start + count}`);
    }),
  );
  if (round % 3 !== 2) continue;
  const batch = await ring.peek(700);
  say(`settling ${settled + batch.length}`);
  await ring.settle(batch.at(-1)?.seq ?? 0, []);
  settled += batch.length;
  say(`settled ${settled}`);
}
