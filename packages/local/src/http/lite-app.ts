import { App, type Connection } from '@supabase/lite';
import type { Keys } from '../auth/keys.ts';
import { LITE_TEMPLATES, type LiteMails } from '../auth/mail/lite-mail.ts';
import type { Database } from '../engine/database.ts';
import type { FileStore } from '../storage/file-store.ts';
import { readingAdapter } from '../storage/lite-adapter.ts';
import type { SupabaseConfig } from '../supabase-config.ts';
import type { Forward } from './forward.ts';
import { quietly } from './quiet-console.ts';

/** What REST, Auth and Storage are served with. */
export interface LiteOptions {
  readonly database: Database;
  readonly keys: Keys;
  readonly config: SupabaseConfig;
  readonly mails: Pick<LiteMails, 'send'>;
  /** Where mails lead back to: the portal. */
  readonly siteUrl: string;
  /** Uploaded files, to read. */
  readonly files: FileStore;
  readonly log: (line: string) => void;
}

/** @supabase/lite's REST, Auth and Storage on our database. Every request has its turn of the engine's lock. */
export function createLite(options: LiteOptions): Forward {
  const { database, keys, config, mails, siteUrl } = options;
  const app = new App({
    connection: database.connection as Connection,
    api: config.api,
    auth: {
      ...config.auth,
      enabled: true,
      jwt_secret: keys.jwtSecret,
      publishable_key: keys.publishableKey,
      secret_key: keys.secretKey,
      site_url: siteUrl,
      email: { ...config.auth.email, template: LITE_TEMPLATES },
    },
    storage: { file_size_limit: config.storage.file_size_limit, enabled: true },
    options: { drivers: { email: mails }, server: { disableStudio: true, disableFallback: true } },
  } as ConstructorParameters<typeof App>[0]);
  app._storageAdapter = readingAdapter(options.files);

  return async (request) => {
    // The body is taken in first: a client that sends slowly must not hold the lock that everybody needs.
    const held = await takeIn(request);
    // No peer address: whoever calls gets the rights of his key and token, never more for being on this machine.
    return database.exclusive(() => quietly(options.log, () => app.fetch(held, { peerAddress: null })));
  };
}

async function takeIn(request: Request): Promise<Request> {
  if (request.body === null) return request;
  const body = await request.arrayBuffer();
  return new Request(request.url, { method: request.method, headers: request.headers, body });
}
