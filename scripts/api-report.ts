/**
 * Writes what each entry of the SDK declares into `packages/sdk/etc`, so that a changed surface shows in review.
 *
 *     npm run api:report              write the reports
 *     npm run api:report -- --check   fail when one is not what the sources say
 *
 * The declarations are made from the sources each time: a stale build cannot hide a change.
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import ts from 'typescript';
import { type SdkEntry, sdkEntries } from './lib/sdk-entries.ts';

const ROOT = resolve(import.meta.dirname, '..');
const SOURCES = join(ROOT, 'packages/sdk/src');
const REPORTS = join(ROOT, 'packages/sdk/etc');

/** The house's options for types; only the output differs. */
const OPTIONS = {
  target: 'es2023',
  module: 'nodenext',
  lib: ['es2024', 'dom', 'dom.iterable', 'dom.asynciterable'],
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  customConditions: ['nexus-source'],
} as const;

/** Declarations of everything that the entries reach. Types are checked elsewhere. */
function emitDeclarations(entries: readonly SdkEntry[], outDir: string): void {
  const { options } = ts.convertCompilerOptionsFromJson(
    { ...OPTIONS, types: ['node'], declaration: true, emitDeclarationOnly: true, noCheck: true },
    ROOT,
  );
  const sources = entries.map((entry) => join(ROOT, entry.source));
  ts.createProgram(sources, { ...options, rootDir: SOURCES, outDir }).emit();
}

function reportOf(entry: SdkEntry, folder: string): string {
  const declarations = join(
    folder,
    'types',
    entry.source.replace('packages/sdk/src/', '').replace('.ts', '.d.ts'),
  );
  const silent = { default: { logLevel: ExtractorLogLevel.None } };
  const config = ExtractorConfig.prepare({
    configObject: {
      projectFolder: ROOT,
      mainEntryPointFilePath: declarations,
      compiler: {
        overrideTsconfig: { compilerOptions: { ...OPTIONS, noEmit: true }, files: [declarations] },
      },
      apiReport: {
        enabled: true,
        reportFolder: join(folder, 'reports'),
        reportTempFolder: join(folder, 'temp'),
        reportFileName: `${entry.name}.api.md`,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
      // Forgotten exports, missing words and broken links are found by `npm run docs -- --check`, for all entries at once.
      messages: {
        compilerMessageReporting: silent,
        extractorMessageReporting: silent,
        tsdocMessageReporting: silent,
      },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(ROOT, 'packages/sdk/package.json'),
  });
  Extractor.invoke(config, {
    localBuild: true,
    messageCallback: (message) => {
      message.handled = message.logLevel !== ExtractorLogLevel.Error;
    },
  });
  return readFileSync(join(folder, 'reports', `${entry.name}.api.md`), 'utf8');
}

/** Lines that are in one text only, enough to see what changed. */
function changedLines(before: string, after: string): string[] {
  const [old, now] = [new Set(before.split('\n')), new Set(after.split('\n'))];
  return [
    ...[...old].filter((line) => !now.has(line)).map((line) => `  - ${line}`),
    ...[...now].filter((line) => !old.has(line)).map((line) => `  + ${line}`),
  ];
}

process.chdir(ROOT);
const entries = sdkEntries();
mkdirSync('.tmp', { recursive: true });
const folder = mkdtempSync(join(ROOT, '.tmp/api-'));
mkdirSync(join(folder, 'reports'));
const wanted = new Map<string, string>();
try {
  emitDeclarations(entries, join(folder, 'types'));
  for (const entry of entries) wanted.set(`${entry.name}.api.md`, reportOf(entry, folder));
} finally {
  rmSync(folder, { recursive: true });
}

mkdirSync(REPORTS, { recursive: true });
const outdated = readdirSync(REPORTS).filter((file) => file.endsWith('.api.md') && !wanted.has(file));
if (process.argv.includes('--check')) {
  const findings = outdated.map((file) => `packages/sdk/etc/${file} belongs to no entry of the SDK.`);
  for (const [file, report] of wanted) {
    const path = join(REPORTS, file);
    const found = existsSync(path) ? readFileSync(path, 'utf8') : '';
    if (found === report) continue;
    findings.push(
      [`packages/sdk/etc/${file} is not what the sources say:`, ...changedLines(found, report)].join('\n'),
    );
  }
  if (findings.length > 0) {
    console.error(
      `${findings.join('\n')}\nRun \`npm run api:report\`, and commit the result if the change is meant.`,
    );
    process.exitCode = 1;
  }
} else {
  for (const file of outdated) rmSync(join(REPORTS, file));
  for (const [file, report] of wanted) writeFileSync(join(REPORTS, file), report);
  console.log(`wrote ${[...wanted.keys()].join(', ')} to packages/sdk/etc`);
}
