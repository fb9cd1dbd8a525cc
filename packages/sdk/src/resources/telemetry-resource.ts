import type { CallOptions } from '../data/data-service.ts';
import type { SubscribeOptions } from '../nexus.ts';
import type {
  LatestReading,
  Reading,
  RecordReceipt,
  RecordResult,
  SeriesParams,
  TelemetrySeries,
} from '../types/index.ts';

/** What machines measure. */
export interface TelemetryResource {
  /**
   * Puts 1 to 5,000 readings into the ring buffer and resolves once they are safe there, with or without network.
   * Callers that do not wait for each other share one write. The server stores each machine and time once.
   * @throws NexusError `not_signed_in` | `validation_failed` | `buffer_full`
   * @example await nexus.telemetry.record({ machineId, timestamp: new Date().toISOString(), vibration: 2.4 });
   */
  record(readings: Reading | readonly Reading[], options?: CallOptions): Promise<RecordReceipt>;
  /**
   * Sends 1 to 5,000 readings past the buffer and answers for each what the server did with it. For imports and scripts
   * that want to know; idempotent by machine and timestamp.
   * @throws NexusError `network_unreachable` | `permission_denied` | …
   */
  send(readings: readonly Reading[], options?: CallOptions): Promise<RecordResult>;
  /** Newest reading of a machine, or null when it has never sent one. */
  latest(machineId: string, options?: CallOptions): Promise<LatestReading | null>;
  /** A part of a machine's past, downsampled in the database. @throws NexusError `not_found` | `validation_failed` */
  series(params: SeriesParams, options?: CallOptions): Promise<TelemetrySeries>;
  /**
   * A series that grows: calls `listener` with what is known, and again with every new reading at its end. What lies
   * before `from` at the start goes out of it as time passes.
   * @param params `to` is left out: it is now
   */
  follow(
    params: Omit<SeriesParams, 'to'>,
    listener: (series: TelemetrySeries) => void,
    options?: SubscribeOptions,
  ): () => void;
  /**
   * A machine's past as CSV (RFC 4180, UTF-8), read piece by piece: the header line, then a line for each point with
   * the ISO 8601 time and mean, min and max of each metric, or its value where each point is one reading.
   * @example await nexus.telemetry.csv({ machineId, from, to }).pipeTo(target);
   */
  csv(params: SeriesParams, options?: CallOptions): ReadableStream<Uint8Array>;
  /** Calls `listener` with each new reading of the machine (of all machines when `machineId` is absent). */
  subscribe(params: { machineId?: string }, listener: (reading: Reading) => void): () => void;
}
