import * as v from 'valibot';
import type { JsonSchema } from '../json-schema.ts';

const MOST = 20;

/** Ids of machines, as several tools take them. */
export const machineIds: v.GenericSchema<unknown, string[]> = v.pipe(
  v.array(v.pipe(v.string(), v.uuid())),
  v.minLength(1),
  v.maxLength(MOST),
);

/** The same for the model. */
export const MACHINE_IDS: JsonSchema = {
  type: 'array',
  items: { type: 'string' },
  minItems: 1,
  maxItems: MOST,
  description: 'Ids of machines, as list_machines gives them.',
};
