import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../../..');

/** Builds and packs the packages as npm would publish them, and installs them into a folder of their own. */
export class Consumer {
  readonly folder: string = mkdtempSync(join(tmpdir(), 'nexus-consumer-'));

  constructor(packages: readonly string[]) {
    for (const name of packages) this.#install(name);
  }

  /** The installed package. */
  path(name: string, file = ''): string {
    return join(this.folder, 'node_modules/@nexus-mfg', name, file);
  }

  manifest(name: string): PackageManifest {
    return JSON.parse(readFileSync(this.path(name, 'package.json'), 'utf8')) as PackageManifest;
  }

  /** What a script prints that uses the packages in Node. */
  run(code: string): string {
    return execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
      cwd: this.folder,
      encoding: 'utf8',
    }).trim();
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #install(name: string): void {
    const source = join(ROOT, 'packages', name);
    const stage = join(this.folder, 'stage', name);
    const { files, dependencies, peerDependencies } = JSON.parse(
      readFileSync(join(source, 'package.json'), 'utf8'),
    ) as PackageManifest;
    for (const file of ['package.json', 'README.md', ...files.filter((each) => each !== 'dist')])
      cpSync(join(source, file), join(stage, file), { recursive: true });
    const tools = { env: { ...process.env, PATH: `${ROOT}/node_modules/.bin:${process.env.PATH}` } };
    const config = name === 'widgets' ? [] : ['--config', '../../tsup.config.ts'];
    // Types take most of the time, and are made and checked by `npm run build`.
    execFileSync('tsup', [...config, '--no-dts', '--silent', '--out-dir', join(stage, 'dist')], {
      ...tools,
      cwd: source,
    });
    const packed = execFileSync('npm', ['pack', stage, '--pack-destination', this.folder, '--silent'], {
      ...tools,
      cwd: this.folder,
      encoding: 'utf8',
    }).trim();
    mkdirSync(this.path(name), { recursive: true });
    execFileSync('tar', ['-xzf', join(this.folder, packed), '-C', this.path(name), '--strip-components=1']);
    for (const dependency of Object.keys({ ...dependencies, ...peerDependencies }))
      if (!dependency.startsWith('@nexus-mfg/')) this.#link(dependency);
  }

  #link(dependency: string): void {
    const target = join(this.folder, 'node_modules', dependency);
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', dependency), target);
  }
}

export interface PackageManifest {
  files: readonly string[];
  sideEffects: readonly string[];
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  exports: Record<string, string | Record<string, string>>;
  customElements?: string;
  'web-types'?: string;
}
