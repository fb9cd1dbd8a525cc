import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { contrast, hueDistance, parseColor } from '../../src/branding/color.ts';
import { deriveTheme, type ThemeTokens } from '../../src/branding/index.ts';
import { STATE_COLORS } from '../../src/branding/state-colors.ts';

const SURFACES = ['canvas', 'surface', 'surface-sunken', 'surface-raised', 'brand-surface'];

function token(tokens: ThemeTokens, name: string): string {
  const value = tokens[`--nexus-color-${name}`];
  assert.ok(value, `token ${name} is missing`);
  return value;
}

/** 12 hues at 5 saturations and 7 lightnesses, plus the corners of the cube: every kind of brand there is. */
function* manyColors(): Generator<string> {
  yield* ['#000000', '#ffffff', '#ff0000', '#00ff00', '#0000ff', '#ffff00', '#00ffff', '#ff00ff', '#7f7f7f'];
  const channel = (value: number): string =>
    Math.round(value * 255)
      .toString(16)
      .padStart(2, '0');
  for (let hue = 0; hue < 360; hue += 30)
    for (const s of [0.05, 0.3, 0.55, 0.8, 1])
      for (const l of [0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95]) {
        const part = (n: number): number => {
          const k = (n + hue / 30) % 12;
          return l - s * Math.min(l, 1 - l) * Math.max(-1, Math.min(k - 3, 9 - k, 1));
        };
        yield `#${channel(part(0))}${channel(part(8))}${channel(part(4))}`;
      }
}

describe('deriveTheme', () => {
  it('reaches WCAG AA for every pair of text and surface, whatever the brand', () => {
    let count = 0;
    for (const primaryColor of manyColors()) {
      const theme = deriveTheme({ primaryColor });
      for (const scheme of ['light', 'dark'] as const) {
        const tokens = theme[scheme];
        const check = (text: string, surface: string, ratio: number): void => {
          const reached = contrast(token(tokens, text), token(tokens, surface));
          assert.ok(
            reached >= ratio,
            `${primaryColor} ${scheme}: ${text} on ${surface} has ${reached.toFixed(2)}`,
          );
        };
        for (const surface of SURFACES) {
          for (const text of ['text', 'text-quiet', 'brand-text', 'ok-text', 'warning-text', 'critical-text'])
            check(text, surface, 4.5);
          check('focus', surface, 3);
        }
        for (const surface of SURFACES.slice(0, 4))
          for (const part of ['brand', 'border-strong', 'warning', 'critical', 'offline', 'ok'])
            check(part, surface, 3);
        check('on-brand', 'brand', 4.5);
        check('on-critical', 'critical', 4.5);
        check('warning-text', 'warning-surface', 4.5);
        check('critical-text', 'critical-surface', 4.5);
        check('text', 'warning-surface', 4.5);
        check('text', 'critical-surface', 4.5);
        check('text-quiet', 'warning-surface', 4.5);
        check('text-quiet', 'critical-surface', 4.5);
        for (const n of [1, 2, 3, 4]) check(`series-${n}`, 'surface', 3);
        count += 1;
      }
    }
    assert.ok(count > 800);
  });

  it('leaves the colours of machine state alone, also for a red brand', () => {
    const { light, dark } = deriveTheme({ primaryColor: '#d0242b', accentColor: '#ff0000' });
    for (const [name, value] of Object.entries(STATE_COLORS.light)) assert.equal(light[name], value);
    for (const [name, value] of Object.entries(STATE_COLORS.dark)) assert.equal(dark[name], value);
  });

  it('keeps a readable brand colour as it is and repairs nothing', () => {
    const { light, repairs } = deriveTheme({ primaryColor: '#1b5e3f' });
    assert.equal(token(light, 'brand'), '#1b5e3f');
    assert.equal(token(light, 'on-brand'), '#ffffff');
    assert.deepEqual(
      repairs.filter((repair) => repair.reason.includes('light scheme')),
      [],
    );
  });

  it('tells when it repaired a pale brand, and keeps its hue', () => {
    const { light, repairs } = deriveTheme({ primaryColor: '#ffe14d' });
    const repair = repairs.find((one) => one.token === '--nexus-color-brand-text');
    assert.equal(repair?.from, '#ffe14d');
    assert.equal(repair?.to, token(light, 'brand-text'));
    const [before, after] = [parseColor('#ffe14d'), parseColor(token(light, 'brand-text'))];
    assert.ok(hueDistance(before?.h ?? 0, after?.h ?? 0) < 8);
  });

  it('rejects what is not a hex colour, and says so', () => {
    for (const bad of ['red', '#12', 'rgb(1,2,3)', '#12345678', 'url(x)', '}']) {
      const { light, repairs } = deriveTheme({ primaryColor: bad });
      assert.equal(token(light, 'brand'), '#3d5a80');
      assert.equal(repairs[0]?.token, 'primaryColor');
      assert.equal(repairs[0]?.from, bad);
    }
  });

  it('rejects a font or a radius that could leave its declaration', () => {
    const hostile = { fontFamily: 'x; } :host { display: none', radius: '4px; color: red' as unknown as 4 };
    const { light, repairs } = deriveTheme(hostile);
    assert.ok(!light['--nexus-font-family']?.includes(';'));
    assert.equal(light['--nexus-radius'], '8px');
    assert.deepEqual(repairs.map((repair) => repair.token).sort(), ['fontFamily', 'radius']);
  });

  it('gives four series colours that differ from each other', () => {
    for (const primaryColor of ['#1b5e3f', '#d9381e', '#808080', '#ffe14d', '#5b2a86']) {
      const { light, dark } = deriveTheme({ primaryColor, accentColor: '#c9a227' });
      for (const tokens of [light, dark]) {
        const colors = [1, 2, 3, 4].map((n) => token(tokens, `series-${n}`));
        assert.equal(new Set(colors).size, 4);
      }
    }
  });

  it('traces the brand hue in the neutrals', () => {
    const green = parseColor(token(deriveTheme({ primaryColor: '#1b5e3f' }).light, 'text'));
    const red = parseColor(token(deriveTheme({ primaryColor: '#d9381e' }).light, 'text'));
    assert.ok(hueDistance(green?.h ?? 0, red?.h ?? 0) > 60);
  });

  it('holds the trace back in the dark, where it would turn surfaces to mud', () => {
    for (const primaryColor of ['#1b5e3f', '#d9381e', '#ffe14d', '#5b2a86']) {
      const { dark } = deriveTheme({ primaryColor });
      for (const surface of ['canvas', 'surface', 'surface-sunken', 'surface-raised', 'border'])
        assert.ok((parseColor(token(dark, surface))?.c ?? 1) < 0.01, `${primaryColor}: ${surface}`);
    }
  });

  it('draws rings in the brand, but in ink when the brand has the hue of an alarm', () => {
    for (const [primaryColor, source] of [
      ['#1b5e3f', 'brand-text'],
      ['#3d5a80', 'brand-text'],
      ['#808080', 'brand-text'],
      ['#d9381e', 'text'],
      ['#d0242b', 'text'],
      ['#f5a300', 'text'],
    ] as const) {
      const theme = deriveTheme({ primaryColor });
      for (const tokens of [theme.light, theme.dark])
        assert.equal(token(tokens, 'focus'), token(tokens, source), primaryColor);
    }
  });

  it('gives the same theme for the same brand, and one without a brand', () => {
    assert.deepEqual(deriveTheme({}), deriveTheme());
    assert.equal(token(deriveTheme().light, 'brand'), '#3d5a80');
  });
});
