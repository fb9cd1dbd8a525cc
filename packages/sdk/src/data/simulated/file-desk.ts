import { NexusError } from '../../errors/nexus-error.ts';
import type {
  DocumentParams,
  Page,
  PageParams,
  Permission,
  QualityUpdateParams,
  QualityUploadParams,
  UploadSource,
} from '../../types/index.ts';
import type { CallOptions } from '../call-options.ts';
import { checkFile, mimeTypeOf } from '../check-file.ts';
import { checkFileWords, nameOfFile } from '../check-file-words.ts';
import { FILE_RULES } from '../file-rules.ts';
import { keysetPage, pageSize, parseCursor } from '../paging.ts';
import type { FileStoreService, GuardedOptions, UploadOptions } from '../services/file-service.ts';
import { encodeBase64 } from './base64.ts';
import { demoFiles } from './demo-files.ts';
import type { Caller, Desk } from './desk.ts';
import { touched } from './file-rows.ts';
import { refuseChanged } from './machine-desk.ts';
import { lacking, missing, wrongArgument } from './refusals.ts';
import type { StoredFile, TenantFiles, TenantState } from './state.ts';
import type { Uploads } from './uploads.ts';

/** What every row of a file has. */
export interface FileRow {
  id: string;
  name: string;
  machineId: string | null;
  mimeType: string | null;
  sizeBytes: number | null;
  uploadedBy: string | null;
  createdAt: string;
  updatedAt: string;
}

/** What is known of an upload once its bytes are there. */
interface ArrivedFile {
  id: string;
  /** The file's own name, where it has one. */
  fileName: string;
  mimeType: string;
  sizeBytes: number;
  uploadedBy: string;
  /** ISO 8601. */
  at: string;
}

/** What the two buckets do each in its own way. */
export interface FileKind<TRow extends FileRow, TList extends PageParams, TUpload, TUpdate> {
  noun: string;
  bucket: keyof TenantFiles;
  read: Permission;
  write: Permission;
  /** Column that the list is sorted by, newest first. */
  sortedBy(row: TRow): string;
  matches(row: TRow, params: TList): boolean;
  create(arrived: ArrivedFile, params: TUpload): TRow;
  /** The changed row; its `updatedAt` follows. */
  change(row: TRow, params: TUpdate, now: string): TRow;
}

/** What people may say about a file of either bucket. */
type Words = Omit<DocumentParams & QualityUpdateParams & QualityUploadParams, 'machineId'> & {
  machineId?: string | null;
};

const LONGEST_PREVIEW_SECONDS = 604_800;
/** Longer contents are shown by an object URL, which ends in time; a data URL cannot. */
const LONGEST_DATA_URL = 524_288;

/** The files of one bucket. */
export function createFileDesk<
  TRow extends FileRow,
  TList extends PageParams,
  TUpload extends Words,
  TUpdate extends Words,
>(
  desk: Desk,
  uploads: Uploads,
  kind: FileKind<TRow, TList, TUpload, TUpdate>,
): FileStoreService<TRow, TList, TUpload, TUpdate> {
  const filesOf = (state: TenantState): Map<string, StoredFile<TRow>> => {
    state.files ??=
      desk.world.hasDemo && isDemo(state) ? demoFiles(state, desk.database.now()) : emptyFiles();
    return state.files[kind.bucket] as unknown as Map<string, StoredFile<TRow>>;
  };
  /** Row level security: to who may not read, there is nothing. */
  const visible = (caller: Caller): Map<string, StoredFile<TRow>> =>
    desk.has(kind.read) ? filesOf(caller.state) : new Map();
  const find = (caller: Caller, id: string): StoredFile<TRow> => {
    const file = visible(caller).get(id);
    if (file === undefined) throw missing(kind.noun);
    return file;
  };
  const contentOf = (id: string): { file: StoredFile<TRow>; content: Uint8Array<ArrayBuffer> } => {
    const file = find(desk.requireVisible(), id);
    if (file.content === null) {
      throw new NexusError('not_found', `The content of ${file.row.name} was too large to be kept.`, {
        hint: 'The simulated world keeps contents up to 64 KiB over a reload: upload it again.',
      });
    }
    return { file, content: Uint8Array.from(file.content) };
  };
  const requireMachine = (state: TenantState, machineId: string | null | undefined): void => {
    if (machineId && !state.machines.has(machineId)) throw missing('machine');
  };

  return {
    list: async (params: TList, options?: CallOptions): Promise<Page<TRow>> => {
      const doing = `list the ${kind.noun}s`;
      const size = pageSize(doing, params.limit);
      const cursor = parseCursor(doing, params.after);
      return desk.read(doing, options, () => {
        const rows = [...visible(desk.requireVisible()).values()]
          .map(({ row }) => row)
          .filter((row) => kind.matches(row, params))
          .sort((a, b) => compare(kind.sortedBy(b), kind.sortedBy(a)) || compare(a.id, b.id))
          .filter((row) => {
            if (cursor === null) return true;
            const order = compare(kind.sortedBy(row), cursor.value);
            return order < 0 || (order === 0 && row.id > cursor.id);
          });
        return keysetPage(
          rows.slice(0, size + 1),
          size,
          (row) => structuredClone(row),
          (row) => ({ value: kind.sortedBy(row), id: row.id }),
        );
      });
    },

    get: (id: string, options?: CallOptions): Promise<TRow> =>
      desk.read(`read ${kind.noun} ${id}`, options, () =>
        structuredClone(find(desk.requireVisible(), id).row),
      ),

    upload: async (file: UploadSource, params: TUpload, options: UploadOptions = {}): Promise<TRow> => {
      const doing = `upload ${file?.name ?? `a ${kind.noun}`}`;
      checkFile(doing, file, FILE_RULES[kind.bucket]);
      checkWords(doing, params);
      const fileName = nameOfFile(doing, params.name === undefined ? {} : { name: params.name }, file);
      await desk.travel(doing, options);
      const begun = desk.requirePermission(kind.write);
      requireMachine(begun.state, params.machineId);
      const content = await uploads.send(doing, `${kind.bucket} ${begun.account.userId}`, file, options);
      // The rights are asked again when all is there, as the database does with the last part.
      const { account, state } = desk.requirePermission(kind.write);
      requireMachine(state, params.machineId);
      const row = kind.create(
        {
          id: desk.database.nextId(kind.noun),
          fileName: fileName ?? kind.noun,
          mimeType: mimeTypeOf(file),
          sizeBytes: content.length,
          uploadedBy: account.userId,
          at: desk.database.time(),
        },
        params,
      );
      filesOf(state).set(row.id, { row, content, demo: null });
      desk.world.changed();
      return structuredClone(row);
    },

    update: async (id: string, params: TUpdate, options?: GuardedOptions): Promise<TRow> => {
      const doing = `change ${kind.noun} ${id}`;
      checkWords(doing, params);
      return desk.write(doing, options, () => {
        const caller = desk.requireVisible();
        const file = find(caller, id);
        if (!desk.has(kind.write)) throw lacking(kind.write);
        refuseChanged(file.row, options?.ifUpdatedAt);
        const changed = kind.change(file.row, params, desk.database.time());
        if (params.machineId && !caller.state.machines.has(params.machineId)) {
          throw new NexusError(
            'validation_failed',
            `There is no machine ${params.machineId} in this tenant.`,
            {
              hint: 'Name a machine of the own tenant, or none.',
            },
          );
        }
        if (JSON.stringify(changed) !== JSON.stringify(file.row)) {
          file.row = { ...changed, updatedAt: touched(file.row.updatedAt, desk.database.now()) };
        }
        return structuredClone(file.row);
      });
    },

    delete: (id: string, options?: CallOptions): Promise<void> =>
      desk.write(`delete ${kind.noun} ${id}`, options, () => {
        const caller = desk.requireVisible();
        find(caller, id);
        if (!desk.has(kind.write)) throw lacking(kind.write);
        filesOf(caller.state).delete(id);
      }),

    download: (id: string, options?: CallOptions): Promise<Blob> =>
      desk.read(`download ${kind.noun} ${id}`, options, () => {
        const { file, content } = contentOf(id);
        return new Blob([content], { type: file.row.mimeType ?? '' });
      }),

    previewUrl: async (id: string, expiresInSeconds: number, options?: CallOptions): Promise<string> => {
      const isFit = Number.isInteger(expiresInSeconds) && expiresInSeconds >= 1;
      if (!isFit || expiresInSeconds > LONGEST_PREVIEW_SECONDS) {
        throw wrongArgument(
          'expiresInSeconds',
          `A preview lasts 1 to 604,800 seconds, not ${expiresInSeconds}.`,
        );
      }
      return desk.read(`show ${kind.noun} ${id}`, options, () => {
        const { file, content } = contentOf(id);
        const type = file.row.mimeType ?? 'application/octet-stream';
        if (content.length <= LONGEST_DATA_URL) return `data:${type};base64,${encodeBase64(content)}`;
        return passingUrl(new Blob([content], { type }), expiresInSeconds);
      });
    },
  };
}

/** An object URL that ends by itself. In Node nobody waits for that. */
function passingUrl(blob: Blob, seconds: number): string {
  const url = URL.createObjectURL(blob);
  const timer: unknown = setTimeout(() => URL.revokeObjectURL(url), seconds * 1000);
  (timer as { unref?: () => void }).unref?.();
  return url;
}

function checkWords(doing: string, { machineId: _, ...said }: Words): void {
  checkFileWords(doing, said);
}

/** Tenants that somebody opened have no demonstration in them. */
function isDemo({ machines }: TenantState): boolean {
  return [...machines.values()].some(({ model }) => model !== null);
}

function emptyFiles(): TenantFiles {
  return { documents: new Map(), quality: new Map() };
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
