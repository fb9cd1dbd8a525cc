/** Parts of the panel, in the order in which they stand. */
export const DETAIL_SECTIONS = ['health', 'metrics', 'chart', 'facts'] as const;
/** One of {@link DETAIL_SECTIONS}. */
export type DetailSection = (typeof DETAIL_SECTIONS)[number];

/** `health facts` or `health, facts`; words that are no section are left out. Without any: all of them. */
export function parseSections(text: string | null): readonly DetailSection[] {
  if (text === null) return DETAIL_SECTIONS;
  const wanted = text.split(/[\s,]+/);
  return DETAIL_SECTIONS.filter((section) => wanted.includes(section));
}
