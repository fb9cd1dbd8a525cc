import { NexusError } from '../../errors/nexus-error.ts';
import {
  MACHINE_STATUSES,
  type MachineCreateParams,
  type MachineUpdateParams,
  METRICS,
  type SeriesParams,
} from '../../types/index.ts';

/** @throws NexusError `validation_failed` */
export function checkCreate(params: MachineCreateParams): void {
  if (typeof params.name !== 'string') throw invalid('A machine needs a name.');
  checkUpdate(params);
}

/** @throws NexusError `validation_failed` */
export function checkUpdate(params: MachineUpdateParams): void {
  const { name, status } = params;
  if (name !== undefined && (name.trim() === '' || name.length > 200)) {
    throw invalid('The name of a machine has 1 to 200 characters.');
  }
  if (status !== undefined && !MACHINE_STATUSES.includes(status)) {
    throw invalid(`"${status}" is not a status of a machine.`);
  }
}

/** The request in numbers. @throws NexusError `validation_failed` */
export function checkSeries(params: SeriesParams): { from: number; to: number; maxPoints: number } {
  const { metrics, maxPoints = 600 } = params;
  const from = Date.parse(params.from);
  const to = Date.parse(params.to);
  if (!(from < to)) throw invalid(`"from" must be before "to": ${params.from}, ${params.to}.`);
  if (!Number.isInteger(maxPoints) || maxPoints < 10 || maxPoints > 4000) {
    throw invalid(`"maxPoints" is between 10 and 4,000, not ${maxPoints}.`);
  }
  if (metrics !== undefined) {
    const unknown = metrics.find((metric) => !METRICS.includes(metric));
    if (unknown !== undefined) throw invalid(`"${unknown}" is not a metric.`);
    if (metrics.length === 0) throw invalid('Ask for at least one metric.');
  }
  return { from, to, maxPoints };
}

function invalid(message: string): NexusError {
  return new NexusError('validation_failed', message);
}
