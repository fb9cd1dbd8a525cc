import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { NexusError } from '@nexus-mfg/sdk';

/** A line with its number in the file, from 1. */
export interface Line {
  number: number;
  text: string;
}

/** No row of a recording is longer; a file without line ends is not a table. */
const MAX_LINE = 1_000_000;

/**
 * The lines of a text file, plain or gzip (told by its first bytes, not by its name), a chunk at a time. A byte order
 * mark and carriage returns are taken off.
 *
 * @throws NexusError `file_not_found` | `file_unreadable` | `not_csv`
 */
export async function* readLines(file: string, signal?: AbortSignal): AsyncGenerator<Line[]> {
  const input = await openText(file);
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  let number = 0;
  try {
    for await (const chunk of input) {
      signal?.throwIfAborted();
      const texts = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n');
      rest = texts.pop() ?? '';
      if (rest.length > MAX_LINE) throw notCsv(file, `line ${number + texts.length + 1} has no end`);
      yield texts.map((text) => ({ number: ++number, text: text.endsWith('\r') ? text.slice(0, -1) : text }));
    }
    rest += decoder.decode();
    if (rest !== '') yield [{ number: ++number, text: rest.endsWith('\r') ? rest.slice(0, -1) : rest }];
  } catch (error) {
    if (error instanceof NexusError || signal?.aborted) throw error;
    throw unreadable(file, error);
  } finally {
    input.destroy();
  }
}

/** Only the rows are wrong, not the file. */
export function notCsv(file: string, what: string): NexusError {
  return new NexusError('not_csv', `${file} is not a telemetry CSV: ${what}.`, {
    hint: 'The first line names the columns: machine_id,timestamp,vibration,temperature,rpm,power_kwh',
    details: { file },
  });
}

async function openText(file: string): Promise<Readable> {
  let isGzip: boolean;
  try {
    const handle = await open(file);
    try {
      if (!(await handle.stat()).isFile()) throw new Error('it is not a file');
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
      if (bytesRead === 0) {
        throw new NexusError('file_empty', `${file} is empty.`, { details: { file } });
      }
      isGzip = buffer[0] === 0x1f && buffer[1] === 0x8b;
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw error instanceof NexusError ? error : unreadable(file, error);
  }
  const plain = createReadStream(file);
  // The generator hears of a failure when it reads from the last stream.
  return isGzip ? pipeline(plain, createGunzip(), () => {}) : plain;
}

function unreadable(file: string, error: unknown): NexusError {
  const reason = error instanceof Error ? error : new Error(String(error));
  if ('code' in reason && reason.code === 'ENOENT') {
    return new NexusError('file_not_found', `There is no file ${file}.`, {
      hint: 'Check the path; it is taken from the folder in which the command was started.',
      details: { file },
    });
  }
  return new NexusError('file_unreadable', `${file} cannot be read: ${reason.message}.`, {
    details: { file },
    cause: error,
  });
}
