import { isNexusError, NexusError } from '../errors/nexus-error.ts';
import type { QuarantineRecord, StoreNotice } from './buffer-store.ts';
import { STORE_HINTS } from './store-hints.ts';

/** Whatever a browser or a disk threw, as the error that callers hear. `doing` ends the sentence "Could not …". */
export function storeError(
  code: keyof typeof STORE_HINTS,
  doing: string,
  cause: unknown,
  hint: string = STORE_HINTS[code],
): NexusError {
  if (isNexusError(cause)) return cause;
  const { name, message } = (cause ?? {}) as Partial<Error>;
  const why = [name, message].filter(Boolean).join(': ') || 'unknown failure';
  return new NexusError(code, `Could not ${doing}: ${why}`, { hint, cause });
}

/** For a store that a newer version of this library has written to. Its entries are left as they are. */
export function newerStore(): NexusError {
  return new NexusError(
    'storage_failed',
    'Could not use the offline buffer: a newer version has written to it.',
    {
      hint: 'Update the page or the program to the newest version; what waits here is kept for it.',
    },
  );
}

export function closedStore(): NexusError {
  return new NexusError('storage_failed', 'Could not use the offline buffer: it has been closed.', {
    hint: 'Open it again before it is used.',
  });
}

export function bufferFull(cause: unknown): NexusError {
  return new NexusError(
    'buffer_full',
    'Could not put anything into the offline buffer: there is no room, and nothing older to drop for it.',
    { hint: STORE_HINTS.buffer_full, cause },
  );
}

/** What is kept of readings that cannot be read any more. */
export function corruptedReadings(count: number): QuarantineRecord {
  return corrupted(
    `${count === 1 ? 'A stored reading' : `${count} stored readings`} could not be read any more.`,
  );
}

/** What is kept of an edit, or of a refused entry, that cannot be read any more. */
export function corruptedRecord(what: string): QuarantineRecord {
  return corrupted(`A stored ${what} could not be read any more.`);
}

function corrupted(message: string): QuarantineRecord {
  const now = Date.now();
  return { at: now, refusedAt: now, code: 'record_corrupted', message, reading: null, edit: null };
}

export function corruptionNotice(message: string): StoreNotice {
  return {
    code: 'record_corrupted',
    message,
    hint: 'The rest is not touched by it. If it happens again, check the disk of this device.',
  };
}

export function upgradeNotice(): StoreNotice {
  return {
    code: 'store_upgraded',
    message: 'The offline buffer of an older version was taken over.',
    hint: 'Nothing has to be done. When its readings were put in is not known, only when they were measured.',
  };
}

export function quotaNotice(dropped: number): StoreNotice {
  return {
    code: 'quota_exceeded',
    message: `The device has no more room for the offline buffer; the oldest ${dropped} readings were dropped.`,
    hint: 'Free some space, or bring the device into the network so that the buffer can empty.',
  };
}

export function deniedNotice(why: string): StoreNotice {
  return {
    code: 'storage_denied',
    message: `This browser does not let the page store anything: ${why}`,
    hint: 'Readings wait in memory and end with the page. Leave private mode, or allow the page to store data.',
  };
}
