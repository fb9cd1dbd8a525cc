/** Calls a listener. One that throws is seen by the host's error handling, and the others still hear. */
export function report(call: () => void): void {
  try {
    call();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
