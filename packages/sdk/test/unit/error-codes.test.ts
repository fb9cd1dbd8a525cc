import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { AUTH_CODES } from '../../src/errors/auth-codes.ts';
import {
  FUNCTION_CODES,
  HINTS,
  POSTGREST_CODES,
  SQLSTATE_CODES,
  SQLSTATE_REASONS,
  STORAGE_CODES,
} from '../../src/errors/error-codes.ts';
import { mapError } from '../../src/errors/map-error.ts';
import { NEXUS_ERROR_CODES } from '../../src/errors/nexus-error.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const read = (path: string): string => readFileSync(root + path, 'utf8');
const readAll = (pattern: string): string[] =>
  globSync(pattern, { cwd: root }).map((path) => read(path.replaceAll('\\', '/')));
const found = (text: string, pattern: RegExp): string[] =>
  [...new Set([...text.matchAll(pattern)].map(([, code]) => code as string))].sort();

const docs = read('docs/errors.md');
const [, sdkSection = ''] = docs.split('## Codes of the SDK');
const documented = found(sdkSection.split('\n## ', 1)[0] ?? '', /^\| `([a-z_]+)` \|/gm);
const documentedStates = found(docs, /^\| `([0-9A-Z]{5})` \|/gm);
const raisedStates = found(readAll('supabase/migrations/*.sql').join('\n'), /errcode = '([0-9A-Z]{5})'/g);

const sources = readAll('packages/sdk/src/**/*.ts').join('\n');
/** What the one place gives for foreign failures: by its tables, and by its own judgement. */
const mapped = [
  ...Object.values({
    ...SQLSTATE_CODES,
    ...POSTGREST_CODES,
    ...AUTH_CODES,
    ...STORAGE_CODES,
    ...FUNCTION_CODES,
  }),
  ...found(read('packages/sdk/src/errors/map-error.ts'), /return '([a-z_]+)';/g),
];
/** First arguments of whatever makes an error; one may choose between two codes. */
const chosen = [...sources.matchAll(/\b(?:NexusError|refusal|storeError)\(([^,]*),/g)].map(
  ([, first]) => first,
);
const given = [...new Set([...mapped, ...found(chosen.join('\n'), /'([a-z_]+)'/g)])].sort();

describe('the codes of the SDK', () => {
  const codes = [...NEXUS_ERROR_CODES].sort();

  it('are each given somewhere, and no other is', () => {
    assert.ok(given.includes('plan_limit') && given.includes('aborted'), 'the sources were read');
    assert.deepEqual(given, codes);
  });

  it('are the ones in docs/errors.md', () => {
    assert.deepEqual(documented, codes);
  });

  it('have a hint where a foreign failure becomes one, and no hint is for a code that there is not', () => {
    const hinted = Object.keys(HINTS).sort();
    assert.deepEqual(
      mapped.filter((code) => !hinted.includes(code)),
      [],
    );
    assert.deepEqual(
      hinted.filter((code) => !codes.includes(code as (typeof codes)[number])),
      [],
    );
  });
});

describe('the SQLSTATEs', () => {
  it('that the migrations raise are in docs/errors.md', () => {
    assert.ok(raisedStates.includes('NX004'), 'the migrations were read');
    assert.deepEqual(
      raisedStates.filter((state) => !documentedStates.includes(state)),
      [],
    );
  });

  it('of our own class are raised, documented and mapped, each', () => {
    const own = (states: readonly string[]): string[] => states.filter((state) => state.startsWith('NX'));
    assert.deepEqual(own(documentedStates), own(raisedStates));
    assert.deepEqual(own(Object.keys(SQLSTATE_CODES)).sort(), own(raisedStates));
  });

  it('in docs/errors.md have a code of their own', () => {
    for (const code of documentedStates) {
      const error = mapError({ code, message: 'x' }, { doing: 'test', status: 400 });
      assert.notEqual(error.code, 'server_error', code);
    }
  });

  it('with a sentence of ours have a code', () => {
    for (const state of Object.keys(SQLSTATE_REASONS)) assert.ok(SQLSTATE_CODES[state], state);
  });
});
