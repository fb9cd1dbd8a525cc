/** Open instances by key, shared by every copy of the library on the page. */
const REGISTRY = Symbol.for('nexus-mfg.session-keys');

/**
 * The key under which an instance keeps its session: the project's URL, and a number from the second open instance
 * on, so that two tenants on one page do not share a session. The same page makes its instances in the same order,
 * so each finds its own again after a reload. `release` frees the key.
 */
export function claimSessionKey(url: string): { key: string; release: () => void } {
  const realm = globalThis as { [REGISTRY]?: Set<string> };
  realm[REGISTRY] ??= new Set();
  const taken = realm[REGISTRY];
  const base = `nexus-session:${url.replace(/\/+$/, '')}`;
  let key = base;
  for (let count = 2; taken.has(key); count += 1) key = `${base}#${count}`;
  taken.add(key);
  return { key, release: () => taken.delete(key) };
}
