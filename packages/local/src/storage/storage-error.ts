/** What Storage refuses with, in the words of hosted Storage. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly status: number;
  readonly code: string;
  readonly error: string;

  constructor(status: number, code: string, message: string, error: string = code) {
    super(message);
    this.status = status;
    this.code = code;
    this.error = error;
  }

  /** Hosted Storage answers 400 for whatever is not its own fault, with the real status in the body. */
  answer(): Response {
    const { status, code, error, message } = this;
    return Response.json(
      { statusCode: String(status), code, error, message },
      { status: status === 500 ? 500 : 400 },
    );
  }
}

export const notFound = (): StorageError =>
  new StorageError(404, 'NoSuchKey', 'Object not found', 'not_found');
export const bucketNotFound = (): StorageError =>
  new StorageError(404, 'NoSuchBucket', 'Bucket not found', 'Bucket not found');
export const invalidKey = (key: string): StorageError =>
  new StorageError(400, 'InvalidKey', `Invalid key: ${key}`);
export const invalidRequest = (message: string): StorageError =>
  new StorageError(400, 'InvalidRequest', message);
export const tooLarge = (what = 'object'): StorageError =>
  new StorageError(
    413,
    'EntityTooLarge',
    `The ${what} exceeded the maximum allowed size`,
    'Payload too large',
  );
export const wrongType = (type: string): StorageError =>
  new StorageError(415, 'InvalidMimeType', `mime type ${type} is not supported`, 'invalid_mime_type');

/** What the database said, as hosted Storage passes it on; null when it was no SQL that failed. */
export function fromDatabase(error: unknown): StorageError | null {
  const { code, message } = error as { code?: unknown; message?: string };
  if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code)) return null;
  switch (code) {
    case '42501':
      return new StorageError(
        403,
        'AccessDenied',
        message?.includes('row-level security') ? 'new row violates row-level security policy' : `${message}`,
        'Unauthorized',
      );
    case '23505':
      return new StorageError(409, 'ResourceAlreadyExists', 'The resource already exists', 'Duplicate');
    case '23503':
      return new StorageError(404, 'InvalidRequest', 'The related resource does not exist');
    default:
      return new StorageError(500, 'DatabaseError', `database error, code: ${code}`);
  }
}
