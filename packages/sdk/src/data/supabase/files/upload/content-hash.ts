import type { UploadSource } from '../../../../types/index.ts';
import { throwIfAborted } from '../../../../util/abort.ts';
import { readBytes } from './read-bytes.ts';

const PIECE_BYTES = 1024 * 1024;

/**
 * A mark of a file's content, to know the same file again. A name, a size and a date would not do: going on with another
 * file would store a mixture of both. Not for security; `crypto.subtle`, which is, does not exist on plain http pages.
 */
export async function contentHash(
  doing: string,
  file: UploadSource,
  signal: AbortSignal | undefined,
): Promise<string> {
  let [one, two] = [0x811c9dc5, 0x9e3779b9];
  for (let start = 0; start < file.size; start += PIECE_BYTES) {
    throwIfAborted(doing, signal);
    const bytes = await readBytes(doing, file, start, start + PIECE_BYTES);
    // Whole words are four times as fast as bytes; the last one is filled up with zeros, and the size tells them apart.
    const padded = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
    padded.set(bytes);
    for (const word of new Uint32Array(padded.buffer)) {
      one = Math.imul(one ^ word, 0x85ebca6b);
      one = (one << 13) | (one >>> 19);
      two = Math.imul(two + word, 0xc2b2ae35);
      two = (two << 17) | (two >>> 15);
    }
  }
  return `${file.size}-${hex(one)}${hex(two)}`;
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
