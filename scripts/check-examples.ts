/**
 * Type-checks every `@example` of the SDK's docstrings and every block marked as `ts` or `tsx` in the guides and READMEs
 * against the sources, each as a module of its own: what somebody copies out of the docs compiles.
 */
import { globSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { docstringExamples, EXAMPLE_NAMES, type Example, pageExamples } from './lib/examples.ts';

const ROOT = resolve(import.meta.dirname, '..');
process.chdir(ROOT);
/** Exists in memory only. Beside the examples, so that packages are found as an example finds them. */
const FOLDER = join(ROOT, 'examples/.checked');
const NAMES = join(FOLDER, 'names.ts');

const examples = [
  ...globSync('packages/sdk/src/**/*.ts')
    .sort()
    .flatMap((file) => docstringExamples(file, readFileSync(file, 'utf8'))),
  ...['README.md', 'packages/sdk/README.md', ...globSync('docs/guides/*.md').sort()].flatMap((file) =>
    pageExamples(file, readFileSync(file, 'utf8')),
  ),
];

/** Values that a source exports, so that the example above one of them need not import it. */
function ownNames(file: string): string[] {
  const { statements } = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ESNext);
  return statements
    .filter(
      (one) =>
        ts.canHaveModifiers(one) && one.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword),
    )
    .flatMap((one) => {
      if (ts.isFunctionDeclaration(one) || ts.isClassDeclaration(one)) return one.name ? [one.name.text] : [];
      if (!ts.isVariableStatement(one)) return [];
      return one.declarationList.declarations.flatMap(({ name }) =>
        ts.isIdentifier(name) ? [name.text] : [],
      );
    });
}

/** The example as a module: one line is put before it. */
function asModule({ file, code }: Example): string {
  if (!file.endsWith('.ts')) return `export {};\n${code}`;
  const names = ownNames(file).filter(
    (name) => !new RegExp(`\\b(?:const|class|function) ${name}\\b`).test(code),
  );
  return `import { ${names.join(', ')} } from '${relative(FOLDER, file)}'; export {};\n${code}`;
}

const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent({ ...config, files: [NAMES], include: [] }, ts.sys, ROOT);
const modules = new Map(
  examples.map((example, index) => [join(FOLDER, `${index}.${example.isJsx ? 'tsx' : 'ts'}`), example]),
);
const texts = new Map([
  [NAMES, EXAMPLE_NAMES],
  ...[...modules].map(([name, one]) => [name, asModule(one)] as const),
]);

const host = ts.createCompilerHost(options);
const { fileExists, readFile } = host;
host.fileExists = (name) => texts.has(name) || fileExists.call(host, name);
host.readFile = (name) => texts.get(name) ?? readFile.call(host, name);
const program = ts.createProgram(
  [...texts.keys()],
  { ...options, jsx: ts.JsxEmit.ReactJSX, noEmit: true },
  host,
);

const findings: string[] = [];
for (const [name, example] of [[NAMES, null] as const, ...modules]) {
  const source = program.getSourceFile(name);
  if (!source) throw new Error(`${name} was not read`);
  for (const one of [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]) {
    const line = source.getLineAndCharacterOfPosition(one.start ?? 0).line;
    const place = example
      ? `${example.file}:${example.line + line - 1}`
      : `scripts/lib/examples.ts (names, ${line})`;
    findings.push(`${place}: ${ts.flattenDiagnosticMessageText(one.messageText, ' ')}`);
  }
}
for (const finding of findings) console.error(finding);
if (findings.length > 0) process.exit(1);
console.log(`${examples.length} examples compile`);
