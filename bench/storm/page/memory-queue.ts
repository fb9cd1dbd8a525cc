import type { Reading } from '@nexus-mfg/sdk';

const MAX_BATCH = 1_000;
const RETRY_MS = 1_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * What a page without a buffer does: readings wait in memory and are sent again until the server takes them. The control
 * of the storm.
 */
export class MemoryQueue {
  readonly #send: (batch: readonly Reading[]) => Promise<unknown>;
  readonly #waiting: Reading[] = [];
  #isSending = false;

  constructor(send: (batch: readonly Reading[]) => Promise<unknown>) {
    this.#send = send;
  }

  get length(): number {
    return this.#waiting.length;
  }

  add(batch: readonly Reading[]): void {
    this.#waiting.push(...batch);
    if (!this.#isSending) void this.#run();
  }

  async #run(): Promise<void> {
    this.#isSending = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, MAX_BATCH);
      try {
        await this.#send(batch);
        this.#waiting.splice(0, batch.length);
      } catch {
        await pause(RETRY_MS);
      }
    }
    this.#isSending = false;
  }
}
