export const MB: number = 1024 * 1024;

/** Bytes that are nowhere the same, so that a part in the wrong place shows. */
export function contentOf(size: number, seed: number = 1): Uint8Array<ArrayBuffer> {
  const words = new Uint32Array(Math.ceil(size / 4));
  let word = seed;
  for (let index = 0; index < words.length; index += 1) {
    word = (Math.imul(word, 1664525) + 1013904223) >>> 0;
    words[index] = word;
  }
  return new Uint8Array(words.buffer, 0, size);
}
