import { wrongShape } from '../../../errors/wrong-shape.ts';
import {
  type Defect,
  QUALITY_RESULTS,
  type QualityImage,
  type StoredDocument,
} from '../../../types/index.ts';
import {
  array,
  number,
  object,
  oneOf,
  optionalNumber,
  optionalText,
  optionalTime,
  text,
  time,
} from '../wire.ts';

/** A row of table `documents`. */
export function parseDocument(value: unknown): StoredDocument {
  const what = 'a document';
  const row = object(value, what);
  return {
    id: text(row, 'id', what),
    name: text(row, 'name', what),
    description: optionalText(row.description),
    machineId: optionalText(row.machine_id),
    mimeType: optionalText(row.mime_type),
    sizeBytes: optionalNumber(row.size_bytes),
    uploadedBy: optionalText(row.uploaded_by),
    createdAt: time(row, 'created_at', what),
    updatedAt: time(row, 'updated_at', what),
  };
}

/** A row of table `quality_images`. */
export function parseQualityImage(value: unknown): QualityImage {
  const what = 'a quality image';
  const row = object(value, what);
  return {
    id: text(row, 'id', what),
    name: text(row, 'name', what),
    machineId: optionalText(row.machine_id),
    mimeType: optionalText(row.mime_type),
    sizeBytes: optionalNumber(row.size_bytes),
    capturedAt: time(row, 'captured_at', what),
    uploadedBy: optionalText(row.uploaded_by),
    result: row.result === null ? null : oneOf(row.result, QUALITY_RESULTS, what),
    defects: array(row.defects, what).map(parseDefect),
    notes: optionalText(row.notes),
    inspectedBy: row.inspected_by === null ? null : oneOf(row.inspected_by, ['person', 'ai'] as const, what),
    inspectedAt: optionalTime(row, 'inspected_at', what),
    model: optionalText(row.model),
    createdAt: time(row, 'created_at', what),
    updatedAt: time(row, 'updated_at', what),
  };
}

function parseDefect(value: unknown): Defect {
  const what = 'a defect';
  const defect = object(value, what);
  const [x, y, width, height] = array(defect.box, what);
  if (![x, y, width, height].every((side) => typeof side === 'number')) {
    throw wrongShape(what, 'its box is not four numbers');
  }
  return {
    label: text(defect, 'label', what),
    confidence: number(defect, 'confidence', what),
    box: [x, y, width, height] as [number, number, number, number],
  };
}
