import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PlainText, plainText, visible } from '../../src/ai/plain-text.ts';

/** Given text, and what may leave. */
const CASES: readonly (readonly [string, string])[] = [
  ['80 °C, 2.8 mm/s, 3 km/h; a/b\tok\nnext', '80 °C, 2.8 mm/s, 3 km/h; a/b\tok\nnext'],
  ['see https://evil.example/?q=secret now', 'see … now'],
  ['![x](https://evil.example/a.png) end', '![x](… end'],
  ['![x](//evil.example/a.png) end', '![x](… end'],
  ['![x](https:\\\\evil.example/a) end', '![x](… end'],
  ['![x](/\\evil.example/a) end', '![x](… end'],
  ['[x](JaVaScRiPt:alert(1)) end', '[x](… end'],
  ['![x](data:text/html;base64,AAAA) end', '![x](… end'],
  ['<img src=x onerror=alert(1)> 2 < 3 <b>', '‹img src=x onerror=alert(1)> 2 < 3 ‹b>'],
  ['</script><!-- x --><?php', '‹/script>‹!-- x -->‹?php'],
  ['abc\u202edcba\u2066x\u2069 y\u0000\u0007\u009b', 'abcdcbax y'],
  ['a\u{e0041}\u{e0042}b\u200bc\ufeffd', 'abcd'],
  ['h\u200bttps:\u200b/\u200b/evil.example', '…'],
  ['/\u0000/evil.example', '…'],
  ['data: 5 and file: none, http', 'data: 5 and file: none, http'],
  ['ends with // and <', 'ends with // and <'],
  ['line\u2028break', 'line\nbreak'],
];

describe('plain text', () => {
  for (const [given, expected] of CASES) {
    it(`${JSON.stringify(given)} leaves as ${JSON.stringify(expected)}`, () => {
      assert.equal(plainText(given), expected);
    });

    it(`${JSON.stringify(given)} leaves the same however it is cut`, () => {
      const letters = [...given];
      for (let size = 1; size <= letters.length; size += 1) {
        const plain = new PlainText();
        let text = '';
        for (let at = 0; at < letters.length; at += size) {
          text += plain.push(letters.slice(at, at + size).join(''));
        }
        assert.equal(text + plain.end(), expected, `in pieces of ${size}`);
      }
    });
  }

  it('hands a usual piece on at once', () => {
    const plain = new PlainText();
    assert.equal(plain.push('The pump '), 'The pump ');
    assert.equal(plain.push('runs at 80 °C'), 'runs at 80 °C');
  });

  it('takes only what cannot be seen out of names', () => {
    assert.equal(visible('Mühle \u202e07\u0000 <b>https://x</b> 木'), 'Mühle 07 <b>https://x</b> 木');
  });
});
