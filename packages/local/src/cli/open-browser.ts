import { spawn } from 'node:child_process';

/** Opens a page in the person's browser, if there is a person with a desktop; otherwise does nothing. */
export function openBrowser(url: string): void {
  if (!process.stdout.isTTY || process.env.CI || !hasDesktop()) return;
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', url]
        : ['xdg-open', url];
  if (command === undefined) return;
  const opener = spawn(command, args, { stdio: 'ignore', detached: true });
  // No opener installed: the address stands in the terminal.
  opener.on('error', () => undefined);
  opener.unref();
}

function hasDesktop(): boolean {
  if (process.platform === 'darwin' || process.platform === 'win32') return !process.env.SSH_CONNECTION;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
