import { constants } from 'node:fs';
import { type FileHandle, open, readFile } from 'node:fs/promises';
import { crc32 } from 'node:zlib';

/** One record of a log. */
export interface Frame {
  /** The record; undefined when it is damaged. */
  value: unknown;
  /** Its line, as far as it can be read. */
  text: string;
}

const LINE_END = 0x0a;
/** Eight hexadecimal digits and a space. */
const CHECKSUM_LENGTH = 9;

/**
 * An append-only file of records: a line each, the checksum and JSON. A line without an end was being written when the
 * process died, so nobody was told that it is safe: it is cut off. A whole line that does not match its checksum is damage.
 */
export class FrameLog {
  readonly path: string;
  readonly #file: FileHandle;
  #end: number;
  /** What kept a failed write from being undone. Nothing may be written behind it. */
  #broken: unknown = null;

  private constructor(path: string, file: FileHandle, end: number) {
    this.path = path;
    this.#file = file;
    this.#end = end;
  }

  /** Bytes up to the last safe record. */
  get size(): number {
    return this.#end;
  }

  /** Opens a log to write behind its last whole line, and makes it when there is none. */
  static async open(path: string): Promise<FrameLog> {
    const file = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600);
    try {
      const { size } = await file.stat();
      const end = await endOfLines(file, size);
      if (end < size) await file.truncate(end);
      return new FrameLog(path, file, end);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Resolves once the records are on disk. When it fails, none of them is there. */
  async append(values: readonly object[]): Promise<void> {
    if (this.#broken !== null) throw this.#broken;
    const bytes = Buffer.from(values.map(toLine).join(''));
    try {
      for (let from = 0; from < bytes.length; ) {
        const { bytesWritten } = await this.#file.write(bytes, from, bytes.length - from, this.#end + from);
        from += bytesWritten;
      }
      await this.#file.datasync();
    } catch (error) {
      await this.#file.truncate(this.#end).catch((broken: unknown) => {
        this.#broken = broken;
      });
      throw error;
    }
    this.#end += bytes.length;
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

/** All whole lines of a log. */
export async function readFrames(path: string): Promise<Frame[]> {
  const text = await readFile(path, 'utf8');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .slice(0, -1)
    .map(toFrame);
}

/** A record as its line. */
export function toLine(value: object): string {
  const json = JSON.stringify(value);
  return `${checksum(json)} ${json}\n`;
}

function toFrame(text: string): Frame {
  const json = text.slice(CHECKSUM_LENGTH);
  if (text.slice(0, CHECKSUM_LENGTH) !== `${checksum(json)} `) return { value: undefined, text };
  return { value: JSON.parse(json), text };
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}

async function endOfLines(file: FileHandle, size: number): Promise<number> {
  const block = Buffer.alloc(64 * 1_024);
  for (let end = size; end > 0; ) {
    const from = Math.max(0, end - block.length);
    const { bytesRead } = await file.read(block, 0, end - from, from);
    const at = block.subarray(0, bytesRead).lastIndexOf(LINE_END);
    if (at >= 0) return from + at + 1;
    end = from;
  }
  return 0;
}
