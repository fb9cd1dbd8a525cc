/** Memory of the page's scripts, bytes. */
export interface Heap {
  readonly used: number;
  readonly limit: number;
}

/** Undefined where the browser does not tell; only those of the Chromium family do. */
export function readHeap(): Heap | undefined {
  const { memory } = performance as Performance & {
    memory?: { usedJSHeapSize: number; jsHeapSizeLimit: number };
  };
  return memory && { used: memory.usedJSHeapSize, limit: memory.jsHeapSizeLimit };
}
