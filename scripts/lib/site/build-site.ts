import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { elementDocs } from '../manifest.ts';
import { elementPage } from './element-page.ts';
import { layout, type NavGroup } from './layout.ts';
import { renderMarkdown } from './markdown.ts';
import { startPage } from './start-page.ts';

const ROOT = join(import.meta.dirname, '../../..');

interface Document {
  path: string;
  title: string;
  html: string;
}

/** Writes the whole site into a folder, which is emptied before. */
export async function buildSite(folder: string): Promise<{ elements: number; documents: number }> {
  await rm(folder, { recursive: true, force: true });
  const elements = await elementDocs();
  const guides = await documentsOf('docs/guides', 'guides');
  const decisions = await documentsOf('docs/decisions', 'decisions');
  const others = await documentsOf('docs', '');
  const nav: NavGroup[] = [
    { title: 'Start', entries: [{ href: 'index.html', label: 'Overview' }] },
    {
      title: 'Elements',
      entries: elements.map(({ tag }) => ({ href: `elements/${tag}.html`, label: `<${tag}>` })),
    },
    { title: 'Guides', entries: guides.map(entryOf) },
    {
      title: 'More',
      entries: [...others.map(entryOf), { href: 'decisions/index.html', label: 'Decisions' }],
    },
  ];
  const write = async (path: string, title: string, body: string): Promise<void> => {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, layout({ title, path, body, nav }));
  };
  await write('index.html', 'Nexus', startPage(elements, guides));
  for (const element of elements)
    await write(`elements/${element.tag}.html`, `<${element.tag}>`, elementPage(element));
  for (const { path, title, html } of [...guides, ...decisions, ...others]) await write(path, title, html);
  const list = decisions.map(
    ({ path, title }) => `<li><a href="${path.replace('decisions/', '')}">${title}</a></li>`,
  );
  await write('decisions/index.html', 'Decisions', `<h1>Decisions</h1><ul>${list.join('')}</ul>`);
  await bundle(folder);
  await copyFile(join(ROOT, 'docs/site/site.css'), join(folder, 'site.css'));
  return { elements: elements.length, documents: guides.length + decisions.length + others.length };
}

function entryOf({ path, title }: Document): { href: string; label: string } {
  return {
    href: path,
    label: title.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'),
  };
}

/** The documents of a folder of the repository, not of those below it. */
async function documentsOf(folder: string, to: string): Promise<Document[]> {
  const names = (await readdir(join(ROOT, folder))).filter((name) => name.endsWith('.md')).sort();
  return Promise.all(
    names
      .filter((name) => name !== 'README.md')
      .map(async (name) => {
        const { title, html } = renderMarkdown(await readFile(join(ROOT, folder, name), 'utf8'));
        return { path: join(to, name.replace('.md', '.html')), title: title || name, html };
      }),
  );
}

/** The script of the pages. Elements and the simulated plant come only to pages that show one. */
async function bundle(folder: string): Promise<void> {
  await build({
    entryPoints: { site: join(ROOT, 'docs/site/main.ts') },
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['nexus-source'],
    outdir: folder,
    chunkNames: 'chunks/[name]-[hash]',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  });
}
