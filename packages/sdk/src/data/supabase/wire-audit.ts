import type { AuditEntry } from '../../types/index.ts';
import { type JsonObject, object, optionalText, text, time } from './wire.ts';

const WHAT = 'the audit log';

/** A row of `audit_log`. */
export function parseAuditEntry(row: JsonObject): AuditEntry {
  return {
    id: text(row, 'id', WHAT),
    at: time(row, 'at', WHAT),
    action: text(row, 'action', WHAT),
    actorId: optionalText(row.actor_id),
    actorKind: text(row, 'actor_kind', WHAT),
    targetTable: text(row, 'target_table', WHAT),
    targetId: optionalText(row.target_id),
    old: row.old === null || row.old === undefined ? null : object(row.old, WHAT),
    new: row.new === null || row.new === undefined ? null : object(row.new, WHAT),
  };
}
