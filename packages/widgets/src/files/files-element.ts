import type { PageParams } from '@nexus-mfg/sdk';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { ViewController } from '../controllers/view-controller.ts';
import { NexusFileDeleteEvent } from '../events/file-delete.ts';
import { NexusFileOpenEvent } from '../events/file-open.ts';
import { NexusFileUploadEvent } from '../events/file-upload.ts';
import { NexusElement } from '../internal/nexus-element.ts';
import { stateView } from '../internal/state-view.ts';
import { DropController } from './drop-controller.ts';
import { typeList } from './file-errors.ts';
import { fileInputs } from './file-inputs.ts';
import type { AnyFile, StoreWish } from './file-store.ts';
import { FilesDesk } from './files-desk.ts';
import { FocusKeeper } from './focus-keeper.ts';
import { listFoot } from './list-foot.ts';
import { dropMark, listNotice, nothingFits } from './list-states.ts';
import { MachineChoice } from './machine-choice.ts';
import { filesMessages } from './messages.ts';
import { namedPastes } from './pasted-files.ts';
import { Selection } from './selection.ts';
import { selectionBar } from './selection-bar.ts';
import { undoBars } from './undo-bars.ts';
import { uploadList } from './upload-list.ts';
import { ViewerController } from './viewer-controller.ts';
import { viewerFrame } from './viewer-frame.ts';

/** Which store an element is about; the rest of the wish is the same for all. */
export type StoreChoice<T extends AnyFile, P extends PageParams> = Pick<
  StoreWish<T, P>,
  'name' | 'of' | 'read' | 'write'
> & { withCamera: boolean };

/** What the lists of documents and of pictures have in common; each of them draws its own files. */
export abstract class FilesElement<T extends AnyFile, P extends PageParams> extends NexusElement {
  static override properties: PropertyDeclarations = {
    machineId: { attribute: 'machine-id' },
    unlinked: { type: Boolean },
    viewOnly: { type: Boolean, attribute: 'view-only' },
    label: {},
  };

  /** Machine whose files are shown at first; empty for the neighbours' machine, else all. */
  declare machineId: string;
  /** Does not follow what its neighbours look at. Default false. */
  declare unlinked: boolean;
  /** Offers no upload, no change and no deletion, whoever looks. Default false. */
  declare viewOnly: boolean;
  /** Name of the list for screen readers; by default what the element is called in its language. */
  declare label: string;

  protected readonly desk: FilesDesk<T, P>;
  protected readonly looked: ViewController;
  protected readonly viewer: ViewerController<T>;
  protected readonly selection: Selection = new Selection();
  /** Files as they are shown now, in their order. */
  protected shown: readonly T[] = [];
  protected search = '';
  readonly #drop: DropController;
  readonly #choice: MachineChoice = new MachineChoice();
  readonly #withCamera: boolean;

  constructor(choice: StoreChoice<T, P>) {
    super();
    this.machineId = '';
    this.unlinked = false;
    this.viewOnly = false;
    this.label = '';
    this.#withCamera = choice.withCamera;
    this.looked = new ViewController(this, ['machineId', 'range']);
    this.desk = new FilesDesk<T, P>(this, {
      ...choice,
      params: () => this.params(),
      machineId: () => this.machine,
      onStored: ({ id }) => this.dispatchEvent(new NexusFileUploadEvent(id)),
    });
    this.viewer = new ViewerController<T>(this, {
      files: () => this.shown,
      onShow: (file) => {
        this.desk.deletions.releaseAll();
        this.onShow(file);
      },
    });
    new FocusKeeper(this);
    this.#drop = new DropController(this, {
      isWanted: () => this.canWrite,
      onFiles: (files, how) =>
        this.desk.give(how === 'paste' ? namedPastes(this.words, files, Date.now()) : files),
    });
  }

  /** What the server is asked for. */
  protected abstract params(): P;
  /** Which of the files that have been read are shown, in which order. */
  protected abstract arrange(files: readonly T[]): readonly T[];
  /** Whether all files have to be read, because the server does not filter or sort by that. */
  protected abstract needsAll(): boolean;
  /** Whether a filter beside the machine's is on. */
  protected abstract isFiltered(): boolean;
  protected abstract clearFilters(): void;
  protected abstract filters(): TemplateResult;
  protected abstract files(): TemplateResult;
  protected abstract skeleton(): TemplateResult;
  protected abstract noFiles(): { title: string; text: string };
  protected abstract stage(file: T): TemplateResult;
  protected abstract aside(file: T): TemplateResult;
  protected abstract onShow(file: T | undefined): void;
  /** Whether two marked files can be seen side by side. */
  protected readonly compares: boolean = false;
  protected compare(): void {}

  /** Machine whose files are shown; empty for all. */
  protected get machine(): string {
    return this.#choice.of({ own: this.machineId, shared: this.looked.state?.machineId });
  }

  protected get canWrite(): boolean {
    return this.desk.canWrite && !this.viewOnly && this.desk.trouble === undefined;
  }

  protected get selected(): readonly T[] {
    return this.shown.filter(({ id }) => this.selection.ids.has(id));
  }

  protected override willUpdate(_changed: PropertyValues): void {
    this.shown = this.arrange(this.desk.items ?? []);
    this.selection.keep(this.shown.map(({ id }) => id));
    if (this.needsAll()) this.desk.book.rest();
  }

  protected override render(): TemplateResult {
    const { trouble } = this.desk;
    return html`<div class="base" part="base" tabindex="-1" @keydown=${this.#handleKey}>
      ${trouble ? stateView(this.words, trouble, () => this.desk.retry()) : this.#body()}
      ${dropMark(this.words, this.#drop.isOver)}
    </div>`;
  }

  #body(): TemplateResult {
    const { words, desk } = this;
    const { book, queue, store, isOffline } = desk;
    const inputs =
      store && this.canWrite
        ? fileInputs(words, store.rules, (files) => desk.give(files), this.#withCamera)
        : nothing;
    return html`<div class="toolbar" part="toolbar">${this.filters()}${inputs}</div>
      ${store && this.canWrite ? html`<p class="rules" id="rules">${this.#rules(store.rules)}</p>${uploadList(words, queue, store.rules)}` : nothing}
      ${listNotice(words, { isOffline, isOld: book.isOld && !book.isReading, onRetry: () => desk.retry() })}
      ${selectionBar(words, {
        count: this.selection.ids.size,
        canWrite: this.canWrite,
        onDownload: () => void desk.download(this.selected),
        onDelete: () => this.delete(this.selected),
        onClear: () => this.select([]),
        onCompare: this.compares && this.selection.ids.size === 2 ? () => this.compare() : undefined,
      })}
      <div class="list" aria-busy=${book.isReading ? 'true' : 'false'}>${this.#list()}</div>
      ${this.viewer.file ? nothing : this.#bars()}
      ${viewerFrame(words, this.viewer, (file) => ({
        count: this.shown.length,
        stage: this.stage(file),
        aside: this.aside(file),
        bars: this.#bars(),
      }))}`;
  }

  #rules(rules: { maxBytes: number; mimeTypes: readonly string[] }): string {
    const [types, size] = [typeList(this.words, rules), this.words.bytes(rules.maxBytes)];
    const machine = this.desk.machines.of(this.machine);
    if (machine === undefined) return this.words.text(filesMessages, 'rules', { types, size });
    return this.words.text(filesMessages, 'rulesForMachine', { types, size, machine });
  }

  #list(): TemplateResult {
    const { book, items } = this.desk;
    if (items === undefined) return this.skeleton();
    if (this.shown.length === 0) {
      const isReading = this.needsAll() && book.isReading;
      return isReading ? this.skeleton() : this.#empty();
    }
    return html`${this.files()}
      ${listFoot(this.words, {
        count: this.shown.length,
        hasMore: book.hasMore,
        isReading: book.isReading,
        needsAll: this.needsAll(),
        onMore: () => book.more(),
      })}`;
  }

  #empty(): TemplateResult {
    if (this.isFiltered() || (this.machine !== '' && !this.canWrite)) {
      return nothingFits(this.words, () => {
        this.search = '';
        this.clearFilters();
        this.chooseMachine('');
      });
    }
    return stateView(this.words, { kind: 'empty', ...this.noFiles(), retry: false });
  }

  #bars(): TemplateResult {
    const { deletions, notice } = this.desk;
    return undoBars(
      this.words,
      deletions,
      notice,
      (id) => this.#undo(id),
      () => this.desk.say(''),
    );
  }

  /** Ctrl+Z brings back what was deleted last: with the keyboard the offer is behind the whole list. */
  readonly #handleKey = (event: KeyboardEvent): void => {
    const [target] = event.composedPath();
    const isField = target instanceof HTMLInputElement && target.type !== 'checkbox';
    if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
    const newest = this.desk.deletions.pending.at(-1);
    if (newest === undefined || isField || target instanceof HTMLTextAreaElement) return;
    event.preventDefault();
    this.#undo(newest.id);
  };

  #undo(id: number): void {
    const [fileId] = this.desk.deletions.pending.find((one) => one.id === id)?.fileIds ?? [];
    this.desk.deletions.undo(id);
    if (this.viewer.file === undefined) void this.updateComplete.then(() => this.focusFile(fileId));
  }

  /** Changes something that is only drawn. */
  protected change(run: () => void): void {
    run();
    this.requestUpdate();
  }

  protected chooseMachine(machineId: string): void {
    this.change(() => this.#choice.choose(machineId));
  }

  protected select(files: readonly T[]): void {
    this.change(() => this.selection.setAll(files.map(({ id }) => id)));
  }

  protected mark({ id }: T, isOn: boolean, isRange: boolean): void {
    const order = this.shown.map((one) => one.id);
    this.change(() => this.selection.set(id, isOn, order, isRange));
  }

  /** False when the page shows the file itself. */
  protected open(file: T): boolean {
    if (!this.dispatchEvent(new NexusFileOpenEvent(file.id))) return false;
    this.viewer.show(file);
    return true;
  }

  protected delete(files: readonly T[]): void {
    const ids = files.map(({ id }) => id);
    if (ids.length === 0 || !this.dispatchEvent(new NexusFileDeleteEvent(ids))) return;
    // Who deletes with the keyboard goes on at the next file.
    const index = this.shown.findIndex(({ id }) => id === ids.at(-1));
    const rest = this.shown.filter(({ id }) => !ids.includes(id));
    const next = rest.find((one) => this.shown.indexOf(one) > index) ?? rest.at(-1);
    const isInDialog = this.viewer.file !== undefined;
    this.desk.delete(files);
    if (!isInDialog) void this.updateComplete.then(() => this.focusFile(next?.id));
  }

  protected focusFile(id: string | undefined): void {
    const root = this.shadowRoot;
    const buttons = [...(root?.querySelectorAll<HTMLElement>('[data-open]') ?? [])];
    const button = buttons.find(({ dataset }) => dataset.open === id);
    (button ?? root?.querySelector<HTMLElement>('.base'))?.focus();
  }

  /** Tells the server what a person says about a file. False when that was refused. */
  protected async save(update: () => Promise<T> | undefined): Promise<boolean> {
    try {
      const file = await update();
      if (file === undefined) return false;
      this.desk.book.put(file);
      this.desk.say(this.desk.isOffline ? this.words.text(filesMessages, 'savedLater') : '');
      return true;
    } catch (error) {
      this.desk.tell('notSaved', error);
      return false;
    }
  }
}
