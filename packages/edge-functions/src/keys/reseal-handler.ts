import * as v from 'valibot';
import type { Handler } from '../internal/deps.ts';
import { requireServiceKey } from '../internal/operator.ts';
import { readBody } from '../internal/read-body.ts';
import { json } from '../internal/respond.ts';
import { resealKeys } from './reseal-job.ts';

const keyId = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/, 'the id of a sealing key'));

const RotationSchema = v.strictObject({
  from: keyId,
  to: keyId,
  publicKey: v.pipe(v.string(), v.regex(/^[\w-]{43}$/, '32 bytes in base64url')),
});

/** `reseal-keys`: the operator's job after a new sealing key was announced. */
export const resealHandler: Handler = async (request, context) => {
  await requireServiceKey(request, context);
  const result = await resealKeys(await readBody(request, RotationSchema), context);
  context.note({ outcome: `resealed ${result.resealed}` });
  return json(context, 200, { ...result, requestId: context.requestId });
};
