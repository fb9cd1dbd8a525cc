import type { DocumentListParams, DocumentParams, Page, StoredDocument } from '../../../types/index.ts';
import { checkFileWords, nameOfFile } from '../../check-file-words.ts';
import { FILE_RULES } from '../../file-rules.ts';
import { pageSize, parseCursor } from '../../paging.ts';
import type { FileService } from '../../services/file-service.ts';
import type { Database } from '../database.types.ts';
import { newestFirst, newestPage } from '../newest-first.ts';
import type { ServiceParts } from '../service-parts.ts';
import { unchangedSince } from '../unchanged-since.ts';
import { StoredFiles } from './stored-files.ts';
import { parseDocument } from './wire-file.ts';

type Columns = Database['public']['Tables']['documents']['Update'];

const WHAT = 'a list of documents';

/** The document library: files in the bucket `documents`, and their rows. */
export function createDocuments(parts: ServiceParts): FileService['documents'] {
  const { rest, requests } = parts;
  const files = new StoredFiles<StoredDocument, Columns>(parts, {
    what: 'document',
    bucket: 'documents',
    rules: FILE_RULES.documents,
    writePermission: 'documents.write',
    find: (column, value, signal) => rest.from('documents').eq(column, value).first(signal),
    change: (id, columns, ifUpdatedAt, signal) =>
      unchangedSince(rest.from('documents').update(columns).eq('id', id), ifUpdatedAt).first(signal),
    parse: parseDocument,
  });

  return {
    list: async (params: DocumentListParams, options = {}): Promise<Page<StoredDocument>> => {
      const doing = 'list the documents';
      const size = pageSize(doing, params.limit);
      const cursor = parseCursor(doing, params.after);
      return requests.call(
        doing,
        options,
        (signal) => {
          const query = rest.from('documents');
          if (params.search) query.matches('name', literal(String(params.search)));
          if (params.machineId !== undefined) query.eq('machine_id', params.machineId);
          if (params.mimeType !== undefined) query.eq('mime_type', params.mimeType);
          return newestFirst(query, 'created_at', size, cursor).all(signal);
        },
        (data) => newestPage(data, WHAT, 'created_at', size, parseDocument),
      );
    },

    get: (id, options) => files.get(id, options),

    upload: async (file, params, options) => {
      const name = nameOfFile('upload a document', params, file);
      const { description, machineId } = params;
      return files.upload(
        file,
        {
          metadata: {
            ...(name ? { name } : {}),
            ...(description ? { description } : {}),
            ...(machineId ? { machineId } : {}),
          },
          columns: {
            ...(name ? { name } : {}),
            description: description ?? null,
            machine_id: machineId ?? null,
          },
        },
        options,
      );
    },

    update: async (id, params, options) => {
      checkFileWords(`change document ${id}`, params);
      return files.change(id, columnsOf(params), options);
    },

    delete: (id, options) => files.delete(id, options),
    download: (id, options) => files.download(id, options),
    previewUrl: (id, expiresInSeconds, options) => files.previewUrl(id, expiresInSeconds, options),
  };
}

function columnsOf({ name, description, machineId }: DocumentParams): Columns {
  return {
    ...(name === undefined ? {} : { name: name.trim() }),
    ...(description === undefined ? {} : { description }),
    ...(machineId === undefined ? {} : { machine_id: machineId }),
  };
}

/**
 * A pattern that only finds this text. A pattern of `ilike` could not say it: PostgREST makes `%` of every `*` there, and
 * takes no escape for it.
 */
function literal(search: string): string {
  return search.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}
