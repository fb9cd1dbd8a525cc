import { readFile } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import {
  ConsoleLogger,
  createCompilerHost,
  formatDiagnostics,
  LogLevel,
  NodeJSFileSystem,
  performCompilation,
  readConfiguration,
} from '@angular/compiler-cli';
import { createEs2015LinkerPlugin } from '@angular/compiler-cli/linker/babel';
import { transformAsync } from '@babel/core';

/**
 * Compiles a folder ahead of time. A project of Angular has its own build for this, and needs nothing more for the elements.
 * (JavaScript, because the compiler's types cannot be resolved as Node resolves modules.)
 */
export function angularPlugin(folder) {
  const linker = createEs2015LinkerPlugin({
    fileSystem: new NodeJSFileSystem(),
    logger: new ConsoleLogger(LogLevel.warn),
  });
  let compiled = new Map();
  return {
    name: 'angular',
    setup(build) {
      build.onStart(() => {
        const { files, errors } = compile(folder);
        compiled = files;
        return { errors: errors.map((text) => ({ text })) };
      });
      build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const contents = compiled.get(path.replace(/\.ts$/, '.js'));
        return contents === undefined ? undefined : { contents, loader: 'js' };
      });
      // The compiler has compiled them already, and looks for them by the names that it wrote.
      build.onResolve({ filter: /^\.\/.*\.js$/ }, ({ path, resolveDir }) =>
        compiled.has(join(resolveDir, path))
          ? { path: join(resolveDir, path).replace(/\.js$/, '.ts') }
          : undefined,
      );
      // Angular's own packages are published half compiled; this is the other half.
      build.onLoad({ filter: /@angular[\\/].*\.mjs$/ }, async ({ path }) => {
        const source = await readFile(path, 'utf8');
        if (!source.includes('ɵɵngDeclare')) return undefined;
        const linked = await transformAsync(source, {
          filename: path,
          configFile: false,
          babelrc: false,
          compact: false,
          plugins: [linker],
        });
        return { contents: linked?.code ?? source, loader: 'js' };
      });
    },
  };
}

/** Templates and all: what a template gets wrong is an error here. Packages are left to those who make them. */
function compile(folder) {
  const { rootNames, options, errors } = readConfiguration(join(folder, 'tsconfig.json'));
  const files = new Map();
  const isOwn = (name) => normalize(name).startsWith(join(folder, '/'));
  const { diagnostics } = performCompilation({
    rootNames,
    options,
    host: createCompilerHost({ options }),
    gatherDiagnostics: (program) =>
      program
        .getTsProgram()
        .getSourceFiles()
        .filter(({ fileName }) => isOwn(fileName))
        .flatMap((file) => [
          ...program.getTsSyntacticDiagnostics(file),
          ...program.getTsSemanticDiagnostics(file),
          ...program.getNgStructuralDiagnostics(),
          ...program.getNgSemanticDiagnostics(file.fileName),
        ]),
    emitCallback: ({ program, targetSourceFile, customTransformers }) =>
      targetSourceFile && isOwn(targetSourceFile.fileName)
        ? program.emit(
            targetSourceFile,
            (name, text) => files.set(normalize(name), text),
            undefined,
            false,
            customTransformers,
          )
        : { emitSkipped: true, diagnostics: [] },
  });
  return { files, errors: [...errors, ...diagnostics].map((one) => formatDiagnostics([one])) };
}
