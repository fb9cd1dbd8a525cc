/** One message of the Phoenix channel protocol, as both versions of it carry. */
export interface Frame {
  readonly joinRef: string | null;
  readonly ref: string | null;
  readonly topic: string;
  readonly event: string;
  readonly payload: unknown;
}

/** `1.0.0` is JSON objects; `2.0.0` is JSON arrays, and binary frames for broadcasts. */
export type ProtocolVersion = '1.0.0' | '2.0.0';

const PUSH = 3;
const BROADCAST = 4;
const JSON_ENCODED = 1;

/** Reads one frame from a client. Returns null when it is not one. */
export function decodeFrame(data: Buffer, binary: boolean): Frame | null {
  if (binary) return decodePush(data);
  try {
    const value: unknown = JSON.parse(data.toString());
    const [joinRef, ref, topic, event, payload] = Array.isArray(value) ? value : fieldsOf(value);
    if (typeof topic !== 'string' || typeof event !== 'string') return null;
    return { joinRef: textOrNull(joinRef), ref: textOrNull(ref), topic, event, payload: payload ?? {} };
  } catch {
    return null;
  }
}

/** Writes one frame for a client. A broadcast is binary in version 2, as hosted Realtime sends it. */
export function encodeFrame(frame: Frame, version: ProtocolVersion): string | Buffer {
  const { joinRef, ref, topic, event, payload } = frame;
  if (version === '1.0.0') return JSON.stringify({ join_ref: joinRef, ref, topic, event, payload });
  return encodeBroadcast(frame) ?? JSON.stringify([joinRef, ref, topic, event, payload]);
}

function fieldsOf(value: unknown): unknown[] {
  const { join_ref, ref, topic, event, payload } = (value ?? {}) as Record<string, unknown>;
  return [join_ref, ref, topic, event, payload];
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** kind, five lengths and the encoding (one byte each), join ref, ref, topic, event, metadata, payload. */
function decodePush(data: Buffer): Frame | null {
  if (data.length < 7 || data[0] !== PUSH) return null;
  let offset = 7;
  const take = (lengthAt: number): string => {
    const length = data[lengthAt] ?? 0;
    const text = data.toString('utf8', offset, offset + length);
    offset += length;
    return text;
  };
  const joinRef = take(1) || null;
  const ref = take(2) || null;
  const topic = take(3);
  const event = take(4);
  take(5);
  if (offset > data.length || data[6] !== JSON_ENCODED) return null;
  try {
    const payload: unknown = JSON.parse(data.toString('utf8', offset));
    return { joinRef, ref, topic, event: 'broadcast', payload: { type: 'broadcast', event, payload } };
  } catch {
    return null;
  }
}

/** kind, three lengths and the encoding (one byte each), topic, event, metadata, payload. */
function encodeBroadcast({ event, topic, payload }: Frame): Buffer | null {
  if (event !== 'broadcast') return null;
  const body = payload as { event?: unknown; payload?: unknown; meta?: unknown };
  if (typeof body.event !== 'string') return null;
  const parts = [topic, body.event, body.meta === undefined ? '' : JSON.stringify(body.meta)].map((text) =>
    Buffer.from(text),
  );
  if (parts.some((part) => part.length > 255)) return null;
  const header = Buffer.from([BROADCAST, ...parts.map((part) => part.length), JSON_ENCODED]);
  return Buffer.concat([header, ...parts, Buffer.from(JSON.stringify(body.payload ?? {}))]);
}
