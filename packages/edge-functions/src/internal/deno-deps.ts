import type { Deps } from './deps.ts';

/** The real world, as Deno gives it: hosted Edge Functions and the embedded stack alike. */
export function denoDeps(): Deps {
  return {
    fetch: (...args) => fetch(...args),
    now: () => performance.now(),
    requestId: () => crypto.randomUUID(),
    env: (name) => Deno.env.get(name),
    runtime: `deno ${Deno.version.deno}`,
    log: (line) => console.log(JSON.stringify(line)),
  };
}
