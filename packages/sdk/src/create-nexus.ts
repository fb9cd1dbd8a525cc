import { QueryClient } from '@tanstack/query-core';
import { BufferHandle } from './buffer/buffer-handle.ts';
import { PendingEdits } from './buffer/pending-edits.ts';
import { Cache, type Persister } from './cache/cache.ts';
import { keepParts } from './cache/instance-parts.ts';
import type { DataService } from './data/data-service.ts';
import { SupabaseDataService } from './data/supabase/supabase-data-service.ts';
import { currentPage } from './data/supabase/wake.ts';
import { invalid } from './errors/invalid.ts';
import { DEFAULT_STALE_AFTER_MS } from './freshness.ts';
import { FreshMachines } from './live/fresh-machines.ts';
import { LiveHub } from './live/live-hub.ts';
import { MachineList } from './live/machine-list.ts';
import type { Nexus, NexusOptions } from './nexus.ts';
import { createBufferResource } from './resources/buffer.ts';
import { createDocumentsResource, createQualityResource } from './resources/files.ts';
import { createMachinesResource } from './resources/machines.ts';
import { createSessionResource } from './resources/session.ts';
import { createTelemetryResource } from './resources/telemetry.ts';
import { createBrandingResource, createTenantResource } from './resources/tenant.ts';
import { deferred } from './util/deferred.ts';

/**
 * Opens one tenant's machines, telemetry and session. Nothing is sent and no socket is opened before the first call
 * or subscription, so that it may stand at the top of a module and run on a server.
 *
 * @throws NexusError `validation_failed` when the URL or the key cannot be right; `unsupported_runtime` where
 * WebSocket is missing.
 * @example
 * const nexus = createNexus({ url: 'http://127.0.0.1:54321', publishableKey });
 * await nexus.session.signIn({ email, password });
 * const stop = nexus.machines.subscribe((machines) => draw(machines), { onError: show });
 */
export function createNexus(options: NexusOptions): Nexus {
  requireOptions(options);
  const staleAfterMs = options.staleAfterMs ?? DEFAULT_STALE_AFTER_MS;
  if (!(staleAfterMs > 0)) {
    throw invalid(
      `Could not create Nexus: staleAfterMs ${staleAfterMs} is not above 0.`,
      'Give milliseconds.',
    );
  }
  const data: DataService = 'data' in options ? options.data : new SupabaseDataService(options);
  const queryClient = options.queryClient ?? new QueryClient();
  const cache = new Cache(queryClient, data, persisterFor(options, data, queryClient));
  const pending = new PendingEdits();
  const hub = new LiveHub(cache, pending);
  const fresh = new FreshMachines(data, staleAfterMs, pending);
  const list = new MachineList(cache, hub, fresh, pending);
  const buffer = new BufferHandle(cache, hub, pending, options.buffer ?? {});
  const machines = createMachinesResource(cache, hub, fresh, list, buffer);
  const tenant = createTenantResource(cache, hub);
  const nexus: Nexus = {
    session: createSessionResource(cache, buffer),
    tenant,
    branding: createBrandingResource(cache, tenant),
    machines,
    telemetry: createTelemetryResource(cache, hub, machines, list, buffer),
    documents: createDocumentsResource(cache, buffer),
    quality: createQualityResource(cache, buffer),
    members: deferred(async () => data.members),
    platform: deferred(async () => data.platform),
    ai: deferred(async () => (await import('./resources/ai.ts')).createAiResource(cache)),
    buffer: createBufferResource(buffer, hub),
    connection: data.connection,
    queryClient,
    close: async (closing) => {
      list.close();
      hub.close();
      try {
        await buffer.close(closing?.signal);
      } finally {
        cache.close();
        await data.close();
      }
    },
  };
  return keepParts(nexus, { cache, hub, fresh, pending });
}

/** Kept where the browser keeps things, and only for a server of which one knows that it is the same one again. */
function persisterFor(
  { persistCache = true }: NexusOptions,
  { origin }: DataService,
  client: QueryClient,
): (() => Promise<Persister | null>) | null {
  if (!persistCache || origin === undefined || !currentPage()) return null;
  return async () => (await import('./cache/idb-persister.ts')).openIdbPersister(origin, client);
}

/** Scripts are not always typed, and variables of the environment not always set. */
function requireOptions(options: NexusOptions | undefined): void {
  const hasEngine = !options || !('data' in options) || Boolean(options.data);
  if (options && hasEngine) return;
  throw invalid(
    `Could not create Nexus: ${options ? 'data is no engine' : 'the options are missing'}.`,
    'Call createNexus({ url, publishableKey }), or createNexus({ data }) with an engine of your own.',
  );
}
