import type { Machine } from '@nexus-mfg/sdk';
import { html, type TemplateResult } from 'lit';
import { typeWord } from '../drawing/machine-type.ts';
import type { Words } from '../locale/words.ts';
import { momentOf } from '../telemetry-chart/moments.ts';
import { detailMessages } from './messages.ts';

type Key = keyof typeof detailMessages.english;

/** A line of what is known. */
interface Fact {
  label: string;
  value: string;
}

/** Keys of the metadata that have a name for people, in their order, with the unit of their number. */
const KNOWN: readonly (readonly [name: string, key: Key, unit: string])[] = [
  ['manufacturer', 'manufacturer', ''],
  ['model', 'model', ''],
  ['serialNumber', 'serialNumber', ''],
  ['yearBuilt', 'yearBuilt', ''],
  ['line', 'line', ''],
  ['machineClass', 'machineClass', ''],
  ['ratedPowerKw', 'ratedPowerKw', 'kW'],
  ['ratedRpm', 'ratedRpm', '1/min'],
  ['temperatureLimit', 'temperatureLimit', '°C'],
  ['vibrationUnit', 'vibrationUnit', ''],
  ['temperatureUnit', 'temperatureUnit', ''],
];
/** Numbers that are names: no thousands separator in a year. */
const UNGROUPED: readonly string[] = ['yearBuilt', 'serialNumber', 'model', 'line'];
const VALUE_WORDS: readonly Key[] = ['small', 'medium', 'large', 'unknown'];

/** What is known about a machine besides its readings. */
export function factsView(words: Words, machine: Machine, zone: string): TemplateResult {
  return html`<dl class="facts">${factsOf(words, machine, zone).map(
    ({ label, value }) => html`<div class="fact"><dt>${label}</dt><dd><bdi>${value}</bdi></dd></div>`,
  )}</dl>`;
}

function factsOf(words: Words, machine: Machine, zone: string): readonly Fact[] {
  const { type, externalId, gridPositionX: column, gridPositionY: row, metadata, updatedAt } = machine;
  const say = (key: Key): string => words.text(detailMessages, key);
  const isPlaced = column !== null && row !== null;
  const place = isPlaced ? words.text(detailMessages, 'floorPosition', { column, row }) : say('floorNone');
  const rest = Object.entries(metadata).filter(([name]) => !KNOWN.some(([known]) => known === name));
  return [
    ...(type ? [{ label: say('type'), value: typeWord(words, type) }] : []),
    ...(externalId ? [{ label: say('externalId'), value: externalId }] : []),
    { label: say('floor'), value: place },
    ...KNOWN.flatMap(([name, key, unit]) => {
      const value = metadata[name];
      if (value === undefined || value === null || value === '') return [];
      return [{ label: say(key), value: valueText(words, name, value, unit) }];
    }),
    ...rest.map(([name, value]) => ({ label: plainName(name), value: valueText(words, name, value, '') })),
    { label: say('updated'), value: momentOf(words, Date.parse(updatedAt), zone) },
  ];
}

function valueText(words: Words, name: string, value: unknown, unit: string): string {
  if (typeof value === 'boolean') return words.text(detailMessages, value ? 'yes' : 'no');
  if (typeof value === 'number') {
    const written = UNGROUPED.includes(name) ? String(value) : words.tick(value, 3);
    return unit === '' ? written : words.text(detailMessages, 'withUnit', { value: written, unit });
  }
  if (value === null) return '–';
  if (typeof value !== 'string') return JSON.stringify(value);
  const word = VALUE_WORDS.find((key) => key === value);
  return word !== undefined && KNOWN.some(([known]) => known === name)
    ? words.text(detailMessages, word)
    : value;
}

/** `spareParts` and `spare_parts` as words; the tenant's own language stays. */
function plainName(name: string): string {
  const plain = name
    .replaceAll('_', ' ')
    .replace(/(\p{Ll})(\p{Lu})/gu, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}
