import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { deriveTheme } from '@nexus-mfg/sdk/branding';

const text = readFileSync(new URL('../../../docs/design-tokens.md', import.meta.url), 'utf8');

describe('docs/design-tokens.md', () => {
  it('lists exactly the tokens that a provider sets', () => {
    const listed = [...text.matchAll(/^\| `(--nexus-[a-z0-9-]+)` \|/gm)].map(([, name]) => name);
    const { light, dark } = deriveTheme();
    const set = [...new Set([...Object.keys(light), ...Object.keys(dark), '--nexus-density'])];
    assert.deepEqual([...listed].sort(), set.sort());
  });

  it('gives the values of the neutral palette', () => {
    const { light, dark } = deriveTheme();
    for (const [name, value] of Object.entries(light)) {
      if (!name.startsWith('--nexus-color')) continue;
      const row = text.split('\n').find((line) => line.startsWith(`| \`${name}\` |`)) ?? '';
      assert.ok(
        row.includes(value) && row.includes(dark[name] ?? '?'),
        `${name}: ${value} ${dark[name]}, not ${row}`,
      );
    }
  });
});
