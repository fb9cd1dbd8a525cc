/** How far an upload is, as its caller hears it. */
export interface ProgressReport {
  readonly bytes: number;
  sent(bytes: number): void;
  /** The server has forgotten all of it. */
  fromStart(): void;
}

/** Tells bytes that have gone out, and never fewer than before unless the server has forgotten them. */
export function progressReport(onProgress: ((bytes: number) => void) | undefined): ProgressReport {
  let told = 0;
  return {
    get bytes() {
      return told;
    },
    sent: (bytes) => {
      if (bytes <= told) return;
      told = bytes;
      onProgress?.(bytes);
    },
    fromStart: () => {
      if (told === 0) return;
      told = 0;
      onProgress?.(0);
    },
  };
}
