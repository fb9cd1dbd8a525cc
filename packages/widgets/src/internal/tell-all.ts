/** Calls a listener. One that throws is seen by the page's error handling, and whoever comes after it still hears. */
export function tell<T extends unknown[]>(listener: (...told: T) => void, ...told: T): void {
  try {
    listener(...told);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}

/** Calls every listener there is now; those that leave meanwhile are not called any more. */
export function tellAll(listeners: ReadonlySet<() => void>): void {
  for (const listener of [...listeners]) if (listeners.has(listener)) tell(listener);
}
