import { readFileSync } from 'node:fs';

/** One entry that the SDK publishes: `node` for `@nexus-mfg/sdk/node`, `sdk` for the package itself. */
export interface SdkEntry {
  name: string;
  /** Its source, from the repository's root. */
  source: string;
}

/** The SDK's entries, from the `exports` of its package.json. */
export function sdkEntries(): SdkEntry[] {
  const manifest = JSON.parse(readFileSync('packages/sdk/package.json', 'utf8')) as {
    exports: Record<string, { 'nexus-source': string }>;
  };
  return Object.entries(manifest.exports).map(([path, target]) => ({
    name: path === '.' ? 'sdk' : path.slice('./'.length),
    source: `packages/sdk/${target['nexus-source'].slice('./'.length)}`,
  }));
}
