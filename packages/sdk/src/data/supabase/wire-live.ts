import { wrongShape } from '../../errors/wrong-shape.ts';
import type { LiveEvent } from '../data-service.ts';
import { array, object, parseLiveReadings, parseMachine, text } from './wire.ts';

/** A broadcast of the database as a live event; null for one that this build does not know. */
export function parseLiveMessage(event: string, payload: unknown): LiveEvent | null {
  switch (event) {
    case 'readings':
      return { type: 'readings', readings: parseLiveReadings(payload) };
    case 'machines':
      return parseMachineChanges(payload);
    case 'tenant':
      return { type: 'tenant' };
    default:
      return null;
  }
}

/** Machines that one statement changed. Of many, it comes in several messages. */
function parseMachineChanges(payload: unknown): LiveEvent {
  const what = 'changed machines';
  const { change, machines } = object(payload, what);
  const rows = array(machines, what);
  if (change === 'delete') {
    return { type: 'machines', change, machineIds: rows.map((row) => text(object(row, what), 'id', what)) };
  }
  if (change === 'insert' || change === 'update') {
    return { type: 'machines', change, machines: rows.map((row) => parseMachine(row)) };
  }
  throw wrongShape(what, `${String(change)} is no known change`);
}
