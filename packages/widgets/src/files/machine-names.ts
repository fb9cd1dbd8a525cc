import type { Machine } from '@nexus-mfg/sdk';
import { LiveController } from '../controllers/live-controller.ts';
import { machinesSource } from '../controllers/sources.ts';
import type { NexusElement } from '../internal/nexus-element.ts';

/** Names of the machines. Readings come each second; the host is drawn only when a name changed. */
export class MachineNames {
  readonly #host: NexusElement;
  #names: ReadonlyMap<string, string> = new Map();

  constructor(host: NexusElement) {
    this.#host = host;
    new LiveController<readonly Machine[]>(host, {
      source: machinesSource,
      onValue: (machines = []) => this.#take(machines),
    });
  }

  /** By id, in the order of the names. */
  get all(): ReadonlyMap<string, string> {
    return this.#names;
  }

  /** Undefined for a machine that is gone or cannot be seen. */
  of(machineId: string | null): string | undefined {
    return this.#names.get(machineId ?? '');
  }

  #take(machines: readonly Machine[]): void {
    const isSame =
      machines.length === this.#names.size && machines.every(({ id, name }) => this.#names.get(id) === name);
    if (isSame) return;
    this.#names = new Map(machines.map(({ id, name }) => [id, name]));
    this.#host.requestUpdate();
  }
}
