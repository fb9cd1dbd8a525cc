import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CitedWriter, citeText } from '../../src/ai/cited-text.ts';
import { References, source } from '../../src/ai/references.ts';
import { uncitedNumbers } from '../../src/ai/uncited-numbers.ts';

function two(): References {
  const references = new References();
  references.add(source({ machineName: 'Mill 04', metric: 'vibration' }));
  references.add(source({ machineName: 'Mill 04', metric: 'temperature' }));
  return references;
}

const numbersOf = (text: string, names: string[] = []): string[] =>
  uncitedNumbers(text, names).map(({ start, end }) => text.slice(start, end));

describe('citations', () => {
  const CASES: readonly (readonly [string, string, string[]])[] = [
    ['Hot [r1].', 'Hot [r1].', ['r1']],
    ['Hot [r1][r2].', 'Hot [r1][r2].', ['r1', 'r2']],
    ['Hot [r2, r1; r7].', 'Hot [r2][r1].', ['r2', 'r1']],
    ['Hot [r7].', 'Hot.', []],
    ['Hot [ R1 ] and [r99999].', 'Hot [r1] and.', ['r1']],
    ['[r1] a [r1]', '[r1] a [r1]', ['r1']],
    ['An [array] of [r', 'An [array] of [r', []],
    ['Cold  and [r1x]', 'Cold  and [r1x]', []],
  ];
  for (const [given, expected, refs] of CASES) {
    it(`${given} leaves as ${expected}, however it is cut`, () => {
      for (let size = 1; size <= given.length; size += 1) {
        const writer = new CitedWriter(two(), new Set());
        const told: string[] = [];
        let text = '';
        for (let at = 0; at <= given.length; at += size) {
          const piece = at < given.length ? writer.push(given.slice(at, at + size)) : writer.end();
          text += piece.text;
          for (const { ref } of piece.citations) {
            told.push(ref);
            assert.ok(piece.text.includes(`[${ref}]`), 'told with the text that names it');
          }
        }
        text += writer.end().text;
        assert.equal(text, expected, `in pieces of ${size}`);
        assert.equal(writer.whole, expected);
        assert.deepEqual(told, refs);
      }
    });
  }

  it('a source has one ref, and each is told once in a request', () => {
    const references = two();
    assert.equal(references.add(source({ machineName: 'Mill 04', metric: 'vibration' })), 'r1');
    const told = new Set<string>();
    assert.deepEqual(
      citeText('A [r1].', references, told).citations.map(({ ref }) => ref),
      ['r1'],
    );
    assert.deepEqual(citeText('B [r1].', references, told).citations, []);
  });
});

describe('uncited numbers', () => {
  it('are those in sentences without a ref', () => {
    assert.deepEqual(numbersOf('It is 80.5 °C [r1]. It was 70 °C. Now 3,000 rpm.'), ['70', '3,000']);
  });
  it('are cited by a ref behind the full stop', () => {
    assert.deepEqual(numbersOf('It is 80 °C. [r1] It was 70.'), ['70']);
    assert.deepEqual(numbersOf('It is 80 °C.[r1] It was 70.'), ['70']);
  });
  it('end with their line', () => {
    assert.deepEqual(numbersOf('- 5 faults\n- 6 stops [r1]\n[r2] 7'), ['5']);
  });
  it('are none in names, codes and numbers of lists', () => {
    assert.deepEqual(numbersOf('1. Mill 04 is bad.\n2) MILL-04 too, and r2d2. Zone 3', ['Mill 04']), ['3']);
  });
  it('lie where they say', () => {
    const text = '🏭 Fehler: ٣ und 12.';
    assert.deepEqual(uncitedNumbers(text, []), [
      { start: text.indexOf('٣'), end: text.indexOf('٣') + 1 },
      { start: text.indexOf('12'), end: text.indexOf('12') + 2 },
    ]);
  });
  it('a name that begins another hides nothing', () => {
    assert.deepEqual(numbersOf('Mill 0 and Mill 04 and 9', ['Mill 0', 'Mill 04']), ['9']);
  });
});
