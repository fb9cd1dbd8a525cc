import { invalid } from '../errors/invalid.ts';

/** A script's variable that was never set is as empty as an empty field. @throws NexusError `validation_failed` */
export function requireId(id: string, doing: string, noun: string = 'machine'): void {
  if (typeof id !== 'string' || !id)
    throw invalid(`Could not ${doing}: the id is empty.`, `Give the id of a ${noun}.`);
}
