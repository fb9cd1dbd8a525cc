import type { StoredDocument } from '@nexus-mfg/sdk';
import { type FileKind, kindOf } from '../files/file-kinds.ts';

/** In which order documents are shown. The server knows only the first. */
export type DocumentSort = 'newest' | 'oldest' | 'name' | 'size';

/** Which of the documents that have been read are shown, and how. */
export interface DocumentOrder {
  sort: DocumentSort;
  /** Empty for all. */
  kind: FileKind | '';
}

/** Whether all documents have to be read to answer; the server filters by other things. */
export function needsAll({ sort, kind }: DocumentOrder): boolean {
  return sort !== 'newest' || kind !== '';
}

/** @param locale for names: ö stands elsewhere in German and in Swedish */
export function ordered(
  documents: readonly StoredDocument[],
  { sort, kind }: DocumentOrder,
  locale: string,
): readonly StoredDocument[] {
  const kept = kind === '' ? documents : documents.filter(({ mimeType }) => kindOf(mimeType) === kind);
  if (sort === 'newest') return kept;
  if (sort === 'oldest') return [...kept].reverse();
  if (sort === 'size') return [...kept].sort((a, b) => (b.sizeBytes ?? 0) - (a.sizeBytes ?? 0));
  const { compare } = new Intl.Collator(locale, { numeric: true });
  return [...kept].sort((a, b) => compare(a.name, b.name));
}
