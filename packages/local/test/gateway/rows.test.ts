import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isNexusError } from '@nexus-mfg/sdk';
import { type BadRow, parseTime, type Row, readRows } from '../../src/gateway/replay/rows.ts';
import { HEADER, testFolder } from './support/files.ts';

async function readAll(file: string): Promise<{ rows: Row[]; bad: BadRow[]; extras: readonly string[] }> {
  const rows: Row[] = [];
  const bad: BadRow[] = [];
  let extras: readonly string[] = [];
  for await (const events of readRows(file)) {
    for (const event of events) {
      if (event.type === 'row') rows.push(event.row);
      else if (event.type === 'bad') bad.push(event.bad);
      else extras = event.header.extras;
    }
  }
  return { rows, bad, extras };
}

describe('readRows', () => {
  const { write, path } = testFolder();
  const refusal = (code: string) => (error: unknown) => isNexusError(error) && error.code === code;

  it('reads the six columns, leaves empty cells absent and names the columns it leaves out', async () => {
    const file = write(
      'plain.csv',
      `${HEADER},Pressure,Flow\nP1,2020-03-01T10:00:00Z,0.5,41.25,,1.5e-4,3,4\nP2,2020-03-01T10:00:00Z,,,1480,,3,\n`,
    );
    const { rows, bad, extras } = await readAll(file);
    const time = Date.UTC(2020, 2, 1, 10);
    assert.deepEqual(rows, [
      { line: 2, machineId: 'P1', time, metrics: { vibration: 0.5, temperature: 41.25, power_kwh: 1.5e-4 } },
      { line: 3, machineId: 'P2', time, metrics: { rpm: 1480 } },
    ]);
    assert.deepEqual(bad, []);
    assert.deepEqual(extras, ['Pressure', 'Flow']);
  });

  it('reads gzip whatever the name says, a byte order mark, CRLF, quotes and a last line without an end', async () => {
    const text = `\uFEFF${HEADER},note\r\n"P,1",2020-03-01T10:00:00Z,1,,,,"said ""no"", twice"\r\n\r\nP2,2020-03-01T10:00:01Z,,20,,,x`;
    for (const name of ['all.csv', 'all.csv.gz']) {
      const { rows, bad } = await readAll(write(name, text));
      assert.deepEqual(bad, []);
      assert.deepEqual(
        rows.map(({ line, machineId }) => [line, machineId]),
        [
          [2, 'P,1'],
          [4, 'P2'],
        ],
      );
    }
  });

  it('takes the columns in any order', async () => {
    const { rows } = await readAll(
      write('order.csv', 'rpm,timestamp,machine_id\n7,2020-03-01T10:00:00Z,M\n'),
    );
    assert.deepEqual(rows[0]?.metrics, { rpm: 7 });
  });

  it('tells each bad row with its line and goes on', async () => {
    const lines = [
      HEADER,
      'M,2020-03-01T10:00:00Z,1,2,3,4',
      'M,2020-03-01T10:00:01Z,1,2,3',
      'M,yesterday,1,2,3,4',
      'M,2020-02-30T10:00:00Z,1,2,3,4',
      'M,2020-03-01T10:00:02Z,1,warm,3,4',
      'M,2020-03-01T10:00:03Z,NaN,2,3,4',
      'M,2020-03-01T10:00:04Z,,,,',
      ',2020-03-01T10:00:05Z,1,2,3,4',
      '"M,2020-03-01T10:00:06Z,1,2,3,4',
      'M,2020-03-01T10:00:07Z,-1,-2,-3,-4',
    ];
    const { rows, bad } = await readAll(write('bad.csv', lines.join('\n')));
    assert.deepEqual(
      rows.map(({ line }) => line),
      [2, 11],
    );
    assert.deepEqual(
      bad.map(({ line, code }) => [line, code]),
      [
        [3, 'wrong_columns'],
        [4, 'bad_timestamp'],
        [5, 'bad_timestamp'],
        [6, 'not_a_number'],
        [7, 'not_a_number'],
        [8, 'no_metric'],
        [9, 'no_machine'],
        [10, 'bad_quotes'],
      ],
    );
    assert.match(bad[3]?.message ?? '', /temperature "warm"/);
  });

  it('keeps characters whole that lie across two chunks', async () => {
    const names = Array.from({ length: 9000 }, (_, index) => `Wärmepümpe-ü${index}`);
    const text = [HEADER, ...names.map((name) => `${name},2020-03-01T10:00:00Z,1,,,`)].join('\n');
    const { rows } = await readAll(write('chunks.csv', text));
    assert.deepEqual(
      rows.map(({ machineId }) => machineId),
      names,
    );
  });

  it('says in one error what is wrong with a file', async () => {
    await assert.rejects(readAll(`${path}/nowhere.csv`), refusal('file_not_found'));
    await assert.rejects(readAll(path), refusal('file_unreadable'));
    await assert.rejects(readAll(write('empty.csv', '')), refusal('file_empty'));
    await assert.rejects(readAll(write('blank.csv', '\n\n')), refusal('not_csv'));
    await assert.rejects(
      readAll(write('labels.csv', 'machine_id,timestamp,anomaly\nM,x,1\n')),
      refusal('not_csv'),
    );
    await assert.rejects(
      readAll(write('image.csv', new Uint8Array(2_000_000).fill(200))),
      refusal('not_csv'),
    );
    const broken = write('broken.csv', new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8]));
    await assert.rejects(readAll(broken), refusal('file_unreadable'));
  });
});

describe('parseTime', () => {
  it('reads zones, fractions and times without a zone as UTC', () => {
    const base = Date.UTC(2020, 2, 1, 10, 0, 0);
    assert.equal(parseTime('2020-03-01T10:00:00Z'), base);
    assert.equal(parseTime('2020-03-01 10:00:00'), base);
    assert.equal(parseTime('2020-03-01T10:00'), base);
    assert.equal(parseTime('2020-03-01T12:00:00+02:00'), base);
    assert.equal(parseTime('2020-03-01T10:00:00.1Z'), base + 100);
    assert.ok(Math.abs((parseTime('2020-03-01T10:00:00.000250Z') ?? 0) - base - 0.25) < 0.001);
    for (const text of ['', '2020-03-01', '01.03.2020 10:00', '2020-13-01T10:00:00Z', '1583056800']) {
      assert.equal(parseTime(text), null, text);
    }
  });
});
