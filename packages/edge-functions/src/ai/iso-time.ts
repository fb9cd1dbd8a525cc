import * as v from 'valibot';

const FORM = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/;

/** ISO 8601 with date, time and zone. */
export const isoTime: v.GenericSchema<string> = v.pipe(
  v.string(),
  v.check((text) => FORM.test(text) && !Number.isNaN(Date.parse(text)), 'an ISO 8601 time with a zone'),
);
