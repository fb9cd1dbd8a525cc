import { invalidKey } from './storage-error.ts';

/** What hosted Storage takes as a key. People's own words, with umlauts and all, go into the user metadata `name`. */
const VALID_KEY = /^[A-Za-z0-9_!.*'() &$=@;:+,?-][A-Za-z0-9_/!.*'() &$=@;:+,?-]*$/;

/** @throws StorageError for what hosted Storage takes as no key */
export function validKey(key: string): string {
  // The reading half finds no key with two dots in it.
  if (!VALID_KEY.test(key) || key.includes('..')) throw invalidKey(key);
  return key;
}
