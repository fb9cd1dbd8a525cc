import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { compile } from 'tailwindcss';
import tailwind3 from 'tailwindcss3';
import preset from '../tailwind/preset.js';
import { colorNames, presetJs, themeCss } from './support/tailwind-files.ts';

/** The one that Tailwind 3 itself works with. */
const postcss: (plugins: unknown[]) => {
  process: (css: string, options: { from: undefined }) => Promise<{ css: string }>;
} = createRequire(import.meta.resolve('tailwindcss3'))('postcss');
const read = (name: string): string => readFileSync(new URL(`../tailwind/${name}`, import.meta.url), 'utf8');
const CLASSES = [
  'bg-nexus-surface',
  'text-nexus-brand-text',
  'border-nexus-border-strong',
  'bg-nexus-brand/50',
  'dark:bg-nexus-canvas',
  'rounded-nexus',
  'font-nexus',
];

async function withTailwind4(classes: readonly string[]): Promise<string> {
  const theme = readFileSync(fileURLToPath(import.meta.resolve('tailwindcss/theme.css')), 'utf8');
  const { build } = await compile(`@layer theme { ${theme} } ${read('theme.css')} @tailwind utilities;`);
  return build([...classes]);
}

async function withTailwind3(classes: readonly string[]): Promise<string> {
  const content = [{ raw: classes.join(' '), extension: 'html' }];
  const plugin = tailwind3({ presets: [preset], content, corePlugins: { preflight: false } });
  const { css } = await postcss([plugin]).process('@tailwind utilities;', { from: undefined });
  return css;
}

/** The declarations of a class, with white space as one space. */
function rule(css: string, name: string): string {
  const escaped = `.${name.replaceAll(/[/:]/g, '\\$&')}`;
  const at = css.indexOf(escaped);
  assert.notEqual(at, -1, `${escaped} is not in:\n${css}`);
  return css.slice(at, css.indexOf('\n}', at)).replaceAll(/\s+/g, ' ');
}

describe('the Tailwind files', () => {
  it('have exactly the tokens that a provider sets', () => {
    assert.equal(read('theme.css'), themeCss());
    assert.equal(read('preset.js'), presetJs());
    assert.ok(colorNames().length > 20);
  });

  it('work with Tailwind 4', async () => {
    const css = await withTailwind4(CLASSES);
    assert.match(rule(css, 'bg-nexus-surface'), /background-color: var\(--nexus-color-surface\)/);
    assert.match(rule(css, 'text-nexus-brand-text'), /[^-]color: var\(--nexus-color-brand-text\)/);
    assert.match(rule(css, 'border-nexus-border-strong'), /border-color: var\(--nexus-color-border-strong\)/);
    assert.match(css, /color-mix\(in oklab, var\(--nexus-color-brand\) 50%, transparent\)/);
    assert.match(rule(css, 'rounded-nexus'), /border-radius: var\(--nexus-radius\)/);
    assert.match(rule(css, 'font-nexus'), /font-family: var\(--nexus-font-family\)/);
    assert.match(css, /dark\\:bg-nexus-canvas/);
    // Not on :root, where no provider has set them yet.
    assert.doesNotMatch(css, /--color-nexus/);
  });

  it('work with Tailwind 3', async () => {
    const css = await withTailwind3(CLASSES);
    assert.match(
      rule(css, 'bg-nexus-surface'),
      /background-color: color-mix\(in srgb, var\(--nexus-color-surface\) calc\(var\(--tw-bg-opacity, 1\) \* 100%\), transparent\)/,
    );
    assert.match(
      rule(css, 'bg-nexus-brand/50'),
      /var\(--nexus-color-brand\) calc\(0\.5 \* 100%\), transparent/,
    );
    assert.match(rule(css, 'text-nexus-brand-text'), /var\(--nexus-color-brand-text\)/);
    assert.match(rule(css, 'rounded-nexus'), /border-radius: var\(--nexus-radius\)/);
    assert.match(rule(css, 'font-nexus'), /font-family: var\(--nexus-font-family\)/);
  });

  it('serve every colour in both', async () => {
    const classes = colorNames().map((name) => `bg-nexus-${name}`);
    for (const css of [await withTailwind4(classes), await withTailwind3(classes)])
      for (const name of classes) rule(css, name);
  });
});
