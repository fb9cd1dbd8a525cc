import type { Words } from '../locale/words.ts';
import type { GivenFile } from './fit-file.ts';
import { filesMessages } from './messages.ts';

/** What browsers call every picture that comes from the clipboard. */
const NAMELESS = /^image\.(\w+)$/;

/** Pictures from the clipboard all have one name; the time tells them apart. */
export function namedPastes(words: Words, files: readonly GivenFile[], now: number): GivenFile[] {
  return files.map((given) => {
    const [, ending] = NAMELESS.exec(given.file.name) ?? [];
    if (ending === undefined) return given;
    const time = words.date(now, { dateStyle: 'medium', timeStyle: 'medium' });
    const name = `${words.text(filesMessages, 'pastedName', { time })}.${ending}`;
    return { file: new File([given.file], name, { type: given.file.type }) };
  });
}
