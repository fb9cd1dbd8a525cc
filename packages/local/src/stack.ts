import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { authApp } from './auth/auth-app.ts';
import { loadKeys } from './auth/keys.ts';
import { createAuthMailer } from './auth/mail/auth-mailer.ts';
import { createLiteMails } from './auth/mail/lite-mail.ts';
import { type DataFolder, emptyDataFolder, takeDataFolder } from './data-folder.ts';
import type { Database } from './engine/database.ts';
import { functionEnv, functionHosts } from './functions/function-env.ts';
import { FUNCTIONS_ENTRY, startFunctionHost } from './functions/function-host.ts';
import { functionRoutes } from './functions/function-routes.ts';
import { apiApp } from './http/api-app.ts';
import { close, listen } from './http/listen.ts';
import { createLite } from './http/lite-app.ts';
import { createMailbox, type Mailbox } from './mailbox/mailbox.ts';
import { mailboxRoutes } from './mailbox/mailbox-routes.ts';
import { scheduleMaintenance } from './maintenance.ts';
import { type DatabaseOptions, openDatabase, SUPABASE_DIR } from './open-database.ts';
import { realtimeRoutes } from './realtime/realtime-routes.ts';
import { startRealtime } from './realtime/realtime-server.ts';
import { openFileStore } from './storage/file-store.ts';
import { objectRoutes } from './storage/object-routes.ts';
import { createObjectWriter } from './storage/object-writer.ts';
import { adoptOldFiles } from './storage/old-layout.ts';
import { resumableRoutes } from './storage/resumable/resumable-routes.ts';
import { openUnfinishedUploads } from './storage/resumable/unfinished-uploads.ts';
import { storageShims } from './storage/storage-shims.ts';
import { readSupabaseConfig } from './supabase-config.ts';
import { fillVault } from './vault/fill-vault.ts';

/** What {@link startStack} takes. All of it has defaults. */
export interface StackOptions extends DatabaseOptions {
  /** Port of the API; 0, the default, takes any free one. */
  readonly apiPort?: number;
  /** Starts over: empties the data folder first, of what a stack put there. */
  readonly reset?: boolean;
  /** Called when the data folder is ours, before anything else is put into it. */
  readonly onFolder?: (folder: string) => Promise<void>;
  /** Where mails lead back to. Default: the API's own address. */
  readonly siteUrl?: string;
  /** The module that serves the functions; `false` starts no Deno. */
  readonly functions?: string | false;
  /** Starts functions anew when their code changes. Default false. */
  readonly reloadFunctions?: boolean;
  /** Where `NEXUS_…` settings of functions and `GOOGLE_GEMINI_KEY` are read from. Default: this process's environment. */
  readonly env?: NodeJS.ProcessEnv;
  /** Told of errors that belong to no caller, and of what functions print. Default: nothing is said. */
  readonly log?: (line: string) => void;
}

/** A running stack. */
export interface Stack {
  /** Address of the API, without a slash at the end: what supabase-js and the SDK take as `url`. */
  readonly url: string;
  readonly publishableKey: string;
  readonly secretKey: string;
  readonly mailboxUrl: string;
  readonly mailbox: Mailbox;
  readonly db: Database;
  /** Drops every Realtime client, as a restart of the server does. Clients come back by themselves. */
  dropRealtimeClients(): void;
  /** Ends everything, in about a second. Calling it twice is harmless. */
  stop(): Promise<void>;
}

/**
 * Starts the whole back end of Nexus in this process: database, REST, Auth, Storage, Realtime, functions, mailbox.
 *
 * @throws EngineError, NewerDataError, MigrationError, DataFolderError or PortInUseError, each with one clear line;
 *   whatever was started has then ended
 * @example
 * const stack = await startStack();
 * const nexus = createNexus({ url: stack.url, publishableKey: stack.publishableKey });
 * await stack.stop();
 */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const log = options.log ?? (() => undefined);
  const failed = (error: unknown): void =>
    log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const undo: (() => Promise<unknown>)[] = [];
  const unwind = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step().catch(failed);
  };

  try {
    // The port first: when it is taken, nothing has been touched yet.
    let handle: RequestListener = (_request, response) => {
      response.writeHead(503, { 'retry-after': '1' }).end('The stack is starting');
    };
    const server = createServer((request, response) => handle(request, response));
    const port = await listen(server, options.apiPort ?? 0, '--api-port');
    undo.push(() => close(server));
    const url = `http://127.0.0.1:${port}`;

    const folder = await takeFolder(options, undo);
    const keys = await loadKeys(folder.keys);
    const database = await openDatabase({ ...options, dataDir: folder.data });
    undo.push(() => database.close());
    undo.push(scheduleMaintenance(database, failed));
    const env = options.env ?? process.env;
    await fillVault(database, env, log);

    const supabaseDir = options.supabaseDir ?? SUPABASE_DIR;
    const config = await readSupabaseConfig(supabaseDir);
    const siteUrl = options.siteUrl ?? url;
    const mailbox = createMailbox();
    const mailer = await createAuthMailer({ templates: config.templates, mailbox, siteUrl, apiUrl: url });
    const mails = createLiteMails(database, mailer, mailbox);
    const files = openFileStore(folder.files);
    const writer = createObjectWriter(database, files);
    await adoptOldFiles(database, folder.files);
    await writer.recover();
    const uploads = await openUnfinishedUploads(join(folder.files, 'unfinished'), failed);
    undo.push(async () => uploads.close());
    const lite = createLite({ database, keys, config, mails, siteUrl, files, log });
    const realtime = await startRealtime({ database, keys, failed });
    undo.push(() => realtime.close());
    const host =
      options.functions === false
        ? null
        : startFunctionHost({
            entry: options.functions ?? FUNCTIONS_ENTRY,
            env: functionEnv(env, { url, siteUrl, keys }),
            allowNet: functionHosts(env),
            ...(options.reloadFunctions && { watch: [join(supabaseDir, 'functions')] }),
            log,
          });
    if (host) undo.push(() => host.stop());

    const { largestFile } = config.storage;
    const app = apiApp({
      lite,
      functions: functionRoutes(host, config.verifyJwt, keys),
      auth: authApp({
        forward: lite,
        database,
        keys,
        config: config.auth,
        mailer,
        mails,
        siteUrl,
        apiUrl: url,
      }),
      objects: objectRoutes({ database, writer, keys, largestFile }),
      resumable: resumableRoutes({ database, writer, keys, largestFile, uploads }),
      storage: storageShims(lite),
      realtime: realtimeRoutes(realtime.hub, keys),
      mailbox: mailboxRoutes(mailbox),
      failed: (error, id) => {
        log(`request ${id}`);
        failed(error);
      },
    });
    handle = getRequestListener(app.fetch);
    server.on('upgrade', realtime.upgrade);
    // First to end: whoever still asks must not meet a stack that is half gone. An open WebSocket would keep it waiting.
    undo.push(async () => {
      realtime.dropClients();
      await close(server);
    });

    return {
      url,
      publishableKey: keys.publishableKey,
      secretKey: keys.secretKey,
      mailboxUrl: `${url}/mailbox`,
      mailbox,
      db: database,
      dropRealtimeClients: realtime.dropClients,
      stop: unwind,
    };
  } catch (error) {
    await unwind();
    throw error;
  }
}

/** Where the parts of one stack keep their data. */
interface Places {
  readonly keys: string;
  readonly data: string;
  readonly files: string;
}

async function takeFolder(options: StackOptions, undo: (() => Promise<unknown>)[]): Promise<Places> {
  const { dataDir = 'memory', reset = false, onFolder } = options;
  if (dataDir === 'memory') {
    const files = await mkdtemp(join(tmpdir(), 'nexus-files-'));
    undo.push(() => rm(files, { recursive: true, force: true }));
    return { keys: 'memory', data: 'memory', files };
  }
  const folder: DataFolder = await takeDataFolder(dataDir);
  undo.push(() => folder.release());
  if (reset) await emptyDataFolder(folder);
  await onFolder?.(folder.path);
  return { keys: folder.path, data: folder.path, files: join(folder.path, 'files') };
}
