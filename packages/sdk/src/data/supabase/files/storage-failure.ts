/** What Storage refused, for `mapError`. */
export interface StorageFailure {
  error: { code: string; message: string };
  /** The one that it means; Storage itself answers 400 for nearly everything. */
  status: number;
}

/** Storage passes on no more than the code of what the database refused (docs/errors.md). */
const STORED_CODE = /^database error, code: ([0-9A-Z]{5})$/;

const STORED_REASONS: Readonly<Record<string, string>> = {
  NX002: 'the tenant is suspended.',
  NX004: 'the machine that it is about is not in this tenant.',
  NX006: 'capturedAt is no time with a zone.',
  NX013: 'the file is larger than the server takes.',
  NX014: 'files of this type are not taken.',
  NX015: 'its path lies in no tenant.',
  '23514': 'what is said about it has a wrong form.',
};

/**
 * Reads a refusal of Storage: JSON with the real status in it or, from its resumable half, the message alone.
 *
 * @param status of HTTP
 */
export function storageFailure(status: number, body: string): StorageFailure {
  const told = parsed(body);
  const message = typeof told.message === 'string' ? told.message : body.trim();
  const stored = STORED_CODE.exec(message)?.[1];
  if (stored) {
    return {
      error: { code: stored, message: STORED_REASONS[stored] ?? `the database refused it (${stored}).` },
      status,
    };
  }
  const code = told.code ?? told.error;
  return {
    error: { code: typeof code === 'string' ? code : '', message },
    status: Number(told.statusCode) || status,
  };
}

function parsed(body: string): { statusCode?: unknown; code?: unknown; error?: unknown; message?: unknown } {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
