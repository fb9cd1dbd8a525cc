import { tellAll } from '../internal/tell-all.ts';
import { safeLocale } from './safe-locale.ts';
import { type LanguageMessages, Words } from './words.ts';

type Load = () => Promise<LanguageMessages>;

const loads = new Map<string, Load>();
const loaded = new Map<string, LanguageMessages>([['en', {}]]);
const loading = new Map<string, Promise<void>>();
const words = new Map<string, Words>();
const listeners = new Set<() => void>();

/** A language that could not be loaded is tried again after this long, then after twice that, up to the longest. */
const RETRY_MS = 15_000;
const LONGEST_RETRY_MS = 600_000;
let retryMs = RETRY_MS;
let retryTimer: ReturnType<typeof setTimeout> | undefined;

/**
 * Adds a language, or replaces one that Nexus brings. What it does not say is said in English.
 *
 * @param tag - BCP 47 tag of the language, for example `pt` or `pt-BR`; `pt` serves `pt-PT` too.
 * @param messages - Texts by group and key, or how to load them at the first use. Groups and keys are those of `LocaleMessages`.
 * @throws RangeError when `tag` is no language tag.
 * @example
 * addLanguage('pt', () => import('./nexus-pt.js').then((module) => module.pt));
 */
export function addLanguage(tag: string, messages: LanguageMessages | Load): void {
  const language = Intl.getCanonicalLocales(tag)[0] ?? tag;
  loads.delete(language);
  loaded.delete(language);
  loading.delete(language);
  if (typeof messages === 'function') loads.set(language, messages);
  else loaded.set(language, messages);
  announce();
}

/** Adds a language that comes with Nexus, unless the page has brought its own. */
export function offerLanguage(language: string, how: Load): void {
  if (loads.has(language) || loaded.has(language)) return;
  loads.set(language, how);
  words.clear();
}

/** The words of a locale as they are now; a language that has still to be loaded speaks English until it is there. */
export function wordsOf(wanted: string): Words {
  const known = words.get(wanted);
  if (known !== undefined) return known;
  const locale = safeLocale(wanted);
  const language = languageOf(locale);
  if (language !== undefined && !loaded.has(language)) load(language);
  const made = new Words(locale, language === undefined ? {} : loaded.get(language));
  words.set(wanted, made);
  return made;
}

/** Calls `listener` each time that words have changed: a language has come. Returns how to stop it. */
export function onLanguages(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The most exact language there is for a locale: `zh-Hant-TW`, then `zh-Hant`, then `zh`. */
function languageOf(locale: string): string | undefined {
  const parts = locale.split('-');
  for (let length = parts.length; length > 0; length -= 1) {
    const tag = parts.slice(0, length).join('-');
    if (loads.has(tag) || loaded.has(tag)) return tag;
  }
  return undefined;
}

function load(language: string): void {
  const how = loads.get(language);
  if (how === undefined || loading.has(language)) return;
  const attempt = ask(how).then(
    (messages) => {
      if (loads.get(language) !== how) return;
      loaded.set(language, messages);
      retryMs = RETRY_MS;
      announce();
    },
    (error: unknown) => {
      if (loads.get(language) !== how) return;
      console.warn(
        `[nexus] The texts of "${language}" could not be loaded; English stands meanwhile.`,
        error,
      );
      tryAgainLater();
    },
  );
  loading.set(language, attempt);
}

async function ask(how: Load): Promise<LanguageMessages> {
  const messages = await how();
  // A loader that picks a name its module does not export.
  if (typeof messages !== 'object' || messages === null) throw new TypeError('The loader gave no messages.');
  return messages;
}

/** A display on a wall may come up before its network does. */
function tryAgainLater(): void {
  if (retryTimer !== undefined) return;
  retryTimer = setTimeout(() => {
    retryTimer = undefined;
    for (const language of loading.keys()) if (!loaded.has(language)) loading.delete(language);
    announce();
  }, retryMs);
  retryMs = Math.min(LONGEST_RETRY_MS, retryMs * 2);
}

function announce(): void {
  words.clear();
  tellAll(listeners);
}
