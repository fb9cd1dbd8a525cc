import { existsSync } from 'node:fs';
import { copyFile, link, mkdir, open, readdir, readlink, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { isOpenToOthers, type PostgresUser } from './postgres-user.ts';

// As root, PostgreSQL runs as another user, who may not come through a folder such as /root or one made by `mktemp -d`.
// Its data is then handed over as an open folder, and its programs are linked to where he may go.

const OPEN_FOLDERS = '/proc/self/fd';

/** Whether another user can be given a folder that he cannot walk to. */
export const canHandOver: boolean = existsSync(OPEN_FOLDERS);

/** The data folder as PostgreSQL gets it. */
export interface HandedData {
  /** What PostgreSQL is told. */
  readonly path: string;
  /** To be passed on as file descriptor 3, when `path` means it. */
  readonly file?: number;
  close(): Promise<void>;
}

/** Gives PostgreSQL's user a way into a folder that belongs to him, wherever it lies. */
export async function handOverData(data: string, user: PostgresUser): Promise<HandedData> {
  if (user.uid === undefined || !canHandOver) return { path: data, close: async () => {} };
  const folder = await open(data, 'r');
  return { path: `${OPEN_FOLDERS}/3`, file: folder.fd, close: () => folder.close() };
}

/** Where PostgreSQL's user may go to: the temporary folder, unless that is somebody's own. */
export async function openTemporaryFolder(): Promise<string> {
  return (await isOpenToOthers(tmpdir())) ? tmpdir() : '/tmp';
}

/**
 * PostgreSQL's programs where its user can run them: as they are, or linked (copied across file systems) into `folder`.
 */
export async function reachBinaries(
  binaries: PostgresBinaries,
  user: PostgresUser,
  folder: string,
): Promise<PostgresBinaries> {
  if (user.uid === undefined || (await isOpenToOthers(binaries.postgres))) return binaries;
  const bin = join(folder, 'native', 'bin');
  await linkTree(dirname(dirname(binaries.postgres)), dirname(bin));
  return { postgres: join(bin, basename(binaries.postgres)), initdb: join(bin, basename(binaries.initdb)) };
}

async function linkTree(from: string, to: string): Promise<void> {
  await mkdir(to, { mode: 0o755 });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await linkTree(source, target);
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
    else await link(source, target).catch(() => copyFile(source, target));
  }
}
