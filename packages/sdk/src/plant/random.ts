/**
 * Randomness without state: a value depends only on the numbers that are put in, so any instant of the plant can be
 * asked for in any order and two computers agree on it to the bit.
 */

/** 32-bit key of a text (FNV-1a), for example of a machine's identifier. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** Mixes up to three integers into 32 well-spread bits (the finaliser of MurmurHash3 after each). */
export function mix(a: number, b: number, c = 0): number {
  return scramble(scramble(scramble(a | 0) ^ (b | 0)) ^ (c | 0)) >>> 0;
}

function scramble(value: number): number {
  let hash = (value + 0x9e3779b9) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** Evenly spread number in [0, 1). */
export function unit(key: number, index: number, salt = 0): number {
  return mix(key, index, salt) / 0x1_0000_0000;
}

/** Evenly spread number in [low, high). */
export function between(low: number, high: number, key: number, index: number, salt = 0): number {
  return low + (high - low) * unit(key, index, salt);
}

/** Roughly normal noise with deviation 1 and no tails beyond 3 (sum of three even ones). */
export function noise(key: number, index: number, salt = 0): number {
  return 2 * (unit(key, index, salt) + unit(key, index, salt + 1) + unit(key, index, salt + 2)) - 3;
}

/** Smooth wandering in [-1, 1] with one free value for each whole `x`. */
export function wander(key: number, x: number, salt = 0): number {
  const left = Math.floor(x);
  const part = x - left;
  const ease = part * part * (3 - 2 * part);
  const from = unit(key, left, salt);
  return 2 * (from + (unit(key, left + 1, salt) - from) * ease) - 1;
}
