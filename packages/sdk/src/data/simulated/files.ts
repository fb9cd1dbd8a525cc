import type { FileService } from '../services/file-service.ts';
import type { Desk } from './desk.ts';
import { createDocuments } from './documents.ts';
import { createQualityImages } from './quality-images.ts';
import { Uploads } from './uploads.ts';

/** Files of the tenant, in memory. */
export function createFiles(desk: Desk): FileService {
  const uploads = new Uploads(desk.network, () => desk.database.uploads);
  return { documents: createDocuments(desk, uploads), quality: createQualityImages(desk, uploads) };
}
