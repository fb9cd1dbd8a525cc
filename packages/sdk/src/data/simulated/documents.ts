import type { DocumentListParams, DocumentParams, StoredDocument } from '../../types/index.ts';
import type { FileStoreService } from '../services/file-service.ts';
import type { Desk } from './desk.ts';
import { createFileDesk } from './file-desk.ts';
import type { Uploads } from './uploads.ts';

/** The tenant's document library. */
export function createDocuments(
  desk: Desk,
  uploads: Uploads,
): FileStoreService<StoredDocument, DocumentListParams, DocumentParams, DocumentParams> {
  return createFileDesk<StoredDocument, DocumentListParams, DocumentParams, DocumentParams>(desk, uploads, {
    noun: 'document',
    bucket: 'documents',
    read: 'documents.read',
    write: 'documents.write',
    sortedBy: ({ createdAt }) => createdAt,
    matches: (row, { search, machineId, mimeType }) =>
      (!search || row.name.toLowerCase().includes(search.toLowerCase())) &&
      (machineId === undefined || row.machineId === machineId) &&
      (mimeType === undefined || row.mimeType === mimeType),
    create: ({ id, fileName, mimeType, sizeBytes, uploadedBy, at }, params) => ({
      id,
      name: params.name?.trim() || fileName,
      description: params.description?.trim() || null,
      machineId: params.machineId ?? null,
      mimeType,
      sizeBytes,
      uploadedBy,
      createdAt: at,
      updatedAt: at,
    }),
    change: (row, params) => ({
      ...row,
      ...(params.name === undefined ? {} : { name: params.name.trim() }),
      ...(params.description === undefined ? {} : { description: params.description }),
      ...(params.machineId === undefined ? {} : { machineId: params.machineId }),
    }),
  });
}
