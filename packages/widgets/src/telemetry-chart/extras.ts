import { html, nothing, type TemplateResult } from 'lit';
import { saveFile } from '../files/save-file.ts';
import { describeError } from '../internal/error-info.ts';
import { showFloat } from '../internal/float.ts';
import { commonMessages } from '../locale/common-messages.ts';
import type { WindowAct } from './chart-keys.ts';
import { csvFile } from './csv-file.ts';
import type { ExtrasHost } from './extras-host.ts';
import { fileName } from './file-name.ts';
import { chartMessages } from './messages.ts';
import { menuMessages } from './part-messages.ts';
import { pngFile } from './png-file.ts';
import { tableView } from './table-view.ts';

export { extrasStyles } from './extras.styles.ts';

/** Lines of the table at most: what people can read, and what a page can carry. */
const MOST_ROWS = 120;

type MenuKey = keyof typeof menuMessages.english;

function isMenuKey(key: string): key is MenuKey {
  return key in menuMessages.english;
}

/** A file that is being made. */
interface Job {
  abort: AbortController;
  /** From 0 to 1. */
  share: number;
}

/** What the menu holds: the window by single clicks, the table, and the files. Loaded when the menu is first opened. */
export class ChartExtras {
  readonly #host: ExtrasHost;
  #isOpen = false;
  #hasTable = false;
  #job: Job | undefined;
  #trouble: string | undefined;
  #putAway: (() => void) | undefined;

  constructor(host: ExtrasHost) {
    this.#host = host;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  toggle(): void {
    if (this.#isOpen) this.#close(true);
    else {
      this.#isOpen = true;
      document.addEventListener('pointerdown', this.#handleOutside, true);
      this.#host.requestUpdate();
    }
  }

  /** The chart leaves the page. */
  close(): void {
    this.#close(false);
    this.#job?.abort.abort();
  }

  /** After the chart has been drawn. */
  updated(): void {
    if (!this.#isOpen || this.#putAway !== undefined) return;
    const root = this.#host.renderRoot;
    const [button, menu] = [root.querySelector('.more'), root.querySelector<HTMLElement>('.menu')];
    if (button === null || menu === null) return;
    this.#putAway = showFloat(button, menu);
    this.#items()[0]?.focus();
  }

  menu(): TemplateResult | typeof nothing {
    if (!this.#isOpen) return nothing;
    const { acts } = this.#host;
    return html`<div class="menu" part="menu" role="menu" aria-label=${this.#say('more')}
      @keydown=${this.#handleKey} @focusout=${this.#handleFocusOut}>
      ${acts.map((act) => this.#item(act, () => this.#act(act)))}
      ${acts.length > 0 ? html`<div class="rule" role="separator"></div>` : nothing}
      ${this.#item(this.#hasTable ? 'hideTable' : 'showTable', this.#toggleTable)}
      ${this.#item('saveCsv', this.#saveCsv)} ${this.#item('savePng', this.#savePng)}
    </div>`;
  }

  /** What stands under the plot: a file on its way, and the table. */
  below(): TemplateResult {
    return html`${this.#job ? this.#progress(this.#job) : nothing}
      ${this.#trouble ? html`<p class="notice" role="alert">${this.#trouble}</p>` : nothing}
      ${this.#hasTable ? this.#table() : nothing}`;
  }

  #table(): TemplateResult | typeof nothing {
    const model = this.#host.modelOf(MOST_ROWS);
    return model === undefined ? nothing : tableView(this.#host.words, model, this.#host.name);
  }

  #progress({ share, abort }: Job): TemplateResult {
    return html`<div class="job">
      <span id="job">${this.#say('csvBusy')}</span>
      <progress max="1" .value=${share} aria-labelledby="job"></progress>
      <button class="button" type="button" @click=${() => abort.abort()}>${this.#host.words.text(commonMessages, 'cancel')}</button>
    </div>`;
  }

  #item(key: WindowAct | 'showTable' | 'hideTable' | 'saveCsv' | 'savePng', act: () => void): TemplateResult {
    return html`<button class="item-button" role="menuitem" type="button" tabindex="-1" data-act=${key} @click=${act}>${this.#say(key)}</button>`;
  }

  #act(act: WindowAct): void {
    this.#host.act(act);
    // People zoom more than once: the menu stays where it is, and so does the focus.
    this.#host.requestUpdate();
  }

  #toggleTable = (): void => {
    this.#hasTable = !this.#hasTable;
    this.#close(true);
  };

  #saveCsv = async (): Promise<void> => {
    this.#close(true);
    if (this.#job !== undefined) return;
    const abort = new AbortController();
    const { words, name } = this.#host;
    const model = this.#host.modelOf(1);
    const stream = model && this.#host.csv(abort.signal);
    if (model === undefined || stream === undefined) return;
    const job: Job = { abort, share: 0 };
    this.#begin(job);
    try {
      const file = await csvFile(stream, model, (share) => {
        job.share = share;
        this.#host.requestUpdate();
      });
      saveFile(file, fileName(name, model, 'csv'));
      this.#end(this.#say('csvDone'));
    } catch (error) {
      if (abort.signal.aborted) this.#end(this.#say('csvStopped'));
      else
        this.#end(
          undefined,
          words.text(menuMessages, 'csvFailed', { reason: describeError(words, error).text }),
        );
    }
  };

  #savePng = async (): Promise<void> => {
    this.#close(true);
    const { words, name, renderRoot } = this.#host;
    const plot = renderRoot.querySelector<HTMLElement>('.plot');
    const model = plot ? this.#host.modelOf(plot.clientWidth) : undefined;
    if (plot === null || model === undefined) return;
    this.#trouble = undefined;
    try {
      saveFile(await pngFile(renderRoot, plot, model, name), fileName(name, model, 'png'));
      this.#end(this.#say('pngDone'));
    } catch {
      this.#end(undefined, words.text(menuMessages, 'pngFailed'));
    }
  };

  #begin(job: Job): void {
    this.#job = job;
    this.#trouble = undefined;
    this.#host.requestUpdate();
  }

  #end(done: string | undefined, trouble?: string): void {
    // Whoever was on "Cancel" would otherwise be nowhere.
    const root = this.#host.renderRoot;
    if (root.querySelector('.job')?.matches(':focus-within'))
      root.querySelector<HTMLElement>('.more')?.focus();
    this.#job = undefined;
    this.#trouble = trouble;
    if (done !== undefined) this.#host.announce(done);
    this.#host.requestUpdate();
  }

  #close(takesFocus: boolean): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#putAway?.();
    this.#putAway = undefined;
    document.removeEventListener('pointerdown', this.#handleOutside, true);
    if (takesFocus) this.#host.renderRoot.querySelector<HTMLElement>('.more')?.focus();
    this.#host.requestUpdate();
  }

  #items(): HTMLElement[] {
    return [...this.#host.renderRoot.querySelectorAll<HTMLElement>('.item-button')];
  }

  #say(key: MenuKey | WindowAct | 'more'): string {
    const { words } = this.#host;
    return isMenuKey(key) ? words.text(menuMessages, key) : words.text(chartMessages, key);
  }

  #handleKey = (event: KeyboardEvent): void => {
    const items = this.#items();
    const at = items.findIndex((item) => item.matches(':focus'));
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: (at + 1) % items.length,
      ArrowUp: (at - 1 + items.length) % items.length,
      Home: 0,
      End: items.length - 1,
    };
    const next = steps[event.key];
    if (next !== undefined) items[next]?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') this.#close(event.key === 'Escape');
    else return;
    if (event.key !== 'Tab') event.preventDefault();
    event.stopPropagation();
  };

  #handleFocusOut = (event: FocusEvent): void => {
    const [to, menu] = [event.relatedTarget, event.currentTarget];
    if (to instanceof Node && menu instanceof Node && !menu.contains(to)) this.#close(false);
  };

  #handleOutside = (event: PointerEvent): void => {
    const root = this.#host.renderRoot;
    const parts = [root.querySelector('.menu'), root.querySelector('.more')];
    if (!parts.some((part) => part !== null && event.composedPath().includes(part))) this.#close(false);
  };
}
