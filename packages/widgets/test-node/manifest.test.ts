// What is made from the sources fits the sources. Whether it is current is a check of its own (scripts/manifest.ts).
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import * as validator from '@wc-toolkit/cem-validator';
import type { Package } from 'custom-elements-manifest/schema.d.ts';
import { declarationsIn } from '../../../scripts/lib/manifest.ts';
import { definedClasses } from '../../../scripts/lib/manifest-published.ts';

const WIDGETS = join(import.meta.dirname, '..');
const manifest = JSON.parse(readFileSync(join(WIDGETS, 'custom-elements.json'), 'utf8')) as Package;
const elements = declarationsIn(manifest).map(({ declaration }) => declaration);
const nameOf = (tag = ''): string => tag.replace('nexus-', '');

/** Whether a module of the element calls `define` with the class. */
function registers(name: string, className: string): boolean {
  return globSync(`src/${name}/*.ts`, { cwd: WIDGETS }).some((path) =>
    new RegExp(`define\\(\\[[^\\]]*\\b${className}\\b`).test(readFileSync(join(WIDGETS, path), 'utf8')),
  );
}

describe('the manifest of the elements', () => {
  it('has every element of the sources, each with words', () => {
    const names = globSync('src/*/*.ts', { cwd: WIDGETS }).flatMap((path) => {
      const source = readFileSync(join(WIDGETS, path), 'utf8');
      return /static readonly baseName: string = '([\w-]+)'/.exec(source)?.[1] ?? [];
    });
    assert.ok(names.length >= 14);
    assert.deepEqual(elements.map(({ tagName }) => nameOf(tagName)).sort(), names.sort());
    for (const { tagName, summary, members = [] } of elements) {
      assert.ok(summary, tagName);
      for (const { name, description } of members) assert.ok(description, `${tagName}: ${name}`);
    }
  });

  it('has a definition for each element, and each is in the definition of all', () => {
    const all = readFileSync(join(WIDGETS, 'src/define/define-all.ts'), 'utf8');
    const tags = readFileSync(join(WIDGETS, 'src/define/all.ts'), 'utf8');
    for (const { name, tagName } of elements) {
      assert.equal(definedClasses(nameOf(tagName))[0], name);
      assert.match(all, new RegExp(`^  ${name},$`, 'm'));
      assert.ok(tags.includes(`'${tagName}': ${name};`), tagName);
    }
  });

  it('tells of the elements that an element is made of', () => {
    for (const { tagName } of elements) {
      const name = nameOf(tagName);
      const registered = definedClasses(name);
      for (const path of globSync(`src/${name}/*.ts`, { cwd: WIDGETS })) {
        const source = readFileSync(join(WIDGETS, path), 'utf8');
        for (const [, used] of source.matchAll(/\btag\('([\w-]+)'\)/g)) {
          const part = elements.find((each) => each.tagName === `nexus-${used}`);
          assert.ok(part, `${path} uses ${used}`);
          // What is not needed at once may be loaded and registered by the element itself.
          const isThere = registered.includes(part.name) || registers(name, part.name);
          assert.ok(isThere, `${path} uses ${used}; define/${name}.ts lacks it`);
        }
      }
    }
  });

  it('passes the validator', () => {
    validator.testComponents(manifest as Parameters<typeof validator.testComponents>[0]);
    // Types of properties come from two packages, and the paths are there only after a build; test-node/published looks.
    const found = validator.failures.filter(
      ({ rule }) => !/exportTypes|modulePath|definitionPath/.test(rule),
    );
    assert.deepEqual(found, []);
  });

  it('is where package.json says', () => {
    const { customElements } = JSON.parse(readFileSync(join(WIDGETS, 'package.json'), 'utf8')) as {
      customElements?: string;
    };
    assert.ok(customElements && existsSync(join(WIDGETS, customElements)));
  });
});
