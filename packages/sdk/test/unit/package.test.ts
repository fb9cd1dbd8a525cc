import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

interface Manifest {
  files: string[];
  exports: Record<string, { 'nexus-source'?: string } | string>;
}

const root = new URL('../../../../', import.meta.url);

/** Whoever installs a package has this folder and nothing of the repository around it. */
for (const name of ['sdk', 'widgets']) {
  describe(`the package ${name} stands by itself`, () => {
    const folder = new URL(`packages/${name}/`, root);
    const read = (path: string, base: URL = folder): string => readFileSync(new URL(path, base), 'utf8');
    const manifest = JSON.parse(read('package.json')) as Manifest;

    it('carries the licence', () => {
      assert.equal(read('LICENSE'), read('LICENSE', root));
    });

    it('has a README whose links lead to files that are in it', () => {
      const links = [...read('README.md').matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(
        ([, link]) => link ?? '',
      );
      const missing = links.filter((link) => {
        const target = new URL(link, folder);
        return !target.href.startsWith(folder.href) || !existsSync(target);
      });
      assert.deepEqual(missing, []);
    });

    it('ships what each entry leads to', () => {
      assert.deepEqual(manifest.files.slice(0, 2), ['dist', 'src']);
      const sources = Object.values(manifest.exports).flatMap((target) =>
        typeof target === 'string' || target['nexus-source'] === undefined ? [] : [target['nexus-source']],
      );
      for (const source of sources) {
        const path = source.replace('*', 'all');
        assert.ok(existsSync(new URL(path, folder)), path);
      }
      for (const file of manifest.files.slice(2)) assert.ok(existsSync(new URL(file, folder)), file);
    });
  });
}
