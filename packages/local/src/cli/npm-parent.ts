const EVERY_MS = 250;

/**
 * Calls `gone` when npm, which started us through a shell, has ended. npm passes a signal on to that shell only; the shell
 * dies of it and would leave us running with nobody to stop us.
 */
export function onNpmGone(gone: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const shell = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(timer);
    gone();
  }, EVERY_MS);
  timer.unref();
}
