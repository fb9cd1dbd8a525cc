/** One token of a style sheet, as far as white space is concerned. */
const TOKEN = /("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|(\/\*[\s\S]*?\*\/|\s+)|([{};,])|([^"'/\s{};,]+|\/)/g;

/**
 * Takes comments and needless white space out of a piece of a style sheet. Only what can mean nothing in any place goes:
 * the pieces between the expressions of a template are no whole style sheets, so nothing is reordered or rewritten.
 */
export function minifyCss(text: string): string {
  let out = '';
  let isSpaced = false;
  for (const [token, , space, mark] of text.matchAll(TOKEN)) {
    if (space !== undefined) {
      isSpaced = true;
      continue;
    }
    if (mark === '}' && out.endsWith(';')) out = out.slice(0, -1);
    if (isSpaced && mark === undefined && !/[{};,]$/.test(out)) out += ' ';
    isSpaced = false;
    out += token;
  }
  return isSpaced && !/[{};,]$/.test(out) ? `${out} ` : out;
}
