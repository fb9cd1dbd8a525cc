/**
 * Body of a POST to `ingest`, sent by a gateway with `authorization: Bearer nxd_…` (a device token). At most 5,000
 * readings; `content-encoding: gzip` is understood.
 */
export interface IngestRequest {
  readings: IngestReading[];
}

/** One reading, as the batch function takes it. */
export interface IngestReading {
  /** Id of the machine, or `externalId` for the tenant's own name of it. */
  machineId?: string;
  externalId?: string;
  /** ISO 8601 with a zone. */
  timestamp: string;
  /** mm/s RMS. */
  vibration?: number | null;
  /** °C. */
  temperature?: number | null;
  /** 1/min. */
  rpm?: number | null;
  /** kWh in the interval since the reading before. */
  power_kwh?: number | null;
}

/** What became of each reading. */
export interface IngestResponse {
  stored: number;
  duplicates: number;
  refused: { index: number; code: string; message: string }[];
  requestId: string;
}
