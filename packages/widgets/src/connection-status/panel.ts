import type { BufferStatus, Connection, Nexus } from '@nexus-mfg/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { shape } from '../drawing/shapes.ts';
import type { NexusElement } from '../internal/nexus-element.ts';
import { commonMessages } from '../locale/common-messages.ts';
import { bufferView } from './buffer-view.ts';
import { BufferWork } from './buffer-work.ts';
import { editsView } from './edits-view.ts';
import { connectionMessages } from './messages.ts';
import { quarantineView } from './quarantine-view.ts';

export { panelStyles } from './panel.styles.ts';

/** Ages in the panel grow while it is looked at. */
const AGE_MS = 15_000;

/** What opens under the line: loaded by itself, because most pages and most people never need it. */
export class ConnectionPanel {
  readonly #host: NexusElement;
  readonly #nexus: Nexus;
  readonly #onClose: () => void;
  readonly #work: BufferWork;
  #ages: ReturnType<typeof setInterval> | undefined;

  constructor(host: NexusElement, nexus: Nexus, onClose: () => void) {
    this.#host = host;
    this.#nexus = nexus;
    this.#onClose = onClose;
    this.#work = new BufferWork(nexus, () => host.requestUpdate());
  }

  opened(): void {
    this.#ages = setInterval(() => this.#host.requestUpdate(), AGE_MS);
    this.#work.isAllSent = false;
    this.#work.failure = undefined;
    this.#work.follow(this.#nexus.buffer.status.value);
  }

  closed(): void {
    clearInterval(this.#ages);
    this.#ages = undefined;
    void this.#work.settleDiscards();
  }

  statusChanged(status: BufferStatus): void {
    if (this.#ages !== undefined) this.#work.follow(status);
  }

  render(connection: Connection | undefined, status: BufferStatus | undefined): TemplateResult {
    const { words } = this.#host;
    const { lastContactAt } = connection ?? {};
    return html`<div class="head">
        <h2 class="title">${words.text(connectionMessages, 'panelTitle')}</h2>
        <button class="button" type="button" @click=${this.#onClose}>${words.text(commonMessages, 'close')}</button>
      </div>
      ${
        lastContactAt
          ? html`<p class="quiet contact">${words.text(connectionMessages, 'lastContact', { time: words.dateTime(lastContactAt) })}</p>`
          : nothing
      }
      ${status === undefined ? nothing : bufferView(words, status, this.#work)}
      ${this.#work.isListFailed ? html`<p class="note" role="alert">${shape('warning')}<span>${words.text(connectionMessages, 'listFailed')}</span></p>` : nothing}
      ${editsView(words, this.#work)}
      ${quarantineView(words, this.#work)}`;
  }
}
