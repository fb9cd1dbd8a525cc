/** What a file is to a person. */
export type FileKind =
  | 'pdf'
  | 'picture'
  | 'text'
  | 'table'
  | 'letter'
  | 'slides'
  | 'video'
  | 'audio'
  | 'other';

/** Types that are known, with the endings that their files have; the first ending is what people call them by. */
const TYPES: Readonly<Record<string, readonly [kind: FileKind, ...endings: string[]]>> = {
  'application/pdf': ['pdf', 'pdf'],
  'text/plain': ['text', 'txt', 'log'],
  'text/csv': ['table', 'csv'],
  'text/markdown': ['text', 'md', 'markdown'],
  'application/json': ['text', 'json'],
  'image/png': ['picture', 'png'],
  'image/jpeg': ['picture', 'jpg', 'jpeg'],
  'image/webp': ['picture', 'webp'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['letter', 'docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['table', 'xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['slides', 'pptx'],
};

/** Contents that a dialog can show as text. */
const PLAIN: ReadonlySet<string> = new Set(['text/plain', 'text/csv', 'text/markdown', 'application/json']);

/** Kind by the type that the server noted. The name decides nothing: anybody may write anything there. */
export function kindOf(mimeType: string | null): FileKind {
  const type = mimeType ?? '';
  const known = TYPES[type];
  if (known) return known[0];
  if (type.startsWith('video/')) return 'video';
  return type.startsWith('audio/') ? 'audio' : 'other';
}

/** Whether the content is text that can be read as it is. */
export function isPlainText(mimeType: string | null): boolean {
  return PLAIN.has(mimeType ?? '');
}

/** How people call types, for example `PDF`, `DOCX`: the same in every language. */
export function typeNames(mimeTypes: readonly string[]): string[] {
  return mimeTypes.map((type) => (TYPES[type]?.[1] ?? type.split('/')[1] ?? type).toUpperCase());
}

/** Value of `accept` for a file picker: types and endings, because systems do not know each type. */
export function acceptOf(mimeTypes: readonly string[]): string {
  return mimeTypes.flatMap((type) => [type, ...endingsOf(type).map((ending) => `.${ending}`)]).join(',');
}

/** The allowed type that the ending of a name stands for: Windows knows no Markdown, and takes CSV for Excel's. */
export function typeByEnding(name: string, mimeTypes: readonly string[]): string | undefined {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return mimeTypes.find((type) => endingsOf(type).includes(ending));
}

function endingsOf(mimeType: string): readonly string[] {
  return TYPES[mimeType]?.slice(1) ?? [];
}
