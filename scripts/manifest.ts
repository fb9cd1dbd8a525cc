/**
 * Writes everything that is made of the elements' own words: the custom elements manifest, the data for editors, the types
 * for markup of frameworks, the wrappers for React 18, the CDN's list of elements, and the table in the package's README.
 *
 *     npm run manifest              write it
 *     npm run manifest -- --check   fail when something is not as it would be written
 */
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { customElementsManifest, WIDGETS } from './lib/manifest.ts';
import { generatedFiles } from './lib/manifest-files.ts';

const isCheck = process.argv.includes('--check');
const files = generatedFiles(await customElementsManifest());
const changed = [...files].filter(([path, content]) => {
  const file = join(WIDGETS, path);
  return !existsSync(file) || readFileSync(file, 'utf8') !== content;
});
const leftOver = globSync('src/react/*.ts', { cwd: WIDGETS }).filter(
  (path) => !files.has(path) && path !== 'src/react/wrap.ts',
);
for (const path of leftOver) {
  if (isCheck) console.error(`packages/widgets/${path} belongs to no element.`);
  else rmSync(join(WIDGETS, path));
}
for (const [path, content] of changed) {
  if (isCheck) {
    console.error(`packages/widgets/${path} is not what the elements say: npm run manifest`);
    continue;
  }
  mkdirSync(dirname(join(WIDGETS, path)), { recursive: true });
  writeFileSync(join(WIDGETS, path), content);
}
if (isCheck && changed.length + leftOver.length > 0) process.exit(1);
console.log(
  isCheck
    ? `${files.size} files are as the elements say`
    : `${changed.length} of ${files.size} files written`,
);
