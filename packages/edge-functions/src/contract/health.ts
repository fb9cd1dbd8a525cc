/** One thing that the functions lean on, as they see it. */
export interface DependencyHealth {
  reachable: boolean;
  /** Time of one round trip in ms; null when unreachable. */
  latencyMs: number | null;
}

/** Answer of the `health` function: 200 when everything is reachable, 503 when not. */
export interface HealthResponse {
  status: 'ok' | 'degraded';
  /** Runtime that serves the functions, for example `deno 2.9.6`. */
  runtime: string;
  auth: DependencyHealth;
  requestId: string;
}
