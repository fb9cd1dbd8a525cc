import { invalid } from '../errors/invalid.ts';
import { NexusError } from '../errors/nexus-error.ts';
import type { FileRules, UploadSource } from '../types/index.ts';

const MB = 1024 * 1024;

/** The type without what may follow it, such as `;charset=utf-8`; empty when the file has none. */
export function mimeTypeOf({ type }: UploadSource): string {
  return (type.split(';', 1)[0] ?? '').trim().toLowerCase();
}

/**
 * The rules of a bucket, told before anything is sent.
 *
 * @throws NexusError `file_too_large` | `file_type_refused` | `validation_failed` for an empty file
 */
export function checkFile(doing: string, file: UploadSource, { maxBytes, mimeTypes }: FileRules): void {
  if (typeof file?.size !== 'number' || typeof file.type !== 'string' || typeof file.slice !== 'function') {
    throw invalid(
      `Could not ${doing}: what was given is no file.`,
      'Give a File or a Blob: new Blob([bytes], { type }).',
    );
  }
  const type = mimeTypeOf(file);
  const allowed = [...mimeTypes];
  if (file.size === 0) {
    throw invalid(`Could not ${doing}: the file is empty.`, 'Choose the file again when it has a content.');
  }
  if (file.size > maxBytes) {
    throw new NexusError(
      'file_too_large',
      `Could not ${doing}: it has ${megabytes(file.size)} MB, and at most ${megabytes(maxBytes)} MB are taken.`,
      { hint: 'Make the file smaller.', details: { limit: maxBytes, size: file.size } },
    );
  }
  if (!type) {
    throw new NexusError('file_type_refused', `Could not ${doing}: the type of the file is not known.`, {
      hint: "Say what it is: new File([file], file.name, { type: 'application/pdf' }).",
      details: { type, allowed },
    });
  }
  if (!allowed.includes(type)) {
    throw new NexusError('file_type_refused', `Could not ${doing}: files of type ${type} are not taken.`, {
      hint: `Convert it to one of ${allowed.join(', ')}.`,
      details: { type, allowed },
    });
  }
}

function megabytes(size: number): string {
  return (size / MB).toLocaleString('en', { maximumFractionDigits: 1 });
}
