import type { HealthPart } from '@nexus-mfg/sdk';
import type { Words } from '../locale/words.ts';
import { ageMessages, reasonMessages } from './reason-messages.ts';

const { english } = reasonMessages;
type Key = keyof typeof english;

const SENTENCES = [
  'vibration',
  'temperatureUsual',
  'temperatureBelow',
  'temperatureClose',
  'temperatureAbove',
  'powerWithin',
  'powerAbove',
  'powerBelow',
] as const satisfies readonly Key[];
const TERMS = [
  'zoneA',
  'zoneB',
  'zoneC',
  'zoneD',
  'small',
  'medium',
  'large',
] as const satisfies readonly Key[];

const PATTERNS: readonly (readonly [Key, RegExp])[] = SENTENCES.map((key) => {
  const text = english[key].replaceAll('.', '\\.').replace(/\{(\w+)\}/g, '(?<$1>.+?)');
  return [key, new RegExp(`^${text}$`)];
});

/**
 * Why a part of a score is what it is, in the reader's language. The database tells it in English sentences: those that
 * are known are said anew, with numbers as the language writes them; what a newer database says stays as it came.
 */
export function healthReason(words: Words, part: HealthPart): string {
  const at = Date.parse(part.at);
  if (part.name === 'age' && !Number.isNaN(at))
    return words.text(ageMessages, isTooOld(part) ? 'partTooOld' : 'partAged', { time: words.dateTime(at) });
  for (const [key, pattern] of PATTERNS) {
    const { groups } = pattern.exec(part.reason) ?? {};
    if (groups === undefined) continue;
    const values = Object.entries(groups).map(([name, value]) => [name, said(words, value)] as const);
    return words.text(reasonMessages, key, Object.fromEntries(values));
  }
  return part.reason;
}

/** A reading that is too old to judge makes no bad machine: nothing is known. */
export function isTooOld({ name, score }: HealthPart): boolean {
  return name === 'age' && score <= 0;
}

function said(words: Words, value: string): string {
  const term = TERMS.find((key) => english[key] === value);
  if (term !== undefined) return words.text(reasonMessages, term);
  const digits = /^-?\d+(?:\.(\d+))?$/.exec(value);
  return digits === null ? value : words.number(Number(value), digits[1]?.length ?? 0);
}
