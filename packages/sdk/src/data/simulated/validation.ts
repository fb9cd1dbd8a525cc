import { NexusError } from '../../errors/nexus-error.ts';
import { VIBRATION_ZONES } from '../../plant/index.ts';
import {
  MACHINE_STATUSES,
  type MachineCreateParams,
  type MachineMetadata,
  type MachineUpdateParams,
  METRICS,
  type SeriesParams,
} from '../../types/index.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @throws NexusError `validation_failed` */
export function checkCreate(params: MachineCreateParams): void {
  if (typeof params.name !== 'string') throw invalid('A machine needs a name.');
  if (params.id !== undefined && !UUID.test(params.id)) throw invalid(`"${params.id}" is not a UUID.`);
  checkUpdate(params);
}

/** The same limits as the checks of the machines table. @throws NexusError `validation_failed` */
export function checkUpdate(params: MachineUpdateParams): void {
  checkLength('name', params.name, 200);
  checkLength('externalId', params.externalId, 120);
  checkLength('type', params.type, 60);
  checkPlace('gridPositionX', params.gridPositionX);
  checkPlace('gridPositionY', params.gridPositionY);
  const { status } = params;
  if (status !== undefined && !MACHINE_STATUSES.includes(status)) {
    throw invalid(`"${status}" is not a status of a machine.`);
  }
  if (params.metadata !== undefined) checkMetadata(params.metadata);
}

function checkLength(field: string, text: string | null | undefined, longest: number): void {
  if (text !== undefined && text !== null && (text.length === 0 || text.length > longest)) {
    throw invalid(`"${field}" has 1 to ${longest} characters.`);
  }
}

function checkPlace(field: string, place: number | null | undefined): void {
  if (place !== undefined && place !== null && !(Number.isInteger(place) && Math.abs(place) <= 10_000)) {
    throw invalid(`"${field}" is a whole number between -10,000 and 10,000.`);
  }
}

function checkMetadata(metadata: MachineMetadata): void {
  if (JSON.stringify(metadata).length > 16_384) throw invalid('"metadata" has at most 16 KiB.');
  const {
    vibrationUnit = 'mm/s',
    temperatureUnit = '°C',
    machineClass = 'medium',
    temperatureLimit = 90,
  } = metadata;
  if (!['mm/s', 'g'].includes(vibrationUnit)) throw invalid(`"${vibrationUnit}" is not a unit of vibration.`);
  if (!['°C', 'unknown'].includes(temperatureUnit)) {
    throw invalid(`"${temperatureUnit}" is not a unit of temperature.`);
  }
  if (!Object.hasOwn(VIBRATION_ZONES, machineClass))
    throw invalid(`"${machineClass}" is not a machine class.`);
  if (typeof temperatureLimit !== 'number' || temperatureLimit < 1 || temperatureLimit > 3000) {
    throw invalid('"temperatureLimit" is a number of °C between 1 and 3,000.');
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
    if (metrics.length === 0 || metrics.length > METRICS.length) throw invalid('Ask for 1 to 4 metrics.');
  }
  return { from, to, maxPoints };
}

function invalid(message: string): NexusError {
  return new NexusError('validation_failed', message);
}
