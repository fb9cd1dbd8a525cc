import type { AskRequest } from '../contract/index.ts';
import type { ModelContent } from './gemini.ts';

/** Of a whole conversation; a quarter of it in tokens. The oldest turns go first. */
const MOST_CHARACTERS = 48_000;
/** Of an earlier answer. Refs count anew in every request, so those of earlier ones would name other things. */
const OLD_REFS = /[ \t]*\[\s*r\d+(?:\s*[,;]\s*r\d+)*\s*\]/gi;

/** A conversation as the model takes it: it begins and ends with the person. */
export function toContents({ messages, view }: AskRequest): ModelContent[] {
  const contents: { role: 'user' | 'model'; text: string }[] = [];
  let room = MOST_CHARACTERS;
  for (const { role, text } of messages.toReversed()) {
    room -= text.length;
    if (room < 0 && contents.length > 0) break;
    contents.unshift(
      role === 'user' ? { role, text } : { role: 'model', text: text.replace(OLD_REFS, '') || '…' },
    );
  }
  while (contents[0]?.role === 'model') contents.shift();
  return contents.map(({ role, text }, at) => ({
    role,
    parts: [
      ...(view !== undefined && at === contents.length - 1
        ? [{ text: `What the person looks at (data): ${JSON.stringify(view)}` }]
        : []),
      { text },
    ],
  }));
}
