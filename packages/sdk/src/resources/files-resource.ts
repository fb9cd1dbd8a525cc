import type { CallOptions } from '../data/data-service.ts';
import type {
  DocumentListParams,
  DocumentParams,
  FileRules,
  Page,
  QualityImage,
  QualityListParams,
  QualityUpdateParams,
  QualityUploadParams,
  StoredDocument,
  Upload,
  UploadSource,
} from '../types/index.ts';

/** What documents and quality images have in common. */
export interface FilesResource<TFile, TList, TUpload, TUpdate> {
  /** What may be uploaded: largest size in bytes, and types. */
  readonly rules: FileRules;
  /** One page, newest first. */
  list(params?: TList, options?: CallOptions): Promise<Page<TFile>>;
  /** @throws NexusError `not_found` */
  get(id: string, options?: CallOptions): Promise<TFile>;
  /**
   * Begins an upload. Size and type are checked first; one that was cut off goes on where the server is when the same
   * file is given again.
   * @throws NexusError `file_too_large` | `file_type_refused`, from `done`
   * @example
   * const upload = nexus.documents.upload(file, { machineId });
   * upload.progress.subscribe(({ sentBytes, totalBytes }) => draw(sentBytes / totalBytes));
   * const stored = await upload.done;
   */
  upload(file: UploadSource, params?: TUpload, options?: CallOptions): Upload<TFile>;
  /** Changes what is said about a file. Without network the edit waits in the outbox. */
  update(id: string, params: TUpdate, options?: CallOptions): Promise<TFile>;
  /** The file and what is said about it. @throws NexusError `not_found` | `permission_denied` */
  delete(id: string, options?: CallOptions): Promise<void>;
  /** The whole content. @throws NexusError `not_found` */
  download(id: string, options?: CallOptions): Promise<Blob>;
  /** A URL that shows the file to whoever has it. @param options `expiresInSeconds` 1 to 604,800, default 300 */
  previewUrl(id: string, options?: CallOptions & { expiresInSeconds?: number }): Promise<string>;
}

/** The document library. */
export type DocumentsResource = FilesResource<
  StoredDocument,
  DocumentListParams,
  DocumentParams,
  DocumentParams
>;

/** Pictures of parts with their inspection. */
export type QualityResource = FilesResource<
  QualityImage,
  QualityListParams,
  QualityUploadParams,
  QualityUpdateParams
>;
