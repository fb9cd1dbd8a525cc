import { wrongShape } from '../../errors/wrong-shape.ts';
import {
  type MachineUpdateParams,
  METRICS,
  type Reading,
  type ReadingRefusal,
  type RecordResult,
} from '../../types/index.ts';
import type { Database, Json } from './database.types.ts';
import { array, number, object, text } from './wire.ts';

/** Columns of table `machines` that a request may carry. */
type MachineColumns = Database['public']['Tables']['machines']['Update'];

/** Columns of `machines` from parameters; what is absent is left alone. */
export function machineColumns(params: MachineUpdateParams): MachineColumns {
  const { name, externalId, type, status, gridPositionX, gridPositionY, metadata } = params;
  return {
    ...(name === undefined ? {} : { name }),
    ...(externalId === undefined ? {} : { external_id: externalId }),
    ...(type === undefined ? {} : { type }),
    ...(status === undefined ? {} : { status }),
    ...(gridPositionX === undefined ? {} : { grid_position_x: gridPositionX }),
    ...(gridPositionY === undefined ? {} : { grid_position_y: gridPositionY }),
    ...(metadata === undefined ? {} : { metadata: metadata as Json }),
  };
}

/** A batch as it is sent, and what JSON cannot carry and is therefore refused here. */
export interface OutgoingBatch {
  rows: Record<string, string | number>[];
  /** Position in the caller's batch of each row. */
  positions: number[];
  refused: ReadingRefusal[];
}

/** JSON turns NaN and Infinity into null, which would look like a metric that the machine does not have. */
export function outgoingBatch(readings: readonly Reading[]): OutgoingBatch {
  const batch: OutgoingBatch = { rows: [], positions: [], refused: [] };
  readings.forEach((reading: Reading | null | undefined, index) => {
    if (!reading) {
      batch.refused.push({ index, code: 'invalid_reading', message: `Reading ${index} is ${reading}.` });
      return;
    }
    const broken = METRICS.find(
      (metric) => reading[metric] !== undefined && !Number.isFinite(reading[metric]),
    );
    if (broken) {
      batch.refused.push({
        index,
        code: 'value_out_of_range',
        message: `Reading ${index}: ${broken} is ${String(reading[broken])}, not a finite number.`,
      });
      return;
    }
    const row: Record<string, string | number> = {
      machine_id: reading.machineId,
      timestamp: reading.timestamp,
    };
    for (const metric of METRICS) {
      const measured = reading[metric];
      if (measured !== undefined) row[metric] = measured;
    }
    batch.rows.push(row);
    batch.positions.push(index);
  });
  return batch;
}

/** The server's answer for the sent rows, told in positions of the caller's batch. */
export function mergeAnswer(batch: OutgoingBatch, answer: RecordResult): RecordResult {
  const positionOf = (index: number): number => batch.positions[index] ?? index;
  const told = answer.refused.map((refusal) => ({ ...refusal, index: positionOf(refusal.index) }));
  return {
    ...answer,
    duplicates: answer.duplicates.map(positionOf),
    refused: [...batch.refused, ...told].sort((a, b) => a.index - b.index),
  };
}

/** Answer of `record_readings()`. */
export function parseRecordResult(value: unknown): RecordResult {
  const what = 'the recorded readings';
  const row = object(value, what);
  return {
    stored: number(row, 'stored', what),
    duplicate: number(row, 'duplicate', what),
    duplicates: array(row.duplicates, what).map((index) => {
      if (typeof index === 'number') return index;
      throw wrongShape(what, 'the position of a duplicate is not a number');
    }),
    refused: array(row.refused, what).map((entry): ReadingRefusal => {
      const refusal = object(entry, what);
      return {
        index: number(refusal, 'index', what),
        code: text(refusal, 'code', what),
        message: text(refusal, 'message', what),
      };
    }),
  };
}
