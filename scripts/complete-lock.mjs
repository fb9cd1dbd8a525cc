// Adds the optional packages of other platforms to package-lock.json.
//
// npm drops an optional package from the lock when the registry in use does not carry it, and `npm ci` then refuses
// that lock, on this platform and on every other. Run this after each change of dependencies: `npm run lock:complete`.
import { readFileSync, writeFileSync } from 'node:fs';

const SYSTEMS = 'aix android darwin freebsd linux netbsd openbsd openharmony sunos win32'.split(' ');
const PROCESSORS = 'arm64 x64 ia32 arm loong64 ppc64 riscv64 s390x mips64el wasm32'.split(' ');

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const packages = lock.packages;
const added = [];
const unclear = [];

for (const [path, entry] of Object.entries(packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(path, name)) continue;
    const words = name.split(/[/@-]/);
    const os = words.filter((word) => SYSTEMS.includes(word));
    const cpu = words.filter((word) => PROCESSORS.includes(word));
    const isExact = /^\d+\.\d+\.\d+[-\w.]*$/.test(range);
    if (!isExact || os.length + cpu.length === 0) {
      unclear.push(`${name}@${range} (wanted by ${path || 'the root'})`);
      continue;
    }
    packages[`node_modules/${name}`] = {
      version: range,
      ...(cpu.length > 0 && { cpu }),
      ...(entry.dev && { dev: true }),
      ...(os[0] === 'linux' &&
        /musl|gnu|glibc/.test(name) && { libc: [/musl/.test(name) ? 'musl' : 'glibc'] }),
      optional: true,
      ...(os.length > 0 && { os }),
    };
    added.push(name);
  }
}

lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added.length} packages of other platforms added to package-lock.json`);
for (const line of unclear) console.log(`left alone, platform or version unclear: ${line}`);

/** Node's resolution inside the lock: nearest node_modules first, then each one further out. */
function isLocked(from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
    if (!folder.includes('/node_modules/')) return Boolean(packages[`node_modules/${name}`]);
  }
}
