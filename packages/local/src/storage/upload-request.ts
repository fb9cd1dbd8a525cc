import { type BucketRules, requireType } from './bucket-rules.ts';
import { invalidRequest, StorageError, tooLarge } from './storage-error.ts';

/** The file of an upload request, with what is said about it. */
export interface IncomingFile {
  readonly body: ReadableStream<Uint8Array> | null;
  readonly mimetype: string;
  readonly cacheControl: string;
  readonly contentLength: number | null;
  readonly userMetadata: Record<string, unknown>;
}

const LARGEST_USER_METADATA = 1024 * 1024;

/**
 * Reads an upload as hosted Storage does: the file as the body, or as the one file of a form.
 *
 * @throws StorageError for a type that the bucket does not take, and for a file that is announced too large
 */
export async function readUpload(request: Request, rules: BucketRules): Promise<IncomingFile> {
  const type = request.headers.get('content-type') ?? '';
  const file = type.startsWith('multipart/form-data') ? await readForm(request) : readBody(request, type);
  requireType(file.mimetype, rules.allowedTypes);
  if (file.contentLength !== null && file.contentLength > rules.limit) throw tooLarge();
  return file;
}

async function readForm(request: Request): Promise<IncomingFile> {
  const form = await request.formData().catch(() => null);
  if (form === null) throw invalidRequest('The form is malformed');
  // supabase-js gives a Blob's field no name.
  const file = [...form.values()].find((value) => value instanceof Blob);
  if (file === undefined) throw new StorageError(400, 'InvalidRequest', 'No content provided');
  const text = (name: string): string | null => {
    const value = form.get(name);
    return typeof value === 'string' ? value : null;
  };
  const said = text('metadata') ?? text('userMetadata');
  const cacheControl = text('cacheControl');
  return {
    body: file.stream(),
    mimetype: text('contentType') ?? (file.type.split(';')[0]?.trim() || 'application/octet-stream'),
    cacheControl: cacheControl === null ? 'no-cache' : `max-age=${cacheControl}`,
    contentLength: file.size,
    userMetadata: readUserMetadata(said),
  };
}

function readBody(request: Request, type: string): IncomingFile {
  const length = request.headers.get('content-length');
  const said = request.headers.get('x-metadata');
  return {
    body: request.body,
    mimetype: type || 'application/octet-stream',
    cacheControl: request.headers.get('cache-control') ?? 'no-cache',
    contentLength: length !== null && /^\d+$/.test(length) ? Number(length) : null,
    userMetadata: readUserMetadata(said === null ? null : Buffer.from(said, 'base64').toString()),
  };
}

/** What is no JSON object says nothing, as on hosted Storage. */
export function readUserMetadata(text: string | null): Record<string, unknown> {
  if (text === null) return {};
  if (Buffer.byteLength(text) > LARGEST_USER_METADATA) throw tooLarge('user_metadata');
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : {};
  } catch {
    return {};
  }
}
