import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { GivenFile } from './fit-file.ts';

export interface DropOptions {
  /** Whether files are wanted now. */
  isWanted: () => boolean;
  onFiles: (files: readonly GivenFile[], how: 'drop' | 'paste') => void;
}

/**
 * Files that are dropped on the element or pasted while it has the focus. Where none are wanted a drop does nothing:
 * the browser would leave the page to show the file.
 */
export class DropController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: DropOptions;
  /**
   * What the files were held over last. Entering a child comes before leaving its parent, and what is taken off the page
   * meanwhile is never left, so entries cannot be counted.
   */
  #over: EventTarget | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement, options: DropOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** Whether files are held over the element and would be taken. */
  get isOver(): boolean {
    return this.#over !== null && this.#options.isWanted();
  }

  hostConnected(): void {
    // From within: moves from one child to another do not come out of the shadow root.
    for (const [type, listener] of this.#listeners) this.#root.addEventListener(type, listener);
  }

  hostDisconnected(): void {
    for (const [type, listener] of this.#listeners) this.#root.removeEventListener(type, listener);
    this.#over = null;
  }

  get #root(): EventTarget {
    return this.#host.shadowRoot ?? this.#host;
  }

  readonly #listeners: readonly (readonly [string, (event: Event) => void])[] = [
    ['dragenter', (event) => this.#drag(event as DragEvent)],
    ['dragover', (event) => this.#drag(event as DragEvent)],
    ['dragleave', (event) => this.#drag(event as DragEvent)],
    ['drop', (event) => this.#drop(event as DragEvent)],
    ['paste', (event) => this.#paste(event as ClipboardEvent)],
  ];

  #drag(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = this.#options.isWanted() ? 'copy' : 'none';
    const wasOver = this.isOver;
    if (event.type !== 'dragleave') this.#over = event.target;
    else if (this.#over === event.target) this.#over = null;
    if (this.isOver !== wasOver) this.#host.requestUpdate();
  }

  #drop(event: DragEvent): void {
    const { dataTransfer } = event;
    if (!dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.#over = null;
    this.#host.requestUpdate();
    this.#give(dataTransfer, 'drop');
  }

  #paste(event: ClipboardEvent): void {
    const { clipboardData } = event;
    const [target] = event.composedPath();
    // In a field, text that comes with a picture of itself is what is meant.
    const isTyping = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
    if (!clipboardData?.files.length || (isTyping && clipboardData.types.includes('text/plain'))) return;
    event.preventDefault();
    this.#give(clipboardData, 'paste');
  }

  #give(data: DataTransfer, how: 'drop' | 'paste'): void {
    const files = filesOf(data);
    if (files.length > 0 && this.#options.isWanted()) this.#options.onFiles(files, how);
  }
}

/** Folders look like files; only their entries tell. */
function filesOf(data: DataTransfer): GivenFile[] {
  return [...data.items].flatMap((item) => {
    const file = item.kind === 'file' ? item.getAsFile() : null;
    if (file === null) return [];
    return [{ file, isFolder: item.webkitGetAsEntry()?.isDirectory === true }];
  });
}
