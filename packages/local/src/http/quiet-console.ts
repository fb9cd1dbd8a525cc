import { AsyncLocalStorage } from 'node:async_hooks';
import { format } from 'node:util';

const listeners = new AsyncLocalStorage<(line: string) => void>();
let installed = false;

/**
 * Runs `work`, and gives what it says to `console.error` or `console.warn` to `log`. @supabase/lite prints every request
 * that the database refuses, with a stack, which is news for a log file and noise in a terminal. What others print
 * meanwhile goes where it always went.
 */
export function quietly<T>(log: (line: string) => void, work: () => Promise<T>): Promise<T> {
  if (!installed) install();
  return listeners.run(log, work);
}

function install(): void {
  installed = true;
  for (const level of ['error', 'warn'] as const) {
    const original = console[level].bind(console);
    console[level] = (...values: unknown[]) => {
      const log = listeners.getStore();
      if (log) log(format(...values));
      else original(...values);
    };
  }
}
