import type { NexusErrorCode } from './nexus-error.ts';

/** What is known about a failed call besides the error itself. */
export interface ErrorContext {
  /** Ends the sentence "Could not …": `read machine 4711`. */
  doing: string;
  /** HTTP status; 0 when there was no answer. */
  status?: number;
  signal?: AbortSignal | undefined;
  /** Codes of the service that was asked, beside those of the database. */
  codes?: Readonly<Record<string, NexusErrorCode>>;
  requestId?: string | undefined;
  /** From the server's `Retry-After`, in ms. */
  retryAfterMs?: number | undefined;
}
