import type { UploadSource } from '../../types/index.ts';
import type { UploadOptions } from '../services/file-service.ts';
import { joined } from './demo-bytes.ts';
import type { SimulatedNetwork } from './simulated-network.ts';

/** Bytes that travel at once. */
const CHUNK_BYTES = 65_536;

/** An upload that was cut off: what has arrived waits for the rest as long as the page lives. */
export interface PartialUpload {
  parts: Uint8Array<ArrayBuffer>[];
  received: number;
}

/** Uploads of one service, chunk by chunk over its network. */
export class Uploads {
  readonly #network: SimulatedNetwork;
  readonly #partials: () => Map<string, PartialUpload>;

  /** @param partials what waits for the rest; of all services of one world, as a server's is */
  constructor(network: SimulatedNetwork, partials: () => Map<string, PartialUpload>) {
    this.#network = network;
    this.#partials = partials;
  }

  /** All bytes of the file, once they are there. Goes on where an upload of the same file was cut off. */
  async send(
    doing: string,
    owner: string,
    file: UploadSource,
    { signal, onProgress }: UploadOptions,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const key = JSON.stringify([owner, file.name, file.size, file.type, await beginning(file)]);
    const partials = this.#partials();
    const partial = partials.get(key) ?? { parts: [], received: 0 };
    partials.set(key, partial);
    try {
      while (partial.received < file.size) {
        const from = partial.received;
        const chunk = new Uint8Array(await file.slice(from, from + CHUNK_BYTES).arrayBuffer());
        await this.#network.travel(doing, signal, chunk.length);
        partial.parts.push(chunk);
        partial.received += chunk.length;
        onProgress?.(partial.received);
      }
    } catch (error) {
      // Given up by a person: nothing stays behind. Cut off: it goes on from here.
      if (signal?.aborted && signal.reason?.name !== 'TimeoutError') partials.delete(key);
      throw error;
    }
    partials.delete(key);
    return joined(partial.parts);
  }
}

/** The first bytes tell files apart that share name, size and type. */
async function beginning(file: UploadSource): Promise<string> {
  return String(new Uint8Array(await file.slice(0, 256).arrayBuffer()));
}
