import type uPlot from 'uplot';
import { safeLocale } from '../locale/safe-locale.ts';

export type UplotClass = typeof uPlot;

let loading: Promise<UplotClass> | undefined;

/**
 * Loads uPlot once, when the first chart is on the page. uPlot makes a number format of `navigator.language` while it
 * loads, and throws where a system reports a tag that is none (`en-US@posix`); for that moment a valid one stands in.
 */
export function loadUplot(): Promise<UplotClass> {
  loading ??= (isLanguageTag(navigator.language) ? importUplot() : importWithLanguage(safeLocale())).catch(
    (error: unknown) => {
      // Not for ever: the next chart, or a person's retry, asks again.
      loading = undefined;
      throw error;
    },
  );
  return loading;
}

async function importUplot(): Promise<UplotClass> {
  return (await import('uplot')).default;
}

async function importWithLanguage(language: string): Promise<UplotClass> {
  Object.defineProperty(navigator, 'language', { configurable: true, value: language });
  try {
    return await importUplot();
  } finally {
    Reflect.deleteProperty(navigator, 'language');
  }
}

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
