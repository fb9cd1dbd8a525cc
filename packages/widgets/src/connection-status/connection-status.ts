import type { BufferStatus, Connection, ConnectionState, Nexus } from '@nexus-mfg/sdk';
import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { NexusController } from '../controllers/nexus-controller.ts';
import { baseStyles } from '../internal/base-styles.ts';
import { showFloat } from '../internal/float.ts';
import { NexusElement } from '../internal/nexus-element.ts';
import { connectionStyles } from './connection-status.styles.ts';
import { isCalm, knownState, lineContent } from './line.ts';
import { connectionMessages } from './messages.ts';
import type { ConnectionPanel } from './panel.ts';
import { summarise, USUAL_MS } from './summary.ts';

/**
 * @summary The live connection in shape and word, what waits on this device for the network, and what to do about it.
 *
 * While all is well it takes the text colour of the page around it, so it may stand in any header. With an instance the
 * line opens a panel: send now, edits that wait with taking them back, conflicts with both versions, and what the server
 * refused. Draws from `state` and `since` alone when there is no instance. It reads only the status of the buffer, which
 * the SDK keeps for whoever is signed in, also of what a former visit left on the device; nothing of the buffer is
 * loaded on its account before the panel is opened.
 *
 * @csspart base - The wrapper.
 * @csspart line - The compact line: a button where there is an instance.
 * @csspart chip - A number in the line: what waits, what is to be decided, what was refused.
 * @csspart panel - What opens under the line.
 */
export class NexusConnectionStatus extends NexusElement {
  static readonly baseName: string = 'connection-status';
  static override styles: CSSResultGroup = [baseStyles, connectionStyles];
  static override properties: PropertyDeclarations = {
    state: {},
    since: {},
  };

  /** Drawn when there is no instance: `connecting` (default), `online`, `reconnecting` or `offline`. */
  declare state: ConnectionState;
  /** ISO 8601 time since when; drawn when there is no instance. Default empty. */
  declare since: string;

  #nexus: Nexus | undefined;
  #connection: Connection | undefined;
  #status: BufferStatus | undefined;
  #stops: (() => void)[] = [];
  #isOpen = false;
  #panel: ConnectionPanel | 'missing' | undefined;
  #putAway: (() => void) | undefined;
  #soon: ReturnType<typeof setTimeout> | undefined;
  #whenIdle: ReturnType<typeof setTimeout> | undefined;
  #hadFocus = false;

  constructor() {
    super();
    this.state = 'connecting';
    this.since = '';
    new NexusController(this, (nexus) => this.#take(nexus));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close(false);
    clearTimeout(this.#soon);
    clearTimeout(this.#whenIdle);
    this.#soon = undefined;
    this.#whenIdle = undefined;
  }

  protected override willUpdate(): void {
    this.#hadFocus = this.#focusedInPanel !== null;
  }

  protected override render(): TemplateResult {
    const { state, since } = this.#connection ?? this;
    const known = knownState(state);
    const summary = summarise(this.#status, { state: known }, Date.now());
    const calm = isCalm(known, summary);
    const content = lineContent(this.words, { state: known, since }, summary);
    return html`<div class="base ${calm ? 'calm' : ''}" part="base" data-state=${known} @keydown=${this.#handleKey} @focusout=${this.#handleFocusOut}>
      <div class="live" role="status">${
        this.#nexus === undefined
          ? html`<span class="line" part="line">${content}</span>`
          : html`<button class="line" part="line" type="button" aria-haspopup="dialog" aria-expanded=${this.#isOpen ? 'true' : 'false'}
              title=${this.words.text(connectionMessages, 'openDetails')} @click=${this.#toggle} @pointerenter=${this.#fetchPanel}>${content}</button>`
      }</div>
      ${this.#isOpen ? this.#panelView() : nothing}
    </div>`;
  }

  protected override updated(): void {
    if (!this.#isOpen) return;
    const line = this.renderRoot.querySelector('.line');
    const panel = this.renderRoot.querySelector<HTMLElement>('.panel');
    if (line === null || panel === null) return;
    if (this.#putAway === undefined) {
      this.#putAway = showFloat(line, panel);
      panel.focus();
    }
    // Where the pressed button went away with its entry, or with what waited, focus stays in the panel.
    else if (this.#hadFocus && this.#focusedInPanel === null) panel.focus();
  }

  get #focusedInPanel(): Element | null {
    const root = this.renderRoot;
    return root instanceof ShadowRoot ? (root.activeElement?.closest('.panel') ?? null) : null;
  }

  #panelView(): TemplateResult {
    const panel = this.#panel;
    const label = this.words.text(connectionMessages, 'panelTitle');
    return html`<div class="panel" part="panel" role="dialog" aria-label=${label} tabindex="-1">${
      panel === 'missing'
        ? html`<p class="panel-missing" role="alert">${this.words.text(connectionMessages, 'panelMissing')}</p>`
        : panel?.render(this.#connection, this.#status)
    }</div>`;
  }

  #take(nexus: Nexus | undefined): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.#close(false);
    this.#nexus = nexus;
    this.#panel = undefined;
    this.#connection = nexus?.connection.value;
    this.#status = nexus?.buffer.status.value;
    if (nexus === undefined) return;
    this.#stops = [
      nexus.connection.subscribe((connection) => {
        this.#connection = connection;
        this.#prefetchOnceOnline();
        this.requestUpdate();
      }),
      nexus.buffer.status.subscribe((status) => {
        this.#status = status;
        this.#lookAgainSoon();
        if (this.#panel !== 'missing') this.#panel?.statusChanged(status);
        this.requestUpdate();
      }),
    ];
    this.#lookAgainSoon();
    this.#prefetchOnceOnline();
  }

  /** What waits becomes worth telling by waiting on, without any news of it. */
  #lookAgainSoon(): void {
    if (this.#soon !== undefined || !this.#status?.oldestAt) return;
    const age = Date.now() - Date.parse(this.#status.oldestAt);
    if (age >= USUAL_MS) return;
    this.#soon = setTimeout(
      () => {
        this.#soon = undefined;
        // Meanwhile the oldest may have gone, and a younger one be it.
        this.#lookAgainSoon();
        this.requestUpdate();
      },
      Math.min(USUAL_MS, USUAL_MS - age),
    );
  }

  /** The panel is needed most when nothing can be fetched any more: it comes while there is a network, in idle time. */
  #prefetchOnceOnline(): void {
    if (this.#whenIdle !== undefined || this.#connection?.state !== 'online') return;
    this.#whenIdle = setTimeout(() => {
      if ('requestIdleCallback' in globalThis) requestIdleCallback(() => void this.#fetchPanel());
      else void this.#fetchPanel();
    }, USUAL_MS);
  }

  #fetchPanel = async (): Promise<void> => {
    const nexus = this.#nexus;
    if (nexus === undefined || (this.#panel !== undefined && this.#panel !== 'missing')) return;
    try {
      const { ConnectionPanel, panelStyles } = await import('./panel.ts');
      if (this.#nexus !== nexus || (this.#panel !== undefined && this.#panel !== 'missing')) return;
      this.#panel = new ConnectionPanel(this, nexus, () => this.#close(true));
      const root = this.renderRoot;
      const sheet = panelStyles.styleSheet;
      if (root instanceof ShadowRoot && sheet && !root.adoptedStyleSheets.includes(sheet))
        root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    } catch {
      if (this.#nexus === nexus) this.#panel = 'missing';
    }
  };

  #toggle = async (): Promise<void> => {
    if (this.#isOpen) return this.#close(true);
    await this.#fetchPanel();
    // Another instance came meanwhile: what was pressed belongs to the former one.
    if (this.#isOpen || !this.isConnected || this.#panel === undefined) return;
    this.#isOpen = true;
    if (this.#panel !== 'missing') this.#panel?.opened();
    document.addEventListener('pointerdown', this.#handleOutside, true);
    this.requestUpdate();
  };

  #close(takesFocus: boolean): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#putAway?.();
    this.#putAway = undefined;
    document.removeEventListener('pointerdown', this.#handleOutside, true);
    if (this.#panel !== 'missing') this.#panel?.closed();
    if (takesFocus) this.renderRoot.querySelector<HTMLElement>('.line')?.focus();
    this.requestUpdate();
  }

  #handleOutside = (event: PointerEvent): void => {
    if (!event.composedPath().includes(this)) this.#close(false);
  };

  /** Focus that goes to nowhere, because what had it was taken away, is no leaving. */
  #handleFocusOut = (event: FocusEvent): void => {
    const to = event.relatedTarget;
    if (to instanceof Node && !this.renderRoot.contains(to)) this.#close(false);
  };

  #handleKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.#isOpen) return;
    event.stopPropagation();
    // A dialog of the page's around it stays open.
    event.preventDefault();
    this.#close(true);
  };
}
