import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { pageBuild } from '../support/page-build.ts';

/** The page's files by path, its script bundled. */
export async function pageFiles(folder: string): Promise<Map<string, string | Uint8Array>> {
  const { outputFiles = [] } = await build({
    ...pageBuild(folder, 'page.ts'),
    entryPoints: { page: join(folder, 'page.ts') },
    write: false,
  });
  const files = new Map<string, string | Uint8Array>(
    outputFiles.map(({ path, contents }) => [`/${basename(path)}`, contents]),
  );
  for (const name of ['index.html', 'page.css'])
    files.set(`/${name}`, await readFile(join(folder, name), 'utf8'));
  return files;
}
