import { existsSync } from 'node:fs';
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
    return { executablePath: await chromium.executablePath(), args, isShell: true };
  }
  const system = SYSTEM_PATHS.find((path) => existsSync(path));
  if (system === undefined) {
    throw new Error('No Chromium for this platform comes from npm. Set BROWSER_PATH to one.');
  }
  return { executablePath: system, args, isShell: false };
}
