import { setTimeout as wait } from 'node:timers/promises';
import { isTransient } from '@nexus-mfg/sdk';

const RETRY_MS = 2_000;

/** Goes on trying what the network or a busy server kept from succeeding. */
export async function patiently<T>(action: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await action();
    } catch (error) {
      if (!isTransient(error)) throw error;
      await wait(RETRY_MS);
    }
  }
}
