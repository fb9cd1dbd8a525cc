import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Message, MessageGroup, Messages } from '../src/locale/message-group.ts';
import type { LanguageMessages } from '../src/locale/words.ts';

const SOURCE = new URL('../src/', import.meta.url);

/** Words that are the same in English and in the language; units and names are the same everywhere. */
const SAME_EVERYWHERE = ['{value} kWh', '{value} Wh', 'PDF'];
const SAME: Readonly<Record<string, readonly string[]>> = {
  de: [
    '+{points} in {span}',
    '−{points} in {span}',
    'Live',
    'Name',
    'Offline',
    'Online',
    'Person',
    'Status',
    'Text',
    'Video',
    'Vibration',
    'Zoom {percent}',
  ],
  es: ['No', 'Plan {plan}', 'Robot', 'Zoom {percent}'],
  fr: [
    'Actions',
    'B (acceptable)',
    'Description',
    'Document',
    'Documents',
    'E-mail',
    'Image',
    'Machine',
    'Machines',
    'Maintenance',
    'Maximum',
    'Minimum',
    'Note',
    'Notes',
    'Robot',
    'Type',
    'Vibration',
    'Zoom {percent}',
    '{count} machine',
    '{count} machines',
  ],
  ja: ['AI'],
  zh: ['AI'],
  ar: [],
};

/** What a careful printer of the language would not set. */
const UNTIDY: Readonly<Record<string, readonly (readonly [pattern: RegExp, what: string])[]>> = {
  de: [[/["']|[“”](?=\w)/, 'quotes are „ and “']],
  es: [
    [/["']/, 'quotes are « and »'],
    [/^[^¿]*\?/, 'a question begins with ¿'],
    [/^[^¡]*!/, 'an exclamation begins with ¡'],
  ],
  fr: [
    [/["']/, 'quotes are « and », the apostrophe is ’'],
    [/[^\u202f\d][:;?!»](?!\d)|«[^\u202f]/, 'a narrow no-break space (U+202F) keeps the sign'],
  ],
};

const rooms = await englishRooms();

for (const language of Object.keys(SAME)) {
  describe(`the texts in "${language}"`, () => {
    it('are all there, and no others', async () => {
      const said = await messagesOf(language);
      assert.notEqual(Object.keys(said).length, 0, `${language}.ts says nothing yet`);
      const missing = rooms.flatMap(({ name, english }) => {
        const here = said[name];
        if (here === undefined) return Object.keys(english).length === 0 ? [] : [`${name} (all of it)`];
        return Object.keys(english).flatMap((key) => (Object.hasOwn(here, key) ? [] : [`${name}.${key}`]));
      });
      const unknown = Object.entries(said).flatMap(([name, here]) => {
        const room = rooms.find((one) => one.name === name);
        if (room === undefined) return [`${name} (all of it)`];
        return Object.keys(here ?? {}).flatMap((key) =>
          Object.hasOwn(room.english, key) ? [] : [`${name}.${key}`],
        );
      });
      assert.deepEqual({ missing, unknown }, { missing: [], unknown: [] });
    });

    it('have plural forms where English has them: those of the language', async () => {
      const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
      const wrong = (await pairsOf(language)).flatMap(({ path, english, message }) => {
        if (typeof english === 'string') return typeof message === 'string' ? [] : [`${path}: one text only`];
        if (typeof message === 'string') return [`${path}: wants forms`];
        const given = Object.keys(message).toSorted();
        return given.join() === wanted.join() ? [] : [`${path}: has ${given}, wants ${wanted}`];
      });
      assert.deepEqual(wrong, []);
    });

    it('fill in what English fills in', async () => {
      const wrong = (await formsOf(language)).flatMap(({ path, form, english, text }) => {
        const wanted = gapsIn(english);
        const given = gapsIn(text);
        // A form that stands for one number alone may say it as a word, as Arabic says two.
        if (['zero', 'one', 'two'].includes(form) && !given.has('count')) wanted.delete('count');
        return [...given].toSorted().join() === [...wanted].toSorted().join()
          ? []
          : [`${path}: has {${[...given]}}, wants {${[...wanted]}}`];
      });
      assert.deepEqual(wrong, []);
    });

    it('are neither empty nor English', async () => {
      const same = new Set([...SAME_EVERYWHERE, ...(SAME[language] ?? [])]);
      const wrong = (await formsOf(language)).flatMap(({ path, english, text }) => {
        if (text.trim() === '') return [`${path}: empty`];
        if (text !== text.trim()) return [`${path}: white space around it`];
        const hasWords = /\p{L}/u.test(english.replaceAll(/\{\w+\}/g, ''));
        return hasWords && text === english && !same.has(text) ? [`${path}: "${text}" is English`] : [];
      });
      assert.deepEqual(wrong, []);
    });

    it('are set as the language is printed', async () => {
      const wrong = (await formsOf(language)).flatMap(({ path, text }) =>
        (UNTIDY[language] ?? []).flatMap(([pattern, what]) =>
          pattern.test(text) ? [`${path}: ${what}: ${text}`] : [],
        ),
      );
      assert.deepEqual(wrong, []);
    });
  });
}

/** The English texts of every room: they stand in files that import nothing, so that Node can read them. */
async function englishRooms(): Promise<MessageGroup[]> {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /(^|[/\\-])messages\.ts$/.test(path),
  );
  const modules = await Promise.all(
    files.map(
      (path): Promise<Record<string, unknown>> => import(pathToFileURL(`${SOURCE.pathname}${path}`).href),
    ),
  );
  // A room may say some of its words only when they are needed: several files, one name.
  const byName = new Map<string, MessageGroup>();
  for (const { name, english } of modules.flatMap((module) => Object.values(module).filter(isRoom)))
    byName.set(name, { name, english: { ...byName.get(name)?.english, ...english } });
  return [...byName.values()];
}

function isRoom(value: unknown): value is MessageGroup {
  return typeof value === 'object' && value !== null && 'name' in value && 'english' in value;
}

async function messagesOf(language: string): Promise<LanguageMessages> {
  const module: Record<string, LanguageMessages> = await import(`../src/locale/languages/${language}.ts`);
  return module[language] ?? {};
}

interface Pair {
  readonly path: string;
  readonly english: Message;
  readonly message: Message;
}

/** Every text that both English and the language have. */
async function pairsOf(language: string): Promise<Pair[]> {
  const said = await messagesOf(language);
  return rooms.flatMap(({ name, english }) =>
    Object.entries(english).flatMap(([key, text]) => {
      const message: Messages[string] | undefined = said[name]?.[key];
      return message === undefined ? [] : [{ path: `${name}.${key}`, english: text, message }];
    }),
  );
}

interface Form {
  readonly path: string;
  /** Plural category, or `text` where there is only one. */
  readonly form: string;
  readonly english: string;
  readonly text: string;
}

/** The same, each plural form by itself, beside the form of English that is nearest to it. */
async function formsOf(language: string): Promise<Form[]> {
  return (await pairsOf(language)).flatMap(({ path, english, message }) => {
    if (typeof message === 'string') {
      const nearest = typeof english === 'string' ? english : english.other;
      return [{ path, form: 'text', english: nearest, text: message }];
    }
    return Object.entries(message).map(([form, text]: [string, string]) => {
      const nearest =
        typeof english === 'string'
          ? english
          : form === 'one'
            ? (english.one ?? english.other)
            : english.other;
      return { path: `${path}.${form}`, form, english: nearest, text };
    });
  });
}

function gapsIn(text: string): Set<string> {
  return new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''));
}
