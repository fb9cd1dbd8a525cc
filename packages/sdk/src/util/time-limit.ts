/** The longest delay that a timer takes; a longer one would fire at once. */
export const MAX_TIMER_MS: number = 2 ** 31 - 1;

/**
 * A timer that does not keep a script alive: Node's and Deno's timers can be told so, a browser's need not be.
 * Returns the function that stops it.
 */
export function quietTimer(task: () => void, delayMs: number): () => void {
  const timer: unknown = setTimeout(task, Math.min(Math.max(0, delayMs), MAX_TIMER_MS));
  const { Deno } = globalThis as { Deno?: { unrefTimer(id: unknown): void } };
  if (typeof timer === 'object') (timer as { unref?(): void } | null)?.unref?.();
  else Deno?.unrefTimer(timer);
  return () => clearTimeout(timer as ReturnType<typeof setTimeout>);
}

/**
 * A signal that aborts after `ms` as `AbortSignal.timeout` does, but by the clock that everything else here goes by.
 * `stop` ends the waiting.
 */
export function timeLimit(ms: number): { signal: AbortSignal; stop: () => void } {
  const controller = new AbortController();
  const stop = quietTimer(
    () => controller.abort(new DOMException('The operation took too long.', 'TimeoutError')),
    ms,
  );
  return { signal: controller.signal, stop };
}
