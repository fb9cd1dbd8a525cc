import type { Observable } from '../observable/observable.ts';
import type { UploadProgress } from './file.ts';

/** An upload on its way. */
export interface Upload<T> {
  /** How far it has come, from the first moment to the end. */
  readonly progress: Observable<UploadProgress>;
  /** The stored file; rejects when the upload fails or is cancelled. */
  readonly done: Promise<T>;
  /** Stops it and takes back what the server has of it. */
  cancel(): void;
  /** After a failure: goes on where the server is. The answer is the new `done`. */
  retry(): Promise<T>;
}
