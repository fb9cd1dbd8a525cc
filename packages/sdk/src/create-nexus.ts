import { QueryClient } from '@tanstack/query-core';
import { Cache } from './cache/cache.ts';
import type { DataService } from './data/data-service.ts';
import { SupabaseDataService } from './data/supabase/supabase-data-service.ts';
import { invalid } from './errors/map-error.ts';
import { DEFAULT_STALE_AFTER_MS } from './freshness.ts';
import { FreshMachines } from './live/fresh-machines.ts';
import { LiveHub } from './live/live-hub.ts';
import { MachineList } from './live/machine-list.ts';
import type { Nexus, NexusOptions } from './nexus.ts';
import { createMachinesResource } from './resources/machines.ts';
import { createSessionResource } from './resources/session.ts';
import { createTelemetryResource } from './resources/telemetry.ts';
import { createTenantResource } from './resources/tenant.ts';

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
  const queryClient = new QueryClient();
  const cache = new Cache(queryClient, data);
  const hub = new LiveHub(cache);
  const fresh = new FreshMachines(data, staleAfterMs);
  const list = new MachineList(cache, hub, fresh);
  const machines = createMachinesResource(cache, hub, fresh, list);
  return {
    session: createSessionResource(cache),
    tenant: createTenantResource(cache, hub),
    machines,
    telemetry: createTelemetryResource(cache, hub, machines, list),
    connection: data.connection,
    queryClient,
    close: async () => {
      list.close();
      hub.close();
      cache.close();
      await data.close();
    },
  };
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
