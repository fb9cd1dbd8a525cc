import { invalid } from '../../../errors/invalid.ts';
import { NexusError } from '../../../errors/nexus-error.ts';
import { permissionMissing } from '../../../errors/permission-missing.ts';
import type { FileRules, Permission, UploadSource } from '../../../types/index.ts';
import type { CallOptions } from '../../call-options.ts';
import { checkFile } from '../../check-file.ts';
import type { GuardedOptions, UploadOptions } from '../../services/file-service.ts';
import type { Answer } from '../requests.ts';
import type { ServiceParts } from '../service-parts.ts';
import { changedMeanwhile } from '../unchanged-since.ts';
import { array, object, text } from '../wire.ts';
import { downloadObject } from './download.ts';
import { objectPath, storageRequest } from './storage-request.ts';
import { sendFile } from './upload/send-file.ts';

/** One kind of files: its bucket, and its table of what is known of them. */
export interface FileKind<TFile, TColumns> {
  /** In messages: `document`. */
  what: string;
  bucket: string;
  rules: FileRules;
  writePermission: Permission;
  find(column: 'id' | 'path', value: string, signal: AbortSignal): PromiseLike<Answer>;
  change(
    id: string,
    columns: TColumns,
    ifUpdatedAt: string | undefined,
    signal: AbortSignal,
  ): PromiseLike<Answer>;
  parse(row: unknown): TFile;
}

/** What is said of a file at its upload. */
export interface Saying<TColumns> {
  /** As the database's triggers read it from the upload. */
  metadata: Readonly<Record<string, string>>;
  /** The same for a change of the row. */
  columns: TColumns;
}

const MAX_URL_SECONDS = 604_800;
/** Base64 of what is said travels in a header, and servers take 8 kB of one. */
const MAX_SAID_BYTES = 4_000;
/** Storage may take a moment to note an object whose last bytes it has confirmed. */
const ROW_WAITS_MS = [200, 400, 800, 1_600, 3_200];

/** Files of one kind with their rows, as documents and quality images have it in common. */
export class StoredFiles<TFile extends { id: string; updatedAt: string }, TColumns extends object> {
  readonly #parts: ServiceParts;
  readonly #kind: FileKind<TFile, TColumns>;

  constructor(parts: ServiceParts, kind: FileKind<TFile, TColumns>) {
    this.#parts = parts;
    this.#kind = kind;
  }

  async get(id: string, options: CallOptions = {}): Promise<TFile> {
    return this.#kind.parse(await this.#row(`read ${this.#kind.what} ${id}`, id, options));
  }

  async change(id: string, columns: TColumns, options: GuardedOptions = {}): Promise<TFile> {
    const { what, parse, writePermission } = this.#kind;
    if (Object.keys(columns).length === 0) return this.get(id, options);
    const doing = `change ${what} ${id}`;
    const { ifUpdatedAt } = options;
    const changed = await this.#parts.requests.call(
      doing,
      options,
      (signal) => this.#kind.change(id, columns, ifUpdatedAt, signal),
      (row) => (row === null ? null : parse(row)),
    );
    if (changed) return changed;
    // Row level security hides what may not be changed; whether it can be read tells the reasons apart.
    const theirs = parse(await this.#row(doing, id, options));
    if (ifUpdatedAt !== undefined && Date.parse(ifUpdatedAt) !== Date.parse(theirs.updatedAt)) {
      throw changedMeanwhile(doing, theirs);
    }
    throw permissionMissing(doing, writePermission);
  }

  async delete(id: string, options: CallOptions = {}): Promise<void> {
    const { what, writePermission } = this.#kind;
    const doing = `delete ${what} ${id}`;
    const path = text(await this.#row(doing, id, options), 'path', what);
    if (await this.#remove(doing, path, options)) return;
    await this.#row(doing, id, options);
    throw permissionMissing(doing, writePermission);
  }

  async download(id: string, options: CallOptions = {}): Promise<Blob> {
    const { bucket, what } = this.#kind;
    const doing = `download ${what} ${id}`;
    const path = text(await this.#row(doing, id, options), 'path', what);
    return this.#parts.requests.call(
      doing,
      options,
      (signal) => downloadObject(this.#parts, doing, objectPath(bucket, path), signal),
      (blob) => blob as Blob,
    );
  }

  async previewUrl(id: string, expiresInSeconds: number, options: CallOptions = {}): Promise<string> {
    const { bucket, what } = this.#kind;
    const doing = `make a URL for ${what} ${id}`;
    if (!Number.isInteger(expiresInSeconds) || expiresInSeconds < 1 || expiresInSeconds > MAX_URL_SECONDS) {
      throw invalid(
        `Could not ${doing}: ${expiresInSeconds} s is no time for which it can last.`,
        `Give whole seconds from 1 to ${MAX_URL_SECONDS}.`,
      );
    }
    const path = text(await this.#row(doing, id, options), 'path', what);
    const request = {
      method: 'POST',
      path: `object/sign/${objectPath(bucket, path)}`,
      body: { expiresIn: expiresInSeconds },
    };
    const signed = await this.#parts.requests.call(
      doing,
      options,
      (signal) => storageRequest(this.#parts, doing, { ...request, signal }),
      (data) => text(object(data, 'a signed URL'), 'signedURL', 'a signed URL'),
    );
    return `${this.#parts.url}/storage/v1${signed}`;
  }

  async upload(
    file: UploadSource,
    { metadata, columns }: Saying<TColumns>,
    options: UploadOptions = {},
  ): Promise<TFile> {
    const { what, bucket, rules, parse } = this.#kind;
    const name = metadata.name;
    const doing = `upload ${name ? `${what} ${name}` : `a ${what}`}`;
    checkFile(doing, file, rules);
    const { said, isWhole } = fitting(metadata);
    return sendFile(this.#parts, { doing, bucket, file, name, said }, options, {
      finish: async (path, isAsSaid) => {
        const row = parse(await this.#placedRow(doing, path, options));
        return isWhole && isAsSaid ? row : this.change(row.id, columns, options);
      },
      discard: async (path) => {
        await this.#remove(doing, path, {}).catch(() => false);
      },
    });
  }

  async #row(doing: string, id: string, options: CallOptions): Promise<Record<string, unknown>> {
    const { what, find } = this.#kind;
    const row = await this.#parts.requests.call(
      doing,
      options,
      (signal) => find('id', id, signal),
      (data) => data,
    );
    if (row !== null) return object(row, what);
    throw new NexusError('not_found', `Could not ${doing}: there is no such ${what} in this tenant.`, {
      hint: 'Check the id; things of other tenants cannot be seen.',
    });
  }

  async #placedRow(doing: string, path: string, options: CallOptions): Promise<unknown> {
    for (const waitMs of [...ROW_WAITS_MS, null]) {
      const row = await this.#parts.requests.call(
        doing,
        options,
        (signal) => this.#kind.find('path', path, signal),
        (data) => data,
      );
      if (row !== null) return row;
      if (waitMs !== null) await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
    throw new NexusError('server_error', `Could not ${doing}: the server took it and does not show it.`, {
      hint: 'Upload it again; if it stays, ask whether you may read what you upload.',
    });
  }

  /** Whether it was there, and could be removed. */
  #remove(doing: string, path: string, options: CallOptions): Promise<boolean> {
    const request = { method: 'DELETE', path: `object/${this.#kind.bucket}`, body: { prefixes: [path] } };
    return this.#parts.requests.call(
      doing,
      options,
      (signal) => storageRequest(this.#parts, doing, { ...request, signal }),
      (removed) => array(removed, 'the removed files').length > 0,
    );
  }
}

/** What fits into a header; the rest is said when the file is there. */
function fitting(metadata: Readonly<Record<string, string>>): {
  said: Readonly<Record<string, string>>;
  isWhole: boolean;
} {
  if (new TextEncoder().encode(JSON.stringify(metadata)).length <= MAX_SAID_BYTES) {
    return { said: metadata, isWhole: true };
  }
  const { description: _, ...said } = metadata;
  return { said, isWhole: false };
}
