import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getWebTypesData } from 'custom-element-jet-brains-integration';
import { getVsCodeCssCustomData, getVsCodeHtmlCustomData } from 'custom-element-vs-code-integration';
import type { Package } from 'custom-elements-manifest/schema.d.ts';
import { docsOf, type ElementDoc, WIDGETS } from './manifest.ts';
import { definedClasses, publishedManifest } from './manifest-published.ts';
import { elementTable } from './manifest-table.ts';
import { elementTypes, MADE } from './manifest-types.ts';
import { cdnLoaders, type Part, reactWrapper } from './manifest-wrappers.ts';

/** Everything that is made of the manifest, formatted as the rest of the sources: content by path from the package. */
export function generatedFiles(manifest: Package): Map<string, string> {
  const elements = docsOf(manifest);
  const published = publishedManifest(manifest);
  const partsOf = (element: ElementDoc): Part[] => partsAmong(elements, element);
  const made = [
    ['custom-elements.json', JSON.stringify(published)],
    ...editorData(published),
    ['types/elements.d.ts', elementTypes(elements)],
    ...elements.map(
      (element) => [`src/react/${nameOf(element)}.ts`, reactWrapper(element, partsOf(element))] as const,
    ),
    ['src/react/index.ts', reactIndex(elements)],
    ['src/cdn/loaders.ts', cdnLoaders(elements, partsOf)],
  ] as const;
  return new Map([
    ...made.map(([path, content]) => [path, formatted(path, content)] as const),
    ['README.md', elementTable(readFileSync(join(WIDGETS, 'README.md'), 'utf8'), elements)],
  ]);
}

function reactIndex(elements: readonly ElementDoc[]): string {
  const lines = elements.map((each) => `export { ${each.className} } from './${nameOf(each)}.ts';`);
  return `${MADE}\n${lines.join('\n')}\n`;
}

/** What is registered together with an element, because it is made of it. */
function partsAmong(elements: readonly ElementDoc[], element: ElementDoc): Part[] {
  return definedClasses(nameOf(element))
    .filter((each) => each !== element.className)
    .map((className) => {
      const part = elements.find((each) => each.className === className);
      if (!part) throw new Error(`define/${nameOf(element)}.ts registers ${className}, which is no element.`);
      return part;
    });
}

/** Completion and words in editors that do not read the manifest by themselves. */
function editorData(published: Package): [string, string][] {
  const { name, version } = JSON.parse(readFileSync(join(WIDGETS, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  // The libraries write into what they are given, and mean an older edition of the same format.
  const copy = (): Parameters<typeof getVsCodeHtmlCustomData>[0] =>
    structuredClone(published) as Parameters<typeof getVsCodeHtmlCustomData>[0];
  const webTypes = JSON.parse(getWebTypesData(copy(), { hideLogs: true })) as Record<string, unknown>;
  return [
    ['types/html-custom-data.json', getVsCodeHtmlCustomData(copy(), { hideLogs: true })],
    ['types/css-custom-data.json', getVsCodeCssCustomData(copy(), { hideLogs: true })],
    ['types/web-types.json', JSON.stringify({ ...webTypes, name, version })],
  ];
}

/** As the formatter of this repository writes it, so that both agree about what is current. */
function formatted(path: string, content: string): string {
  const file = join('packages/widgets', path);
  const { stdout, stderr, status } = spawnSync('biome', ['check', '--write', `--stdin-file-path=${file}`], {
    input: content,
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
    cwd: join(WIDGETS, '../..'),
  });
  if (status !== 0 || stdout === '') throw new Error(`${file} could not be formatted (${status}): ${stderr}`);
  return stdout;
}

function nameOf({ tag }: ElementDoc): string {
  return tag.replace('nexus-', '');
}
