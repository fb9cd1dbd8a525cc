import type { Deps } from './deps.ts';

/** What hosted Edge Functions have beside Deno. */
interface HostedRuntime {
  EdgeRuntime?: { waitUntil(work: Promise<unknown>): void };
}

/** The real world, as Deno gives it: hosted Edge Functions and the embedded stack alike. */
export function denoDeps(): Deps {
  return {
    fetch: (...args) => fetch(...args),
    now: () => performance.now(),
    requestId: () => crypto.randomUUID(),
    env: readEnv,
    runtime: `deno ${Deno.version.deno}`,
    log: (line) => console.log(JSON.stringify(line)),
    outlive: (work) => (globalThis as HostedRuntime).EdgeRuntime?.waitUntil(work),
  };
}

/** A setting that the runtime withholds is one that is not set: the embedded stack shows only those that are. */
function readEnv(name: string): string | undefined {
  try {
    return Deno.env.get(name);
  } catch (error) {
    if (error instanceof Deno.errors.NotCapable) return undefined;
    throw error;
  }
}
