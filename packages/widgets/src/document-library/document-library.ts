import type { DocumentListParams, DocumentParams, StoredDocument } from '@nexus-mfg/sdk';
import type { CSSResultGroup, TemplateResult } from 'lit';
import type { FileKind } from '../files/file-kinds.ts';
import { filesStyles } from '../files/files.styles.ts';
import { FilesElement } from '../files/files-element.ts';
import { PreviewBook } from '../files/preview-book.ts';
import { previewView } from '../files/preview-view.ts';
import { viewerStyles } from '../files/viewer.styles.ts';
import { baseStyles } from '../internal/base-styles.ts';
import { stateStyles } from '../internal/state-view.ts';
import { documentDetails } from './details.ts';
import { documentFilters } from './document-filters.ts';
import { libraryStyles } from './document-library.styles.ts';
import { documentsMessages } from './messages.ts';
import { type DocumentSort, needsAll, ordered } from './sort.ts';
import { documentTable, tableSkeleton } from './table.ts';

/**
 * @summary The company's documents: find, look at, upload, rename and delete them.
 *
 * Files come by button, by drag and drop onto the whole element, or by paste; each has a line of its own with progress,
 * and goes on where it was when the network was lost. What is deleted can be brought back for ten seconds. Members
 * without the right to write see no upload and no delete. Shows the documents of the machine that its neighbours look
 * at, unless it is `unlinked` or has a `machine-id` of its own; people can choose another machine or all.
 *
 * @fires nexus-file-open - A person opened a document. Cancelable: the page then shows it.
 * @fires nexus-file-upload - A document that a person gave has arrived.
 * @fires nexus-file-delete - A person wants to delete documents. Cancelable.
 * @csspart base - The wrapper.
 * @csspart toolbar - Search, filters and upload.
 * @csspart upload-button - The button that opens the file picker.
 * @csspart uploads - List of the files on their way.
 * @csspart upload - One file on its way.
 * @csspart selection - What can be done with the marked documents.
 * @csspart table - The documents.
 * @csspart row - One document.
 * @csspart state - What stands in place of the documents.
 * @csspart notice - Why the list may be out of date.
 * @csspart undo - A deletion that can be undone.
 * @csspart message - What happened last.
 * @csspart drop - The mark while files are held above the element.
 * @csspart viewer - The dialog that shows one document.
 * @csspart preview - The content in the dialog.
 */
export class NexusDocumentLibrary extends FilesElement<StoredDocument, DocumentListParams> {
  static readonly baseName: string = 'document-library';
  static override styles: CSSResultGroup = [
    baseStyles,
    stateStyles,
    filesStyles,
    viewerStyles,
    libraryStyles,
  ];

  #kind: FileKind | '' = '';
  #sort: DocumentSort = 'newest';
  #isEditing = false;
  #isSaving = false;
  readonly #previews = new PreviewBook(() => this.requestUpdate());

  constructor() {
    super({
      name: 'documents',
      of: (nexus) => nexus.documents,
      read: 'documents.read',
      write: 'documents.write',
      withCamera: false,
    });
  }

  protected override params(): DocumentListParams {
    const [search, machineId] = [this.search.trim(), this.machine];
    return { ...(search === '' ? {} : { search }), ...(machineId === '' ? {} : { machineId }) };
  }

  protected override arrange(documents: readonly StoredDocument[]): readonly StoredDocument[] {
    return ordered(documents, { sort: this.#sort, kind: this.#kind }, this.words.locale);
  }

  protected override needsAll(): boolean {
    return needsAll({ sort: this.#sort, kind: this.#kind });
  }

  protected override isFiltered(): boolean {
    return this.search.trim() !== '' || this.#kind !== '';
  }

  protected override clearFilters(): void {
    this.#kind = '';
  }

  protected override filters(): TemplateResult {
    return documentFilters(this.words, {
      search: this.search,
      machineId: this.machine,
      machines: this.desk.machines.all,
      kind: this.#kind,
      sort: this.#sort,
      onSearch: (search) => this.change(() => (this.search = search)),
      onMachine: (machineId) => this.chooseMachine(machineId),
      onKind: (kind) => this.change(() => (this.#kind = kind)),
      onSort: (sort) => this.change(() => (this.#sort = sort)),
    });
  }

  protected override files(): TemplateResult {
    const { words } = this;
    return documentTable(words, {
      label: this.label || words.text(documentsMessages, 'label'),
      documents: this.shown,
      selected: this.selection.ids,
      sort: this.#sort,
      canWrite: this.canWrite,
      machineName: (id) => this.desk.machines.of(id),
      personName: (id) => this.desk.people.name(words, id),
      onSort: (sort) => this.change(() => (this.#sort = sort)),
      onSelect: (document, isOn, isRange) => this.mark(document, isOn, isRange),
      onSelectAll: (isOn) => this.select(isOn ? this.shown : []),
      onOpen: (document) => this.open(document),
      onEdit: (document) => this.open(document) && this.#edit(true),
      onDownload: (document) => void this.desk.download([document]),
      onDelete: (document) => this.delete([document]),
    });
  }

  protected override skeleton(): TemplateResult {
    return tableSkeleton(this.words);
  }

  protected override noFiles(): { title: string; text: string } {
    return {
      title: this.words.text(documentsMessages, this.machine === '' ? 'emptyTitle' : 'emptyMachine'),
      text: this.words.text(documentsMessages, this.canWrite ? 'emptyText' : 'emptyReadText'),
    };
  }

  protected override stage(document: StoredDocument): TemplateResult {
    return previewView(this.words, document, this.#previews.current, () =>
      this.change(() => this.#previews.show(document, this.desk.store)),
    );
  }

  protected override aside(document: StoredDocument): TemplateResult {
    return documentDetails(this.words, {
      document,
      canWrite: this.canWrite,
      isEditing: this.#isEditing,
      isSaving: this.#isSaving,
      machines: this.desk.machines.all,
      personName: (id) => this.desk.people.name(this.words, id),
      onEdit: (isEditing) => this.#edit(isEditing),
      onSave: (params) => void this.#save(document, params),
      onDownload: () => void this.desk.download([document]),
      onDelete: () => this.delete([document]),
    });
  }

  protected override onShow(document: StoredDocument | undefined): void {
    this.#isEditing = false;
    this.#previews.show(document, this.desk.store);
  }

  /** The focus goes with the form, and back to the button when it is gone. */
  #edit(isEditing: boolean): void {
    this.change(() => (this.#isEditing = isEditing));
    void this.updateComplete.then(() => {
      const wanted = isEditing ? '.edit input' : '[data-act="edit"]';
      this.shadowRoot?.querySelector<HTMLElement>(wanted)?.focus();
    });
  }

  async #save({ id }: StoredDocument, params: DocumentParams): Promise<void> {
    this.change(() => (this.#isSaving = true));
    const isSaved = await this.save(() => this.desk.nexus?.documents.update(id, params));
    if (isSaved && this.viewer.file?.id === id) this.#edit(false);
    this.change(() => (this.#isSaving = false));
  }
}
