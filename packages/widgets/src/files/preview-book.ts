import { isPlainText, kindOf } from './file-kinds.ts';
import type { AnyFile } from './file-store.ts';

/** What a dialog can show of a file. */
export type Preview =
  | { readonly kind: 'picture' | 'video' | 'audio' | 'pdf'; readonly url: string }
  | { readonly kind: 'text'; readonly text: string; readonly isCut: boolean }
  | { readonly kind: 'none' | 'too-large' | 'waiting' }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Where contents are read from. */
export interface PreviewSource {
  download(id: string, options?: { signal?: AbortSignal }): Promise<Blob>;
  previewUrl(id: string, options?: { signal?: AbortSignal; expiresInSeconds?: number }): Promise<string>;
}

/** A longer text is stored and opened with a tool for it. */
const LONGEST_TEXT = 2_000_000;
/** So much of it is drawn. */
const DRAWN_TEXT = 200_000;
/** A shift: who leaves a dialog open comes back to a picture. */
const URL_SECONDS = 28_800;

/**
 * The preview of the file that is looked at. Nothing of a file ever becomes part of the page but pixels and text: no
 * frame, no HTML. PDF is handed to a tab of its own, as `application/pdf` and nothing else.
 */
export class PreviewBook {
  readonly #onChange: () => void;
  #fileId: string | undefined;
  #current: Preview = { kind: 'none' };
  #controller: AbortController | undefined;
  #ownUrl: string | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get current(): Preview {
    return this.#current;
  }

  show(file: AnyFile | undefined, source: PreviewSource | undefined): void {
    if (file?.id === this.#fileId && this.#current.kind !== 'failed') return;
    this.#controller?.abort();
    if (this.#ownUrl !== undefined) URL.revokeObjectURL(this.#ownUrl);
    this.#ownUrl = undefined;
    this.#fileId = file?.id;
    this.#current = { kind: file ? 'waiting' : 'none' };
    if (file && source) void this.#load(file, source);
  }

  async #load(file: AnyFile, source: PreviewSource): Promise<void> {
    const controller = new AbortController();
    this.#controller = controller;
    const { signal } = controller;
    let preview: Preview;
    try {
      preview = await this.#read(file, source, signal);
    } catch (error) {
      preview = { kind: 'failed', error };
    }
    if (signal.aborted) return;
    this.#current = preview;
    this.#onChange();
  }

  async #read(file: AnyFile, source: PreviewSource, signal: AbortSignal): Promise<Preview> {
    const kind = kindOf(file.mimeType);
    const options = { signal, expiresInSeconds: URL_SECONDS };
    if (kind === 'picture' || kind === 'video' || kind === 'audio') {
      return { kind, url: await source.previewUrl(file.id, options) };
    }
    if (kind === 'pdf') return { kind, url: await this.#pdfUrl(file, source, options) };
    if (!isPlainText(file.mimeType)) return { kind: 'none' };
    if ((file.sizeBytes ?? 0) > LONGEST_TEXT) return { kind: 'too-large' };
    const blob = await source.download(file.id, { signal });
    return { kind: 'text', text: await blob.slice(0, DRAWN_TEXT).text(), isCut: blob.size > DRAWN_TEXT };
  }

  /** Browsers open no `data:` address in a tab; an object URL with this one type they show as what it says. */
  async #pdfUrl(
    file: AnyFile,
    source: PreviewSource,
    options: { signal: AbortSignal; expiresInSeconds: number },
  ): Promise<string> {
    const url = await source.previewUrl(file.id, options);
    if (/^https?:/.test(url)) return url;
    const blob = await source.download(file.id, { signal: options.signal });
    if (options.signal.aborted) return '';
    this.#ownUrl = URL.createObjectURL(new Blob([blob], { type: 'application/pdf' }));
    return this.#ownUrl;
  }
}
