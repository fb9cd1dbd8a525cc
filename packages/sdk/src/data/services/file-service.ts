import type {
  DocumentListParams,
  DocumentParams,
  Page,
  QualityImage,
  QualityListParams,
  QualityUpdateParams,
  QualityUploadParams,
  StoredDocument,
  UploadSource,
} from '../../types/index.ts';
import type { CallOptions, OwnedCallOptions } from '../call-options.ts';

/** Options of an upload. */
export interface UploadOptions extends CallOptions {
  /** Called with the bytes that have gone out; never less than before unless the server forgot. */
  onProgress?: (sentBytes: number) => void;
}

/** Options of a change that must not overwrite somebody else's. */
export interface GuardedOptions extends OwnedCallOptions {
  /** `updatedAt` as it was read. @throws NexusError `conflict` with `details.theirs` when it has changed since */
  ifUpdatedAt?: string;
}

/** What files of both buckets have in common. */
export interface FileStoreService<TFile, TList, TUpload, TUpdate> {
  /** One page, newest first. */
  list(params: TList, options?: CallOptions): Promise<Page<TFile>>;
  /** @throws NexusError `not_found` */
  get(id: string, options?: CallOptions): Promise<TFile>;
  /**
   * Sends the file; where an upload of the same file by the same person was cut off, goes on where the server is.
   * @throws NexusError `file_too_large` | `file_type_refused` | `plan_limit`
   */
  upload(file: UploadSource, params: TUpload, options?: UploadOptions): Promise<TFile>;
  /** Changes what is said about the file. @throws NexusError `not_found` | `validation_failed` | `conflict` */
  update(id: string, params: TUpdate, options?: GuardedOptions): Promise<TFile>;
  /** The file and what is said about it. @throws NexusError `not_found` */
  delete(id: string, options?: CallOptions): Promise<void>;
  /** The whole content. @throws NexusError `not_found` */
  download(id: string, options?: CallOptions): Promise<Blob>;
  /** URL that shows the file to whoever has it, for so long. @param expiresInSeconds 1 to 604,800 */
  previewUrl(id: string, expiresInSeconds: number, options?: CallOptions): Promise<string>;
}

/** Files of the tenant. */
export interface FileService {
  /** The document library. */
  readonly documents: FileStoreService<StoredDocument, DocumentListParams, DocumentParams, DocumentParams>;
  /** Pictures of parts with their inspection. */
  readonly quality: FileStoreService<
    QualityImage,
    QualityListParams,
    QualityUploadParams,
    QualityUpdateParams
  >;
}
