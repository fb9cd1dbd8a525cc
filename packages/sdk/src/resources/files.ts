import type { BufferHandle } from '../buffer/buffer-handle.ts';
import type { Cache } from '../cache/cache.ts';
import { FILE_RULES } from '../data/file-rules.ts';
import type { FileStoreService } from '../data/services/file-service.ts';
import { deferred } from '../util/deferred.ts';
import type { FileKind, FileWork } from './file-work.ts';
import type { DocumentsResource, FilesResource, QualityResource } from './files-resource.ts';
import { startUpload } from './upload.ts';

function createFilesResource<TFile extends { id: string }, TList, TUpload, TUpdate extends object>(
  cache: Cache,
  buffer: BufferHandle,
  kind: FileKind,
  service: FileStoreService<TFile, TList, TUpload, TUpdate>,
): FilesResource<TFile, TList, TUpload, TUpdate> {
  const work: FileWork<TFile, TList, TUpload, TUpdate> = deferred(async () =>
    (await import('./file-work.ts')).createFileWork(cache, buffer, kind, service),
  );
  return {
    rules: FILE_RULES[kind],
    list: (params, options) => work.list(params, options),
    get: (id, options) => work.get(id, options),
    upload: (file, params, given) =>
      startUpload((options) => work.send(file, params, options), file?.size ?? 0, given?.signal),
    update: (id, params, options) => work.update(id, params, options),
    delete: (id, options) => work.delete(id, options),
    download: (id, options) => work.download(id, options),
    previewUrl: (id, options) => work.previewUrl(id, options),
  };
}

/** The document library. */
export function createDocumentsResource(cache: Cache, buffer: BufferHandle): DocumentsResource {
  return createFilesResource(cache, buffer, 'documents', cache.data.files.documents);
}

/** Pictures of parts with their inspection. */
export function createQualityResource(cache: Cache, buffer: BufferHandle): QualityResource {
  return createFilesResource(cache, buffer, 'quality', cache.data.files.quality);
}
