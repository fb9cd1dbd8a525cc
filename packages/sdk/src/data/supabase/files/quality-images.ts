import type { Page, QualityImage, QualityListParams, QualityUpdateParams } from '../../../types/index.ts';
import { checkFileWords, nameOfFile } from '../../check-file-words.ts';
import { FILE_RULES } from '../../file-rules.ts';
import { pageSize, parseCursor } from '../../paging.ts';
import type { FileService } from '../../services/file-service.ts';
import type { Database, Json } from '../database.types.ts';
import { newestFirst, newestPage } from '../newest-first.ts';
import type { ServiceParts } from '../service-parts.ts';
import { unchangedSince } from '../unchanged-since.ts';
import { StoredFiles } from './stored-files.ts';
import { parseQualityImage } from './wire-file.ts';

type Columns = Database['public']['Tables']['quality_images']['Update'];

const WHAT = 'a list of quality images';

/** Pictures of parts: files in the bucket `quality-images`, and their rows with what was found on them. */
export function createQualityImages(parts: ServiceParts): FileService['quality'] {
  const { rest, requests } = parts;
  const files = new StoredFiles<QualityImage, Columns>(parts, {
    what: 'quality image',
    bucket: 'quality-images',
    rules: FILE_RULES.quality,
    writePermission: 'quality.write',
    find: (column, value, signal) => rest.from('quality_images').eq(column, value).first(signal),
    change: (id, columns, ifUpdatedAt, signal) =>
      unchangedSince(rest.from('quality_images').update(columns).eq('id', id), ifUpdatedAt).first(signal),
    parse: parseQualityImage,
  });

  return {
    list: async (params: QualityListParams, options = {}): Promise<Page<QualityImage>> => {
      const doing = 'list the quality images';
      const size = pageSize(doing, params.limit);
      const cursor = parseCursor(doing, params.after);
      const { machineId, result, from, to } = params;
      return requests.call(
        doing,
        options,
        (signal) => {
          const query = rest.from('quality_images');
          if (machineId !== undefined) query.eq('machine_id', machineId);
          if (result === 'none') query.isNull('result');
          else if (result !== undefined) query.eq('result', result);
          if (from !== undefined) query.gte('captured_at', from);
          if (to !== undefined) query.lt('captured_at', to);
          return newestFirst(query, 'captured_at', size, cursor).all(signal);
        },
        (data) => newestPage(data, WHAT, 'captured_at', size, parseQualityImage),
      );
    },

    get: (id, options) => files.get(id, options),

    upload: async (file, params, options) => {
      const name = nameOfFile('upload a quality image', params, file);
      const { machineId, capturedAt } = params;
      return files.upload(
        file,
        {
          metadata: {
            ...(name ? { name } : {}),
            ...(machineId ? { machineId } : {}),
            ...(capturedAt ? { capturedAt } : {}),
          },
          columns: {
            ...(name ? { name } : {}),
            machine_id: machineId ?? null,
            ...(capturedAt ? { captured_at: capturedAt } : {}),
          },
        },
        options,
      );
    },

    update: async (id, params, options) => {
      checkFileWords(`change quality image ${id}`, params);
      return files.change(id, columnsOf(params), options);
    },

    delete: (id, options) => files.delete(id, options),
    download: (id, options) => files.download(id, options),
    previewUrl: (id, expiresInSeconds, options) => files.previewUrl(id, expiresInSeconds, options),
  };
}

function columnsOf({ name, machineId, result, defects, notes }: QualityUpdateParams): Columns {
  return {
    ...(name === undefined ? {} : { name: name.trim() }),
    ...(machineId === undefined ? {} : { machine_id: machineId }),
    ...(result === undefined ? {} : { result }),
    ...(defects === undefined ? {} : { defects: defects as unknown as Json }),
    ...(notes === undefined ? {} : { notes }),
  };
}
