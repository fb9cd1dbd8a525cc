import type { ReactiveController } from 'lit';
import type { NexusElement } from '../internal/nexus-element.ts';
import type { AnyFile } from './file-store.ts';

export interface ViewerOptions<T> {
  files: () => readonly T[];
  /** The file in the dialog is another one now, or none. */
  onShow?: (file: T | undefined) => void;
}

/**
 * Which file the dialog shows. The native dialog keeps the focus inside and closes by Escape; when it closes, the focus
 * goes to the file that was seen last, which need not be the one that it was opened from.
 */
export class ViewerController<T extends AnyFile> implements ReactiveController {
  readonly #host: NexusElement;
  readonly #options: ViewerOptions<T>;
  #id: string | undefined;
  /** Place of the file, for when it goes while it is looked at. */
  #index = 0;

  constructor(host: NexusElement, options: ViewerOptions<T>) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  get file(): T | undefined {
    return this.#options.files().find(({ id }) => id === this.#id);
  }

  get index(): number {
    return this.#options.files().findIndex(({ id }) => id === this.#id);
  }

  show(file: T | undefined): void {
    this.#id = file?.id;
    this.#options.onShow?.(file);
    this.#host.requestUpdate();
  }

  /** @param step -1 back, 1 forward; stays at the ends */
  move(step: number): void {
    this.#showAt(this.index + step);
  }

  readonly close = (): void => {
    const id = this.#id;
    if (id === undefined) return;
    this.show(undefined);
    void this.#host.updateComplete.then(() => {
      const root = this.#host.shadowRoot;
      const opener = [...(root?.querySelectorAll<HTMLElement>('[data-open]') ?? [])].find(
        ({ dataset }) => dataset.open === id,
      );
      (opener ?? root?.querySelector<HTMLElement>('.base'))?.focus();
    });
  };

  /** Arrow keys go through the files, in the direction of reading; not from within a field. */
  readonly handleKey = (event: KeyboardEvent): void => {
    const [target] = event.composedPath();
    const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
    const isOther = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
    if (isField || isOther || event.defaultPrevented || target instanceof HTMLSelectElement) return;
    const isRtl = getComputedStyle(this.#host).direction === 'rtl';
    const steps: Readonly<Record<string, number>> = { ArrowLeft: isRtl ? 1 : -1, ArrowRight: isRtl ? -1 : 1 };
    const step = steps[event.key];
    if (step !== undefined) this.move(step);
    else if (event.key === 'Home') this.#showAt(0);
    else if (event.key === 'End') this.#showAt(this.#options.files().length - 1);
    else return;
    event.preventDefault();
  };

  hostUpdate(): void {
    if (this.#id === undefined) return;
    const { index } = this;
    if (index >= 0) this.#index = index;
    // The file has gone while it was looked at: its neighbour takes its place.
    else this.#replace();
  }

  hostUpdated(): void {
    const dialog = this.#host.shadowRoot?.querySelector<HTMLDialogElement>('dialog.viewer');
    if (!dialog) return;
    if (this.#id !== undefined && !dialog.open) dialog.showModal();
    if (this.#id === undefined && dialog.open) dialog.close();
  }

  #replace(): void {
    const files = this.#options.files();
    const next = files[Math.min(this.#index, files.length - 1)];
    this.#id = next?.id;
    this.#options.onShow?.(next);
  }

  #showAt(index: number): void {
    const file = this.#options.files()[index];
    if (file) this.show(file);
  }
}
