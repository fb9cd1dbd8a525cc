// Runs before `npm start` and `npm test`, on whatever Node the machine has (20+): plain JavaScript, no dependencies.
// Installs exactly what the lock file says when that has not been done yet, and nothing otherwise.
// All output goes to stderr: stdout belongs to the command that follows (`npm start -- --json` prints one line there).
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const stamp = join(modules, '.bootstrap');
const wanted = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
const nodeLink = join(modules, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');

const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
if (installed !== wanted || !existsSync(nodeLink)) {
  const npm = process.env.npm_execpath;
  if (!npm) fail('start this through npm: `npm start` or `npm test`.');
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  console.error('Nexus: installing what package-lock.json names (a minute or two, once) …');
  const ticker = setInterval(() => console.error(`Nexus: still installing, ${seconds()} s …`), 10_000);
  const code = await run([npm, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], root);
  clearInterval(ticker);
  if (code !== 0) fail('`npm ci` failed; its messages above say why. Mend that and run the command again.');
  if (!existsSync(nodeLink)) await completeNode();
  writeFileSync(stamp, wanted);
  console.error(`Nexus: installed in ${seconds()} s.`);
}

/** npm 12 runs a package's install script only where that is allowed; without it `node` lacks its binary and its link. */
async function completeNode() {
  const folder = join(modules, 'node');
  const code = await run(['installArchSpecificPackage'], folder);
  const binary = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (code !== 0 || !existsSync(binary)) {
    fail(
      'the npm package `node` is not complete: allow its install script (`npm install-scripts approve node`).',
    );
  }
  if (!existsSync(nodeLink)) symlinkSync(binary, nodeLink);
}

/** Runs a script on this Node, its output on our stderr; answers its exit code. */
function run(args, cwd) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 2, 2] });
    child.on('error', () => resolve(1));
    child.on('close', resolve);
  });
}

function fail(message) {
  console.error(`Nexus: ${message}`);
  process.exit(1);
}
