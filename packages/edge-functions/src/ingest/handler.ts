import * as v from 'valibot';
import type { IngestResponse } from '../contract/index.ts';
import { bearerOf } from '../internal/bearer.ts';
import type { Handler } from '../internal/deps.ts';
import { readBody } from '../internal/read-body.ts';
import { Refusal } from '../internal/refusal.ts';
import { json } from '../internal/respond.ts';
import { asService, call } from '../internal/supabase.ts';

/** As many readings as a batch may have, at the 300 bytes that a long one takes, and some room. */
const MOST_BYTES = 2 * 1024 * 1024;

/** Only the frame: what a reading may be is the batch function's to say, of each by itself. */
const Ingest = v.strictObject({
  readings: v.pipe(v.array(v.record(v.string(), v.unknown())), v.minLength(1), v.maxLength(5_000)),
});

/** Takes readings of a gateway that has a device token instead of a user. Sending a batch again stores nothing twice. */
export const ingest: Handler = async (request, context) => {
  const token = bearerOf(request);
  if (!/^nxd_[\w-]{43}$/.test(token)) {
    throw new Refusal(401, {
      code: 'device_token_invalid',
      message: 'The device token is missing or has another form.',
      hint: 'Send authorization: Bearer nxd_….',
      details: { reason: 'unknown' },
    });
  }
  const { readings } = await readBody(request, Ingest, MOST_BYTES);
  const outcome = await call<Omit<IngestResponse, 'requestId'>>(asService(context), 'ingest_readings', {
    token,
    readings: readings.map(toRow),
  });
  context.note({ outcome: `${outcome.stored} stored, ${outcome.refused.length} refused` });
  const answer: IngestResponse = { ...outcome, requestId: context.requestId };
  return json(context, 200, answer);
};

/** The batch function's names. */
function toRow({ machineId, externalId, ...reading }: Record<string, unknown>): Record<string, unknown> {
  return {
    ...reading,
    ...(machineId !== undefined && { machine_id: machineId }),
    ...(externalId !== undefined && { external_id: externalId }),
  };
}
