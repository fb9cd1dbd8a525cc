import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { minifyCss } from '../build/minify-css.ts';
import { withSmallStyles } from '../build/minify-styles.ts';

describe('minifyCss', () => {
  const cases: [string, string, string][] = [
    ['takes comments and indentation out', '\n  /* why */ a {\n    color: red;\n  }\n', ' a{color: red}'],
    ['keeps a blank that is a combinator', '.a :hover > .b + .c {}', '.a :hover > .b + .c{}'],
    [
      'keeps blanks inside of values',
      'a { margin: 0 auto; width: calc(1px + 2em) }',
      'a{margin: 0 auto;width: calc(1px + 2em)}',
    ],
    ['leaves strings alone', 'a::before { content: " /* x */ ; ";}', 'a::before{content: " /* x */ ; "}'],
    ['joins selectors', 'a,\n  b { }', 'a,b{}'],
    ['keeps a blank before an expression', 'padding: ', 'padding: '],
    ['keeps a blank after an expression', ' solid red;', ' solid red;'],
    [
      'leaves a slash alone',
      'a { font: 1rem / 1.5 serif; grid-area: 1 / 2 }',
      'a{font: 1rem / 1.5 serif;grid-area: 1 / 2}',
    ],
    ['does not glue what a comment parts', 'a/**/b {}', 'a b{}'],
  ];
  for (const [title, from, to] of cases)
    it(title, () => {
      assert.equal(minifyCss(from), to);
    });

  it('touches css templates only, and no expression in them', () => {
    const inner = `\${x ? '  1' : \`  2\`}`;
    assert.equal(
      withSmallStyles(`const a = css\`\n  a { b: ${inner}; }\n\`;\nconst b = html\`  <p>  </p>\`;`),
      `const a = css\` a{b: ${inner}}\`;\nconst b = html\`  <p>  </p>\`;`,
    );
  });
});
