import type {
  Defect,
  QualityImage,
  QualityListParams,
  QualityUpdateParams,
  QualityUploadParams,
} from '../../types/index.ts';
import type { FileStoreService } from '../services/file-service.ts';
import type { Desk } from './desk.ts';
import { createFileDesk } from './file-desk.ts';
import { broken } from './refusals.ts';
import type { Uploads } from './uploads.ts';

/** Pictures of parts with what an inspection found. */
export function createQualityImages(
  desk: Desk,
  uploads: Uploads,
): FileStoreService<QualityImage, QualityListParams, QualityUploadParams, QualityUpdateParams> {
  return createFileDesk<QualityImage, QualityListParams, QualityUploadParams, QualityUpdateParams>(
    desk,
    uploads,
    {
      noun: 'quality image',
      bucket: 'quality',
      read: 'quality.read',
      write: 'quality.write',
      sortedBy: ({ capturedAt }) => capturedAt,
      matches: (row, { machineId, result, from, to }) =>
        (machineId === undefined || row.machineId === machineId) &&
        (result === undefined || row.result === (result === 'none' ? null : result)) &&
        (from === undefined || Date.parse(row.capturedAt) >= Date.parse(from)) &&
        (to === undefined || Date.parse(row.capturedAt) < Date.parse(to)),
      create: ({ id, fileName, mimeType, sizeBytes, uploadedBy, at }, params) => ({
        id,
        name: params.name?.trim() || fileName,
        machineId: params.machineId ?? null,
        mimeType,
        sizeBytes,
        capturedAt: params.capturedAt === undefined ? at : new Date(params.capturedAt).toISOString(),
        uploadedBy,
        result: null,
        defects: [],
        notes: null,
        inspectedBy: null,
        inspectedAt: null,
        model: null,
        createdAt: at,
        updatedAt: at,
      }),
      change: (row, params, now) => {
        if (params.defects?.every(isDefect) === false) {
          throw broken('A defect has a label, a confidence of 0 to 1 and a box in parts of 0 to 1.');
        }
        const changed: QualityImage = {
          ...row,
          ...(params.name === undefined ? {} : { name: params.name.trim() }),
          ...(params.machineId === undefined ? {} : { machineId: params.machineId }),
          ...(params.result === undefined ? {} : { result: params.result }),
          ...(params.defects === undefined ? {} : { defects: structuredClone(params.defects) }),
          ...(params.notes === undefined ? {} : { notes: params.notes }),
        };
        if (params.result === undefined && params.defects === undefined) return changed;
        // Saying the same result again counts: a person then stands for it.
        const isJudged = changed.result !== null;
        return {
          ...changed,
          inspectedBy: isJudged ? 'person' : null,
          inspectedAt: isJudged ? now : null,
          model: null,
        };
      },
    },
  );
}

function isDefect({ label, confidence, box }: Defect): boolean {
  const isPart = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value <= 1;
  return (
    typeof label === 'string' &&
    label.length >= 1 &&
    label.length <= 120 &&
    isPart(confidence) &&
    Array.isArray(box) &&
    box.length === 4 &&
    box.every(isPart)
  );
}
