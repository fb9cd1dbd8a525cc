import type { FileRules } from '@nexus-mfg/sdk';
import { typeByEnding } from './file-kinds.ts';

/** Why a file is not even sent. */
export type Refusal = 'type' | 'size' | 'empty' | 'folder';

/** A file as somebody gave it. */
export interface GivenFile {
  file: File;
  /** A folder comes as a file without content. */
  isFolder?: boolean;
}

/** A file that may be sent, or the reason why not. */
export interface FittedFile {
  file: File;
  refusal?: Refusal;
}

/** Looks at a file before anything is sent; the server looks again. Gives a type to one whose system knows none. */
export function fitFile(
  { file, isFolder = false }: GivenFile,
  { maxBytes, mimeTypes }: FileRules,
): FittedFile {
  if (isFolder) return { file, refusal: 'folder' };
  const type = mimeTypes.includes(bare(file.type)) ? file.type : typeByEnding(file.name, mimeTypes);
  if (type === undefined) return { file, refusal: 'type' };
  if (file.size === 0) return { file, refusal: 'empty' };
  if (file.size > maxBytes) return { file, refusal: 'size' };
  if (type === file.type) return { file };
  return { file: new File([file], file.name, { type, lastModified: file.lastModified }) };
}

function bare(type: string): string {
  return (type.split(';', 1)[0] ?? '').trim().toLowerCase();
}
