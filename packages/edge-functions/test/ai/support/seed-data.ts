import type { AiWorld } from './ai-world.ts';

export const MILL_01 = 'a1000000-0000-4000-8000-000000020001';
export const MILL_02 = 'a1000000-0000-4000-8000-000000020002';
export const THEIR_MILL = 'b2000000-0000-4000-8000-000000020001';

/** A picture of one pixel. */
export const PNG: Buffer = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  'base64',
);

/** Records readings of one machine, a second apart, the last at `until`. */
export async function record(
  world: AiWorld,
  machineId: string,
  count: number,
  until: number,
  values: (at: number) => Record<string, number>,
  gateway = 'gateway@alpenwerk.example',
): Promise<void> {
  const readings = Array.from({ length: count }, (_, at) => ({
    machine_id: machineId,
    timestamp: new Date(until - (count - 1 - at) * 1_000).toISOString(),
    ...values(at),
  }));
  const answer = await world.rest(gateway, '/rest/v1/rpc/record_readings', {
    method: 'POST',
    body: JSON.stringify({ readings }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
}

/** Uploads a file as a member. @returns its row's id */
export async function upload(
  world: AiWorld,
  email: string,
  bucket: 'documents' | 'quality-images',
  path: string,
  body: string | Buffer,
  type: string,
): Promise<string> {
  const answer = await world.rest(email, `/storage/v1/object/${bucket}/${path}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return (JSON.parse(text) as { Id: string }).Id;
}
