import { ViewController, type ViewHost } from '../controllers/view-controller.ts';
import { NexusMachineSelectEvent } from '../events/machine-select.ts';
import { Selection } from './selection.ts';

/** The selection, and what the neighbours look at: each follows the other. */
export class SelectionLink {
  readonly selection: Selection = new Selection();
  readonly #host: ViewHost;
  readonly #canFollow: () => boolean;
  readonly #view: ViewController;
  /** What the neighbours look at, as far as it is taken over. */
  #followedId = '';

  constructor(host: ViewHost, canFollow: () => boolean) {
    this.#host = host;
    this.#canFollow = canFollow;
    this.#view = new ViewController(host, ['machineId'], () => this.#follow());
  }

  /** By the page: without an event. */
  set(ids: readonly string[] | null | undefined): void {
    this.selection.set(ids ?? []);
    this.#tell();
  }

  /** By a person. False when somebody objects; then all stays as it was. */
  choose(ids: readonly string[], wanted: string): boolean {
    const lead = ids.includes(wanted) ? wanted : (ids.at(-1) ?? '');
    if (!this.#host.dispatchEvent(new NexusMachineSelectEvent(lead, ids))) return false;
    this.selection.set(ids, lead);
    this.#tell();
    this.#host.requestUpdate();
    return true;
  }

  #tell(): void {
    if (this.#view.state === undefined) return;
    this.#followedId = this.selection.lead;
    this.#view.set({ machineId: this.selection.lead });
  }

  #follow(): void {
    const { selection } = this;
    const id = this.#view.state?.machineId;
    if (id === undefined || !this.#canFollow()) return;
    if (id === this.#followedId) {
      // What the page has selected before there were neighbours is news to them.
      if (id === '' && selection.lead !== '') this.#tell();
      return;
    }
    this.#followedId = id;
    if (selection.has(id)) selection.set(selection.ids, id);
    else selection.set(id === '' ? [] : [id]);
    this.#host.requestUpdate();
  }
}
