import type { Reading } from '@nexus-mfg/sdk';

const METRICS = ['vibration', 'temperature', 'rpm', 'power_kwh'] as const;

/**
 * Turns lines into readings: JSON, one reading a line, or CSV whose first line names the columns `machine_id`,
 * `timestamp` and any of the metrics. An empty cell is a metric that the machine does not have.
 */
export class LineReader {
  /** The columns of a CSV; null until its first line was read, or for JSON. */
  columns: string[] | null;

  constructor(columns: string[] | null) {
    this.columns = columns;
  }

  /** Null for what is no reading: an empty line, or the line with the columns. @throws when it cannot be read */
  read(line: string): Reading | null {
    if (line === '') return null;
    if (line.startsWith('{')) return JSON.parse(line) as Reading;
    const cells = line.split(',').map((cell) => cell.trim());
    if (!this.columns) {
      if (!cells.includes('machine_id') || !cells.includes('timestamp')) {
        throw new Error('the first line of a CSV names the columns, machine_id and timestamp among them');
      }
      this.columns = cells;
      return null;
    }
    const {
      machine_id: machineId = '',
      timestamp = '',
      ...rest
    } = Object.fromEntries(this.columns.map((column, index) => [column, cells[index] ?? '']));
    const reading: Reading = { machineId, timestamp };
    for (const metric of METRICS) if (rest[metric]) reading[metric] = Number(rest[metric]);
    return reading;
  }
}
