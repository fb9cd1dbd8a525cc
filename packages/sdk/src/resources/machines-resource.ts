import type { CallOptions } from '../data/data-service.ts';
import type { SubscribeOptions } from '../nexus.ts';
import type { Machine, MachineCreateParams, MachineUpdateParams } from '../types/index.ts';

/** The tenant's machines. */
export interface MachinesResource {
  /** All machines of the tenant with their newest reading, by name. */
  list(options?: CallOptions): Promise<Machine[]>;
  /** @throws NexusError `not_found` */
  get(id: string, options?: CallOptions): Promise<Machine>;
  /**
   * Creates a machine. Without network it waits in the outbox, and the answer has the freshness `buffered`.
   * @throws NexusError `validation_failed` | `conflict` | `permission_denied` | `plan_limit`
   */
  create(params: MachineCreateParams, options?: CallOptions): Promise<Machine>;
  /**
   * Changes a machine. Without network the edit waits in the outbox, the answer and every list show it with the
   * freshness `buffered`, and `nexus.buffer` tells when it was sent, refused or met somebody else's change.
   * @throws NexusError `validation_failed` | `not_found` | `permission_denied`
   */
  update(id: string, params: MachineUpdateParams, options?: CallOptions): Promise<Machine>;
  /** Only with network; a machine with recorded readings stays. @throws NexusError `not_found` | `validation_failed` */
  delete(id: string, options?: CallOptions): Promise<void>;
  /**
   * Calls `listener` with the whole list once it is read and after every change (reading, machine, freshness),
   * at most once an animation frame's time (16 ms). A machine that did not change keeps its object identity.
   */
  subscribe(listener: (machines: readonly Machine[]) => void, options?: SubscribeOptions): () => void;
}
