import type { BufferHandle } from '../buffer/buffer-handle.ts';
import type { Cache } from '../cache/cache.ts';
import { type NexusKey, nexusKeys, type Scope } from '../cache/keys.ts';
import type { FileStoreService, UploadOptions } from '../data/services/file-service.ts';
import type { EditKind, Page, UploadSource } from '../types/index.ts';
import { abortError } from '../util/abort.ts';
import type { FilesResource } from './files-resource.ts';
import { changeOrKeep } from './keep-edit.ts';
import { requireId } from './require-id.ts';
import { SeenFiles } from './seen-files.ts';

const DEFAULT_PREVIEW_SECONDS = 300;

/** Which of the two kinds of files. */
export type FileKind = 'documents' | 'quality';

/** How each kind is called, kept and listed. */
const KINDS: Readonly<Record<FileKind, { noun: string; edit: EditKind; lists: (scope: Scope) => NexusKey }>> =
  {
    documents: { noun: 'document', edit: 'document.update', lists: (scope) => nexusKeys.documents(scope) },
    quality: {
      noun: 'quality image',
      edit: 'quality.update',
      lists: (scope) => nexusKeys.qualityImages(scope),
    },
  };

/** What a resource of files does; loaded with the first call. */
export interface FileWork<TFile, TList, TUpload, TUpdate>
  extends Omit<FilesResource<TFile, TList, TUpload, TUpdate>, 'rules' | 'upload'> {
  /** One attempt of an upload. */
  send(file: UploadSource, params: TUpload | undefined, options: UploadOptions): Promise<TFile>;
}

/** @param service the engine's files of this kind */
export function createFileWork<TFile extends { id: string }, TList, TUpload, TUpdate extends object>(
  cache: Cache,
  buffer: BufferHandle,
  kind: FileKind,
  service: FileStoreService<TFile, TList, TUpload, TUpdate>,
): FileWork<TFile, TList, TUpload, TUpdate> {
  const { pending } = buffer;
  const { noun, edit, lists } = KINDS[kind];
  const seen = new SeenFiles<TFile>(cache.data);
  const shown = (file: TFile): TFile => {
    seen.add(file);
    return pending.over(file);
  };
  const changed = async (doing: string, signal: AbortSignal | undefined): Promise<void> => {
    const queryKey = lists(await cache.scope(doing, signal));
    await cache.client.invalidateQueries({ queryKey });
  };
  const known = (id: string, scope: Scope): TFile | undefined => {
    for (const [, page] of cache.client.getQueriesData<Page<TFile>>({ queryKey: lists(scope) })) {
      const found = page?.items.find((file) => file.id === id);
      if (found) return pending.over(found);
    }
    const file = seen.find(id);
    return file && pending.over(file);
  };
  return {
    list: async (params, options) => {
      const page = await service.list(params ?? ({} as TList), options);
      return { ...page, items: page.items.map(shown) };
    },
    get: async (id, options) => {
      requireId(id, `find the ${noun}`, noun);
      return shown(await service.get(id, options));
    },
    send: async (file, params, options) => {
      const stored = await service.upload(file, params ?? ({} as TUpload), options);
      // The file is there: lists that cannot be read now are read later, and an upload that failed would be repeated.
      await changed(`upload a ${noun}`, undefined).catch(() => {});
      if (!options.signal?.aborted) return stored;
      // Cancelled after the last byte, before anybody was told.
      await service.delete(stored.id);
      throw abortError(`upload a ${noun}`, options.signal);
    },
    update: async (id, params, options) => {
      const doing = `change ${noun} ${id}`;
      requireId(id, doing, noun);
      const scope = await cache.scope(doing, options?.signal);
      const file = await changeOrKeep<TFile>(
        buffer,
        cache.data.connection.value.state === 'offline',
        {
          kind: edit,
          targetId: id,
          changes: params,
          known: () => known(id, scope),
          direct: () => service.update(id, params, options),
          read: async () => pending.over(await service.get(id, options)),
        },
        options?.signal,
      );
      if (pending.has(id)) return file;
      seen.add(file);
      await changed(doing, options?.signal);
      return file;
    },
    delete: async (id, options) => {
      const doing = `delete ${noun} ${id}`;
      requireId(id, doing, noun);
      await service.delete(id, options);
      await changed(doing, options?.signal);
    },
    download: async (id, options) => {
      requireId(id, `download the ${noun}`, noun);
      return service.download(id, options);
    },
    previewUrl: async (id, options = {}) => {
      requireId(id, `make a URL for the ${noun}`, noun);
      return service.previewUrl(id, options.expiresInSeconds ?? DEFAULT_PREVIEW_SECONDS, options);
    },
  };
}
