import { wrongShape } from '../../errors/map-error.ts';
import type { LiveEvent } from '../data-service.ts';
import { object, parseLiveReadings, parseMachine, text } from './wire.ts';

/** A broadcast of the database as a live event; null for one that this build does not know. */
export function parseLiveMessage(event: string, payload: unknown): LiveEvent | null {
  switch (event) {
    case 'readings':
      return { type: 'readings', readings: parseLiveReadings(payload) };
    case 'machine':
      return parseMachineChange(payload);
    case 'tenant':
      return { type: 'tenant' };
    default:
      return null;
  }
}

function parseMachineChange(payload: unknown): LiveEvent {
  const what = 'a changed machine';
  const message = object(payload, what);
  const { change } = message;
  if (change === 'delete') {
    return { type: 'machine', change, machineId: text(object(message.machine, what), 'id', what) };
  }
  if (change === 'insert' || change === 'update') {
    return { type: 'machine', change, machine: parseMachine(message.machine) };
  }
  throw wrongShape(what, `${String(change)} is no known change`);
}
