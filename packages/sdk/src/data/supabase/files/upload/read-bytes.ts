import { invalid } from '../../../../errors/invalid.ts';
import type { UploadSource } from '../../../../types/index.ts';

/** A part of a file. @throws NexusError when the file is gone or was changed meanwhile */
export async function readBytes(
  doing: string,
  file: UploadSource,
  start: number,
  end: number,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.slice(start, end).arrayBuffer());
  } catch (cause) {
    throw invalid(
      `Could not ${doing}: the file cannot be read.`,
      'Choose it again: it was moved, deleted or changed meanwhile.',
      { cause: String(cause) },
    );
  }
}
