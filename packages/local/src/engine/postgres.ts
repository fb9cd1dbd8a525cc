import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type Child, startChild } from './child.ts';
import { type Database, EngineError } from './database.ts';
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.ts';
import { choosePostgresUser, type PostgresUser } from './postgres-user.ts';
import { openServer, type ServerAddress } from './server.ts';

const run = promisify(execFile);

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

/** Why PostgreSQL cannot run here for `folder`, as one line; null when it can. */
export async function whyNoPostgres(folder: string): Promise<string | null> {
  const binaries = await findPostgresBinaries();
  if (!binaries) return `there is no PostgreSQL from npm for ${process.platform} on ${process.arch}`;
  const user = await choosePostgresUser(folder, [dirname(folder), binaries.postgres]);
  return user ? null : 'PostgreSQL does not run as root, and no other user may enter this folder';
}

/**
 * Starts PostgreSQL 17 as a child process and connects to it over a private socket.
 *
 * @param folder where the data lives; `undefined` uses a temporary folder that is removed on close
 * @throws EngineError when there is no PostgreSQL for this platform, or it does not start
 */
export async function openPostgres(folder: string | undefined): Promise<Database> {
  const run = await mkdtemp(join(tmpdir(), 'nexus-pg-'));
  const data = folder === undefined ? join(run, 'data') : resolve(folder);
  let child: Child | undefined;
  const cleanUp = async (): Promise<void> => {
    await child?.stop();
    await rm(run, { recursive: true, force: true });
  };
  try {
    const binaries = await findPostgresBinaries();
    const user = binaries && (await choosePostgresUser(data, [tmpdir(), binaries.postgres]));
    const reason = folder === undefined ? null : await whyNoPostgres(data);
    if (!binaries || !user || reason !== null) {
      throw new EngineError(`PostgreSQL cannot run here: ${reason ?? 'its programs are out of reach'}`);
    }
    const password = await initialise(binaries, user, data, run);
    const address = await chooseAddress(run, password);
    child = await startServer(binaries, user, data, address, folder === undefined);
    const database = await openServer(address, 'postgres');
    return {
      ...database,
      close: async () => {
        await database.close();
        await cleanUp();
      },
    };
  } catch (error) {
    await cleanUp();
    throw error;
  }
}

/** Makes the cluster on first use. Returns the password of its superuser, which is kept beside the data. */
async function initialise(
  binaries: PostgresBinaries,
  user: PostgresUser,
  data: string,
  run: string,
): Promise<string> {
  if (user.uid !== undefined) await chown(run, user.uid, user.gid ?? user.uid);
  const passwordFile = `${data}.password`;
  if (existsSync(join(data, 'PG_VERSION'))) return readFile(passwordFile, 'utf8');

  // A cluster whose creation was interrupted has no PG_VERSION yet and is made anew.
  await rm(data, { recursive: true, force: true });
  const password = randomBytes(24).toString('base64url');
  const temporary = join(run, 'password');
  await mkdir(data, { recursive: true, mode: 0o700 });
  await writeFile(temporary, password, { mode: 0o600 });
  if (user.uid !== undefined) {
    await chown(data, user.uid, user.gid ?? user.uid);
    await chown(temporary, user.uid, user.gid ?? user.uid);
  }
  const flags = [
    '--username=postgres',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--no-sync',
    '--no-instructions',
  ];
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  await execInitdb(binaries.initdb, [`--pgdata=${data}`, `--pwfile=${temporary}`, ...flags, ...locale], user);
  await rm(temporary);
  await writeFile(passwordFile, password, { mode: 0o600 });
  return password;
}

async function execInitdb(initdb: string, args: string[], user: PostgresUser): Promise<void> {
  try {
    await run(initdb, args, { ...user, cwd: tmpdir(), env: { ...process.env, LC_ALL: 'C' } });
  } catch (error) {
    const stderr = (error as { stderr?: string }).stderr?.trim().split('\n').at(-1);
    throw new EngineError(
      `PostgreSQL could not create its data folder: ${stderr || (error as Error).message}`,
    );
  }
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

async function startServer(
  binaries: PostgresBinaries,
  user: PostgresUser,
  data: string,
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
    args: ['-D', data, '-p', String(address.port), ...settings.flatMap((setting) => ['-c', setting])],
    env: { ...process.env, LC_ALL: 'C' },
    cwd: tmpdir(),
    stopSignal: 'INT',
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
  return log.trim().split('\n').at(-1) || 'it ended without a word';
}
