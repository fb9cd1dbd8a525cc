import { invalid } from '../errors/invalid.ts';
import { MACHINE_STATUSES, type MachineUpdateParams } from '../types/index.ts';

const MAX_NAME = 200;
const MAX_EXTERNAL_ID = 120;

/** The limits of table `machines`, told before anything is sent. @throws NexusError `validation_failed` */
export function checkMachine(doing: string, params: MachineUpdateParams): void {
  const { name, externalId, status, metadata } = params;
  if (name !== undefined && !(isText(name, MAX_NAME) && name.trim())) {
    throw invalid(`Could not ${doing}: a name has 1 to ${MAX_NAME} characters.`, 'Give another name.', {
      name,
    });
  }
  if (externalId !== undefined && !isText(externalId, MAX_EXTERNAL_ID)) {
    throw invalid(
      `Could not ${doing}: an external id has 1 to ${MAX_EXTERNAL_ID} characters.`,
      'Leave it out when there is none.',
      { externalId },
    );
  }
  if (status !== undefined && !MACHINE_STATUSES.includes(status)) {
    throw invalid(
      `Could not ${doing}: ${String(status)} is no status.`,
      `Use one of ${MACHINE_STATUSES.join(', ')}.`,
    );
  }
  if (metadata !== undefined && !isJson(metadata)) {
    throw invalid(
      `Could not ${doing}: metadata cannot be written as JSON.`,
      'Leave out what JSON has no form for, such as bigint and circles.',
    );
  }
}

/** The database counts characters, not the halves of which JavaScript makes some. */
function isText(text: unknown, most: number): boolean {
  return typeof text === 'string' && text !== '' && [...text].length <= most;
}

function isJson(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
}
