import { existsSync, type FSWatcher, watch } from 'node:fs';

/** An editor writes a file in several steps, and several files in one go. */
const CALM_MS = 150;

/**
 * Calls `changed` with the name of a file some moments after code below one of the folders changed. Folders that are not
 * there are left out.
 *
 * @returns how to stop
 */
export function watchFiles(
  folders: readonly string[],
  changed: (file: string) => void,
  failed: (error: unknown) => void,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  const watchers: FSWatcher[] = [];
  for (const folder of folders.filter((each) => existsSync(each))) {
    const watcher = watch(folder, { recursive: true, persistent: false }, (_event, file) => {
      if (file === null || !/\.(?:ts|js|mjs|json)$/.test(file)) return;
      clearTimeout(timer);
      timer = setTimeout(() => changed(file), CALM_MS);
    });
    watcher.on('error', failed);
    watchers.push(watcher);
  }
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
