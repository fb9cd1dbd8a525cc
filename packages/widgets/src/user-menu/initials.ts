/** Up to two letters that stand for a person: of first and last name, else of the address. */
export function initialsOf(name: string): string {
  const words =
    name
      .split('@', 1)[0]
      ?.split(/[\s._-]+/)
      .filter(Boolean) ?? [];
  const first = words[0];
  const last = words.length > 1 ? words.at(-1) : undefined;
  // By code point: the first half of a pair is no letter.
  const letter = (word: string | undefined): string => [...(word ?? '')][0] ?? '';
  return `${letter(first)}${letter(last)}`.toLocaleUpperCase();
}
