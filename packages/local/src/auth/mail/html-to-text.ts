const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
  middot: '·',
};

/** The text of a mail for programs that show no HTML: links with their address, a line for each block. */
export function htmlToText(html: string): string {
  return html
    .replace(/<!--[\s\S]*?-->|<(head|style|title)\b[\s\S]*?<\/\1>/gi, '')
    .replace(/\s+/g, ' ')
    .replace(/<a\b[^>]*\bhref="([^"]*)"[^>]*>(.*?)<\/a>/gi, (_all, address: string, label: string) => {
      const words = label.replace(/<[^>]*>/g, '').trim();
      return words === '' || words === address ? address : `${words}: ${address}`;
    })
    .replace(/<(?:br|\/?(?:p|div|h\d|tr|table|li|ul|ol|body))\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(#\d+|\w+);/g, (entity, name: string) =>
      name.startsWith('#') ? String.fromCodePoint(Number(name.slice(1))) : (NAMED[name] ?? entity),
    )
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
