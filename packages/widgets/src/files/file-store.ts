import type { FileRules, Nexus, Page, PageParams, Permission, Upload, UploadSource } from '@nexus-mfg/sdk';
import type { StoreName } from './last-known.ts';

/** What documents and pictures have in common. */
export interface AnyFile {
  id: string;
  name: string;
  machineId: string | null;
  mimeType: string | null;
  sizeBytes: number | null;
  uploadedBy: string | null;
  createdAt: string;
}

/** `nexus.documents` or `nexus.quality`, as far as both elements use them alike. */
export interface FileStore<T, P> {
  readonly rules: FileRules;
  list(params?: P, options?: { signal?: AbortSignal }): Promise<Page<T>>;
  upload(file: UploadSource, params?: { machineId?: string; name?: string }): Upload<T>;
  delete(id: string): Promise<void>;
  download(id: string, options?: { signal?: AbortSignal }): Promise<Blob>;
  previewUrl(id: string, options?: { signal?: AbortSignal; expiresInSeconds?: number }): Promise<string>;
}

/** Which files an element is about. */
export interface StoreWish<T extends AnyFile, P extends PageParams> {
  name: StoreName;
  of: (nexus: Nexus) => FileStore<T, P>;
  read: Permission;
  write: Permission;
  /** Which of them are asked for. */
  params: () => P;
  /** Machine that uploads belong to; empty for none. */
  machineId: () => string;
  /** A person's upload has arrived. */
  onStored: (file: T) => void;
}
