import { invalid } from '../errors/invalid.ts';

/**
 * What a call cannot do without, by name. The database would only answer that it knows no function with fewer arguments.
 *
 * @returns `doing`, so that it stands where the call begins
 * @throws NexusError `validation_failed` for a script without types that left something out
 */
export function given(doing: string, values: Readonly<Record<string, unknown>>): string {
  const missing = Object.keys(values).find((name) => [undefined, null, ''].includes(values[name] as null));
  if (missing === undefined) return doing;
  throw invalid(`Could not ${doing}: ${missing} is missing.`, `Give ${Object.keys(values).join(' and ')}.`);
}
