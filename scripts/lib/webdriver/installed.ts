import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A browser that was found, or what has to be installed for it. */
export type Installed = { path: string } | { missing: string };

const FIREFOX_NAMES = ['firefox-esr', 'firefox'];
const FIREFOX_HINT = 'Install firefox-esr (`apt-get install firefox-esr`), or set FIREFOX_PATH to a Firefox.';
const WEBKIT_HINT = 'Install it with `apt-get install webkit2gtk-driver xvfb`.';

/** `FIREFOX_PATH`, else what is installed. */
export function findFirefox(): Installed {
  const named = process.env.FIREFOX_PATH;
  if (named !== undefined)
    return existsSync(named) ? { path: named } : { missing: `FIREFOX_PATH is ${named}, which is not there.` };
  const path = FIREFOX_NAMES.map(onPath).find((found) => found !== undefined);
  return path === undefined ? { missing: FIREFOX_HINT } : { path };
}

/** WebKitGTK's MiniBrowser, which needs its driver, and a display. */
export function findWebKit(): Installed {
  if (onPath('WebKitWebDriver') === undefined)
    return { missing: `There is no WebKitWebDriver. ${WEBKIT_HINT}` };
  const path = miniBrowser();
  if (path === undefined) return { missing: `There is no MiniBrowser under /usr/lib. ${WEBKIT_HINT}` };
  if (process.env.DISPLAY === undefined && onPath('Xvfb') === undefined)
    return { missing: `There is neither a display nor Xvfb to make one. ${WEBKIT_HINT}` };
  return { path };
}

function onPath(program: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}

/** Debian keeps it beside the library, in a folder that is named by the machine's architecture. */
function miniBrowser(): string | undefined {
  const libraries = existsSync('/usr/lib') ? readdirSync('/usr/lib') : [];
  return libraries
    .flatMap((folder) => ['4.1', '4.0'].map((api) => `/usr/lib/${folder}/webkit2gtk-${api}/MiniBrowser`))
    .find((path) => existsSync(path));
}
