import type { Machine } from '@nexus-mfg/sdk';
import { healthState } from './health.ts';

/** How loud a machine is. */
export type Alert = 'none' | 'warning' | 'critical';

/**
 * How loud a machine is, and so whether it "needs a look": the one rule for tiles, plan, summary and wall. One that is
 * in maintenance or off is not judged by the score it had.
 */
export function alertLevel({ status, healthScore }: Machine): Alert {
  if (status === 'fault') return 'critical';
  if (status === 'maintenance' || status === 'offline') return 'none';
  const state = healthState(healthScore);
  if (state === 'critical') return 'critical';
  return state === 'degraded' ? 'warning' : 'none';
}
