import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readArgs, UsageError } from '../../src/cli/args.ts';

test('without a word everything has its default', () => {
  assert.deepEqual(readArgs([]), {
    port: 8080,
    apiPort: 54321,
    data: '.nexus/data',
    reset: false,
    json: false,
    simulator: true,
    replay: [],
    speed: 1,
    engine: undefined,
    help: false,
  });
});

test('every option is read; --replay takes all files behind it, as a shell writes them', () => {
  const args = readArgs(
    '--port 1 --api-port=2 --replay a.csv b.csv.gz --speed 0.5 --data d --replay c.csv --engine pglite --no-simulator --reset --json'.split(
      ' ',
    ),
  );
  assert.deepEqual(args, {
    port: 1,
    apiPort: 2,
    data: 'd',
    reset: true,
    json: true,
    simulator: false,
    replay: ['a.csv', 'b.csv.gz', 'c.csv'],
    speed: 0.5,
    engine: 'pglite',
    help: false,
  });
});

for (const [line, message] of [
  ['--port 99999', /--port is a number from 0 to 65535, not 99999/],
  ['--port 80.5', /--port is a number/],
  ['--api-port x', /--api-port is a number/],
  ['--speed -1', /see --help|--speed/],
  ['--data=', /--data is the name of a folder/],
  ['--engine oracle', /--engine is pglite or postgres/],
  ['--bogus', /Unknown option '--bogus': see --help/],
  ['stray', /Unexpected argument stray/],
] as const) {
  test(`${line} is one clear line`, () => {
    assert.throws(
      () => readArgs(line.split(' ')),
      (error) => error instanceof UsageError && message.test(error.message) && !error.message.includes('\n'),
    );
  });
}
