import type { PageParams } from './page.ts';

/** A file in the document library. */
export interface StoredDocument {
  /** UUID. */
  id: string;
  /** What people call it. */
  name: string;
  /** What somebody said about it; null when nobody did. */
  description: string | null;
  /** The machine that it is about, or null. */
  machineId: string | null;
  /** For example `application/pdf`; null when the server noted none. */
  mimeType: string | null;
  /** Bytes; null when the server noted none. */
  sizeBytes: number | null;
  /** Account that uploaded the present content; null when it is gone. */
  uploadedBy: string | null;
  /** ISO 8601. */
  createdAt: string;
  /** ISO 8601 time of the last change of the file or of what is said about it. */
  updatedAt: string;
}

/** Which documents to list, newest first. */
export interface DocumentListParams extends PageParams {
  /** Part of the name, in any case. */
  search?: string;
  /** Only of this machine. */
  machineId?: string;
  /** Only of this type, for example `application/pdf`. */
  mimeType?: string;
}

/** What is said about a document, at the upload or later. Null takes away what was said. */
export interface DocumentParams {
  /** 1 to 255 characters; the file's own name when absent at the upload. */
  name?: string;
  /** 1 to 4,000 characters. */
  description?: string | null;
  /** The machine that it is about. */
  machineId?: string | null;
}

/** Outcome of an inspection, as `quality_images.result` stores it. */
export const QUALITY_RESULTS = ['pass', 'fail', 'review'] as const;
/** One of {@link QUALITY_RESULTS}. */
export type QualityResult = (typeof QUALITY_RESULTS)[number];

/** Something found on a picture. */
export interface Defect {
  /** 1 to 120 characters. */
  label: string;
  /** 0 to 1. */
  confidence: number;
  /** `[x, y, width, height]` in parts of the picture, each 0 to 1. */
  box: readonly [x: number, y: number, width: number, height: number];
}

/** A picture of a part with its inspection. */
export interface QualityImage {
  /** UUID. */
  id: string;
  /** What people call it. */
  name: string;
  /** The machine that made the part, or null. */
  machineId: string | null;
  /** For example `image/png`; null when the server noted none. */
  mimeType: string | null;
  /** Bytes; null when the server noted none. */
  sizeBytes: number | null;
  /** ISO 8601 time at which the picture was taken. */
  capturedAt: string;
  /** Account that uploaded the picture; null when it is gone. */
  uploadedBy: string | null;
  /** Null until inspected. */
  result: QualityResult | null;
  /** What was found on it; empty when nothing was, or nobody looked. */
  defects: readonly Defect[];
  /** An inspector's words; null when there are none. */
  notes: string | null;
  /** Who gave the present result; null until inspected. */
  inspectedBy: 'person' | 'ai' | null;
  /** ISO 8601; null until inspected. */
  inspectedAt: string | null;
  /** Model that inspected; null for people. */
  model: string | null;
  /** ISO 8601 time of the upload. */
  createdAt: string;
  /** ISO 8601 time of the last change. */
  updatedAt: string;
}

/** Which pictures to list, newest capture first. */
export interface QualityListParams extends PageParams {
  /** Only of parts of this machine. */
  machineId?: string;
  /** `none`: not inspected yet. */
  result?: QualityResult | 'none';
  /** ISO 8601 capture time, inclusive. */
  from?: string;
  /** ISO 8601 capture time, exclusive. */
  to?: string;
}

/** What is said about a picture at the upload. */
export interface QualityUploadParams {
  /** 1 to 255 characters; the file's own name when absent. */
  name?: string;
  /** The machine that made the part. */
  machineId?: string;
  /** ISO 8601; the time of arrival when absent. */
  capturedAt?: string;
}

/** What a member with `quality.write` may change on a picture. A result given here is a person's. */
export interface QualityUpdateParams {
  /** 1 to 255 characters. */
  name?: string;
  /** The machine that made the part; null for none. */
  machineId?: string | null;
  /** Null: not inspected after all. */
  result?: QualityResult | null;
  /** At most 100. */
  defects?: readonly Defect[];
  /** 1 to 4,000 characters. */
  notes?: string | null;
}

/** How far an upload has come. */
export interface UploadProgress {
  /** `waiting` for its turn or the network; the last three are ends. */
  state: 'waiting' | 'uploading' | 'done' | 'failed' | 'cancelled';
  /** Bytes that have gone out; all of them are with the server when `state` is `done`. */
  sentBytes: number;
  /** Size of the file in bytes. */
  totalBytes: number;
}

/** What a bucket takes, checked before anything is sent. The server checks again. */
export interface FileRules {
  /** Bytes. */
  maxBytes: number;
  /** For example `application/pdf`. */
  mimeTypes: readonly string[];
}

/** What may be uploaded: `File` and `Blob` of the browser, of Node and of Deno. */
export interface UploadSource {
  /** Bytes. */
  readonly size: number;
  /** MIME type; empty when the runtime does not know it. */
  readonly type: string;
  /** Present on a `File`. */
  readonly name?: string;
  /** A part of the content, as `Blob.slice` gives it. */
  slice(start?: number, end?: number, contentType?: string): Blob;
}
