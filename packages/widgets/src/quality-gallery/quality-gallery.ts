import type { QualityImage, QualityListParams, QualityUpdateParams } from '@nexus-mfg/sdk';
import {
  type CSSResultGroup,
  html,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { filesStyles } from '../files/files.styles.ts';
import { FilesElement } from '../files/files-element.ts';
import { viewerStyles } from '../files/viewer.styles.ts';
import { baseStyles } from '../internal/base-styles.ts';
import { stateStyles } from '../internal/state-view.ts';
import { cardsSkeleton, pictureCards } from './cards.ts';
import { inspection } from './inspection.ts';
import { qualityMessages } from './messages.ts';
import { pictureStage } from './picture-stage.ts';
import { PictureUrls } from './picture-urls.ts';
import { qualityFilters } from './quality-filters.ts';
import { galleryStyles } from './quality-gallery.styles.ts';
import { RESULTS, type ResultName } from './result.ts';
import { Sight } from './sight.ts';
import { stageStyles } from './stage.styles.ts';
import { type TimeChoice, timeBounds } from './time-choice.ts';
import { Zoom } from './zoom.ts';

/**
 * @summary Pictures of parts with what their inspection found.
 *
 * Each picture carries its result in shape and word; in the dialog the defects are drawn over it, and members with the
 * right to write give another result. Pictures come by button, camera, drag and drop, or paste. Two marked ones can be
 * compared side by side. Shows pictures of the machine that its neighbours look at, unless it is `unlinked` or has a
 * `machine-id` of its own; of their time only with `follows-range`, because a quiet hour would be an empty gallery.
 *
 * @fires nexus-file-open - A person opened a picture. Cancelable: the page then shows it.
 * @fires nexus-file-upload - A picture that a person gave has arrived.
 * @fires nexus-file-delete - A person wants to delete pictures. Cancelable.
 * @csspart base - The wrapper.
 * @csspart toolbar - Search, filters and upload.
 * @csspart upload-button - The button that opens the file picker.
 * @csspart uploads - List of the files on their way.
 * @csspart upload - One file on its way.
 * @csspart selection - What can be done with the marked pictures.
 * @csspart cards - The pictures.
 * @csspart card - One picture.
 * @csspart state - What stands in place of the pictures.
 * @csspart notice - Why the list may be out of date.
 * @csspart undo - A deletion that can be undone.
 * @csspart message - What happened last.
 * @csspart drop - The mark while files are held above the element.
 * @csspart viewer - The dialog that shows one picture.
 * @csspart preview - The picture in the dialog and what belongs to it.
 * @csspart stage - The picture that is zoomed and moved.
 * @csspart stage-bar - The buttons under it.
 * @csspart defect - The frame of a defect on the picture.
 * @cssproperty [--card-min-width=200px] - Narrowest card.
 */
export class NexusQualityGallery extends FilesElement<QualityImage, QualityListParams> {
  static readonly baseName: string = 'quality-gallery';
  static override styles: CSSResultGroup = [
    baseStyles,
    stateStyles,
    filesStyles,
    viewerStyles,
    stageStyles,
    galleryStyles,
  ];
  static override properties: PropertyDeclarations = {
    result: {},
    followsRange: { type: Boolean, attribute: 'follows-range' },
  };

  /** Result that is shown: `pass`, `fail`, `review`, `none` for not inspected; empty for all. */
  declare result: ResultName | '';
  /** Shows pictures of the range of time that its neighbours look at, until somebody chooses another. Default false. */
  declare followsRange: boolean;

  #time: TimeChoice | undefined;
  #hasBoxes = true;
  #pointedAt: number | undefined;
  #pair: readonly string[] = [];
  readonly #zoom = new Zoom(() => this.requestUpdate());
  readonly #urls = new PictureUrls(() => this.requestUpdate());

  constructor() {
    super({
      name: 'quality',
      of: (nexus) => nexus.quality,
      read: 'quality.read',
      write: 'quality.write',
      withCamera: true,
    });
    this.result = '';
    this.followsRange = false;
    new Sight(this, (id) => this.#urls.want(id));
  }

  get #chosenTime(): TimeChoice {
    return this.#time ?? (this.followsRange ? 'shared' : '');
  }

  get #wantedResult(): ResultName | '' {
    return RESULTS.find((result) => result === this.result) ?? '';
  }

  protected override params(): QualityListParams {
    const [machineId, result] = [this.machine, this.#wantedResult];
    return {
      ...(machineId === '' ? {} : { machineId }),
      ...(result === '' ? {} : { result }),
      ...timeBounds(this.#chosenTime, this.looked.state?.range, Date.now()),
    };
  }

  protected override arrange(pictures: readonly QualityImage[]): readonly QualityImage[] {
    const search = this.search.trim().toLowerCase();
    return search === '' ? pictures : pictures.filter(({ name }) => name.toLowerCase().includes(search));
  }

  protected override needsAll(): boolean {
    return this.search.trim() !== '';
  }

  protected override isFiltered(): boolean {
    const hasTime = timeBounds(this.#chosenTime, this.looked.state?.range, 0).from !== undefined;
    return this.search.trim() !== '' || this.#wantedResult !== '' || hasTime;
  }

  protected override clearFilters(): void {
    this.result = '';
    this.#time = '';
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#urls.from(this.desk.store);
  }

  protected override filters(): TemplateResult {
    return qualityFilters(this.words, {
      search: this.search,
      machineId: this.machine,
      machines: this.desk.machines.all,
      result: this.#wantedResult,
      time: this.#chosenTime,
      hasShared: Boolean(this.looked.state?.range),
      onSearch: (search) => this.change(() => (this.search = search)),
      onMachine: (machineId) => this.chooseMachine(machineId),
      onResult: (result) => this.change(() => (this.result = result)),
      onTime: (time) => this.change(() => (this.#time = time)),
    });
  }

  protected override files(): TemplateResult {
    return pictureCards(this.words, {
      label: this.label || this.words.text(qualityMessages, 'label'),
      pictures: this.shown,
      selected: this.selection.ids,
      urls: this.#urls,
      machineName: (id) => this.desk.machines.of(id),
      onOpen: (picture) => this.open(picture),
      onSelect: (picture, isOn, isRange) => this.mark(picture, isOn, isRange),
    });
  }

  protected override skeleton(): TemplateResult {
    return cardsSkeleton(this.words);
  }

  protected override noFiles(): { title: string; text: string } {
    return {
      title: this.words.text(qualityMessages, this.machine === '' ? 'emptyTitle' : 'emptyMachine'),
      text: this.words.text(qualityMessages, this.canWrite ? 'emptyText' : 'emptyReadText'),
    };
  }

  protected override readonly compares: boolean = true;

  /** Two marked pictures, in the order of the list. */
  protected override compare(): void {
    const [first, second] = this.selected;
    if (!first || !second) return;
    this.viewer.show(first);
    this.#pair = [first.id, second.id];
    this.#urls.want(second.id);
  }

  protected override stage(picture: QualityImage): TemplateResult {
    const other = this.shown.find(({ id }) => id === this.#pair[1]);
    const isPair = this.#pair[0] === picture.id && other !== undefined;
    return pictureStage(this.words, isPair ? [picture, other] : [picture], {
      zoom: this.#zoom,
      hasBoxes: this.#hasBoxes,
      pointedAt: this.#pointedAt,
      url: (id) => this.#urls.of(id),
      hasFailed: (id) => this.#urls.hasFailed(id),
      onRetry: (id) => this.#urls.again(id),
      onBroken: (id) => this.#urls.broken(id),
      onBoxes: (hasBoxes) => this.change(() => (this.#hasBoxes = hasBoxes)),
    });
  }

  protected override aside(picture: QualityImage): TemplateResult {
    const content = inspection(this.words, {
      picture,
      canWrite: this.canWrite,
      machineName: this.desk.machines.of(picture.machineId),
      personName: (id) => this.desk.people.name(this.words, id),
      onPoint: (defect) => this.change(() => (this.#pointedAt = defect)),
      onSave: (params) => void this.#save(picture, params),
      onDownload: () => void this.desk.download([picture]),
      onDelete: () => this.delete([picture]),
    });
    // What was typed for one picture must not stand beside another.
    return html`${keyed(picture.id, content)}`;
  }

  protected override onShow(picture: QualityImage | undefined): void {
    this.#pair = [];
    this.#pointedAt = undefined;
    this.#zoom.fit();
    if (picture) this.#urls.want(picture.id);
  }

  async #save({ id }: QualityImage, params: QualityUpdateParams): Promise<void> {
    await this.save(() => this.desk.nexus?.quality.update(id, params));
  }
}
