import { type BuildOptions, context } from 'esbuild';

/** Serves the folder of a page and bundles it anew for each visit. Nothing is written to disk. */
export async function servePage(options: BuildOptions, port = 4300): Promise<void> {
  const { absWorkingDir: servedir = '.' } = options;
  const { serve } = await context({ ...options, write: false });
  const { port: taken } = await serve({ servedir, host: '127.0.0.1', port });
  console.log(`http://127.0.0.1:${taken}/  (Ctrl+C ends it)`);
}
