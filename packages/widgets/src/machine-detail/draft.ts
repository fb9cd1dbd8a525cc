import type { Machine, MachineStatus, MachineUpdateParams } from '@nexus-mfg/sdk';

/** Fields of the form as they are typed. */
export interface Draft {
  readonly name: string;
  readonly type: string;
  readonly status: MachineStatus;
  readonly column: string;
  readonly row: string;
}

/** Fields of a machine that the form changes. */
export type EditedFields = Pick<Machine, 'name' | 'type' | 'status' | 'gridPositionX' | 'gridPositionY'>;

export type DraftError = 'errorName' | 'errorPlace';

const MOST_NAME = 200;
const MOST_PLACE = 10_000;

export function draftOf({ name, type, status, gridPositionX, gridPositionY }: EditedFields): Draft {
  return {
    name,
    type: type ?? '',
    status,
    column: String(gridPositionX ?? ''),
    row: String(gridPositionY ?? ''),
  };
}

/** What is wrong, by field; the limits are those of the database. A type and a place may be empty, a place as a whole. */
export function draftErrors(draft: Draft): Partial<Record<'name' | 'place', DraftError>> {
  const length = [...draft.name.trim()].length;
  const [column, row] = [placeOf(draft.column), placeOf(draft.row)];
  const isWrong = column === undefined || row === undefined || (column === null) !== (row === null);
  return {
    ...((length === 0 || length > MOST_NAME) && { name: 'errorName' as const }),
    ...(isWrong && { place: 'errorPlace' as const }),
  };
}

/** What the draft changes against `base`; nothing for what stays, null for what was emptied. */
export function changesOf(draft: Draft, base: EditedFields): MachineUpdateParams {
  const name = draft.name.trim();
  const type = draft.type.trim() || null;
  const [column, row] = [placeOf(draft.column), placeOf(draft.row)];
  return {
    ...(name !== base.name && { name }),
    ...(type !== (base.type || null) && { type }),
    ...(draft.status !== base.status && { status: draft.status }),
    ...(column !== undefined && column !== base.gridPositionX && { gridPositionX: column }),
    ...(row !== undefined && row !== base.gridPositionY && { gridPositionY: row }),
  };
}

/** Null where there is none, undefined where it is no place. */
function placeOf(text: string): number | null | undefined {
  if (text.trim() === '') return null;
  const place = Number(text);
  return Number.isInteger(place) && Math.abs(place) <= MOST_PLACE ? place : undefined;
}
