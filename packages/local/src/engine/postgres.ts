import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { type Child, startChild } from './child.ts';
import { type Database, EngineError, type Settings } from './database.ts';
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.ts';
import {
  canHandOver,
  type HandedData,
  handOverData,
  openTemporaryFolder,
  reachBinaries,
} from './postgres-reach.ts';
import { choosePostgresUser, isOpenToOthers, type PostgresUser } from './postgres-user.ts';
import { openServer, type ServerAddress } from './server.ts';

/** Small enough for a laptop, and nothing that only replication needs. */
const SETTINGS = [
  'max_connections=40',
  'shared_buffers=64MB',
  'wal_level=minimal',
  'max_wal_senders=0',
  'timezone=UTC',
  'log_min_messages=log',
  'log_checkpoints=off',
  'log_min_error_statement=panic',
];

/** Why PostgreSQL cannot run here with data in `folder`, as one line; null when it can. */
export async function whyNoPostgres(folder: string): Promise<string | null> {
  const binaries = await findPostgresBinaries();
  if (!binaries) return `there is no PostgreSQL from npm for ${process.platform} on ${process.arch}`;
  const { uid } = await choosePostgresUser(folder);
  if (uid === undefined || canHandOver || (await isOpenToOthers(folder))) return null;
  return 'PostgreSQL does not run as root, and no other user may enter this folder';
}

/**
 * Starts PostgreSQL 17 as a child process and connects to it over a private socket.
 *
 * @param folder where the data lives; `undefined` uses a temporary folder that is removed on close
 * @param settings what every session finds with `current_setting`
 * @param onDied told when it ends without being asked to
 * @throws EngineError when there is no PostgreSQL for this platform, or it does not start
 */
export async function openPostgres(
  folder: string | undefined,
  settings?: Settings,
  onDied?: (error: EngineError) => void,
): Promise<Database> {
  const installed = await findPostgresBinaries();
  if (!installed)
    throw new EngineError('PostgreSQL cannot run here: there is none from npm for this platform');
  const run = await mkdtemp(join(await openTemporaryFolder(), 'nexus-pg-'));
  const data = folder === undefined ? join(run, 'data') : resolve(folder);
  const undo: (() => Promise<unknown>)[] = [() => rm(run, { recursive: true, force: true })];
  let isEnding = false;
  const cleanUp = async (): Promise<void> => {
    isEnding = true;
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const user = await choosePostgresUser(data);
    await own(run, user);
    const binaries = await reachBinaries(installed, user, run);
    // Written by the first start. Before that there is no data yet, and creation may have been interrupted: made anew.
    const isNew = !existsSync(join(data, 'postmaster.opts'));
    if (isNew) await rm(data, { recursive: true, force: true });
    await mkdir(data, { recursive: true, mode: 0o700 });
    await own(data, user);
    const handed = await handOverData(data, user);
    undo.push(() => handed.close());
    const password = isNew
      ? await initialise(binaries, user, handed, run, passwordFile(data))
      : await readFile(passwordFile(data), 'utf8');
    const address = await chooseAddress(run, password);
    const child = await startServerPatiently(binaries, user, handed, address, folder === undefined);
    undo.push(() => child.stop());
    void child.exited.then(() => {
      if (!isEnding)
        onDied?.(new EngineError('PostgreSQL ended by itself. What it stored is kept: start again.'));
    });
    const database = await openServer(address, 'postgres', settings);
    undo.push(() => database.close());
    return { ...database, close: cleanUp };
  } catch (error) {
    await cleanUp();
    throw error;
  }
}

/** The superuser's password is kept beside the data, which only PostgreSQL's user may enter. */
const passwordFile = (data: string): string => `${data}.password`;

async function own(path: string, { uid, gid }: PostgresUser): Promise<void> {
  if (uid !== undefined) await chown(path, uid, gid ?? uid);
}

/** Makes the cluster. Returns the password of its superuser. */
async function initialise(
  binaries: PostgresBinaries,
  user: PostgresUser,
  data: HandedData,
  run: string,
  keptIn: string,
): Promise<string> {
  const password = randomBytes(24).toString('base64url');
  const temporary = join(run, 'password');
  await writeFile(temporary, password, { mode: 0o600 });
  await own(temporary, user);
  const flags = [
    '--username=postgres',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--no-sync',
    '--no-instructions',
  ];
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const child = startChild({
    command: binaries.initdb,
    args: [`--pgdata=${data.path}`, `--pwfile=${temporary}`, ...flags, ...locale],
    env: { ...process.env, LC_ALL: 'C' },
    cwd: run,
    stopSignal: 'TERM',
    ...(data.file !== undefined && { file: data.file }),
    ...user,
  });
  let said = '';
  child.process.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.process.stdout?.resume();
  if ((await child.exited) !== 0) {
    throw new EngineError(`PostgreSQL could not create its data folder: ${lastLine(said)}`);
  }
  await rm(temporary);
  await writeFile(keptIn, password, { mode: 0o600 });
  return password;
}

/** A socket in a private folder where there are sockets; a free local port on Windows. */
async function chooseAddress(run: string, password: string): Promise<ServerAddress> {
  if (process.platform !== 'win32') return { host: run, port: 5432, password };
  const port = await new Promise<number>((resolvePort) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const found = (probe.address() as { port: number }).port;
      probe.close(() => resolvePort(found));
    });
  });
  return { host: '127.0.0.1', port, password };
}

/** The server of a process that was killed takes a moment to end; until then it holds the data. */
const STILL_ENDING = 'lock file "postmaster.pid" already exists';
const PATIENCE_MS = 5000;

async function startServerPatiently(...given: Parameters<typeof startServer>): Promise<Child> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await startServer(...given);
    } catch (error) {
      if (!String(error).includes(STILL_ENDING) || Date.now() > until) throw error;
      await new Promise((done) => setTimeout(done, 100));
    }
  }
}

async function startServer(
  binaries: PostgresBinaries,
  user: PostgresUser,
  data: HandedData,
  address: ServerAddress,
  temporary: boolean,
): Promise<Child> {
  const sockets = process.platform !== 'win32';
  const settings = [
    ...SETTINGS,
    `listen_addresses=${sockets ? '' : '127.0.0.1'}`,
    ...(sockets ? [`unix_socket_directories=${address.host}`, 'unix_socket_permissions=0700'] : []),
    // Data that is thrown away needs no safety from power cuts.
    ...(temporary ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] : []),
  ];
  const child = startChild({
    command: binaries.postgres,
    args: ['-D', data.path, '-p', String(address.port), ...settings.flatMap((setting) => ['-c', setting])],
    env: { ...process.env, LC_ALL: 'C' },
    cwd: '/',
    stopSignal: 'INT',
    ...(process.platform !== 'win32' && address.host !== undefined && { removeAfter: address.host }),
    ...(data.file !== undefined && { file: data.file }),
    ...user,
  });
  let log = '';
  await new Promise<void>((ready, fail) => {
    child.process.stderr?.on('data', (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-4000);
      if (log.includes('ready to accept connections')) ready();
    });
    child.exited.then(() => fail(new EngineError(`PostgreSQL did not start: ${lastLine(log)}`)));
  });
  return child;
}

function lastLine(log: string): string {
  const lines = log.trim().split('\n');
  return lines.find((line) => line.includes('FATAL:')) ?? (lines.at(-1) || 'it ended without a word');
}
