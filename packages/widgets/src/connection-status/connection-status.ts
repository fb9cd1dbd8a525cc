import type { Connection, ConnectionState } from '@nexus-mfg/sdk';
import { type CSSResultGroup, css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { NexusController } from '../controllers/nexus-controller.ts';
import { type ShapeName, shape } from '../drawing/shapes.ts';
import { baseStyles } from '../internal/base-styles.ts';
import { NexusElement } from '../internal/nexus-element.ts';

const STATES: Record<ConnectionState, { word: string; shape: ShapeName; calm: boolean }> = {
  connecting: { word: 'Connecting', shape: 'reconnecting', calm: true },
  online: { word: 'Online', shape: 'online', calm: true },
  reconnecting: { word: 'Reconnecting', shape: 'reconnecting', calm: false },
  offline: { word: 'Offline', shape: 'offline', calm: false },
};

/**
 * @summary The live connection in shape and word, and since when it is away.
 *
 * While all is well it takes the text colour of the page around it, so it may stand in any header. Draws from `state`
 * and `since` alone when there is no instance.
 *
 * @csspart base - The wrapper.
 */
export class NexusConnectionStatus extends NexusElement {
  static readonly baseName: string = 'connection-status';
  static override styles: CSSResultGroup = [
    baseStyles,
    css`
      :host {
        display: inline-block;
      }
      .base {
        display: inline-flex;
        align-items: center;
        gap: var(--_s-8);
        padding: var(--_s-4) var(--_s-8);
        border: 1px solid transparent;
        border-radius: var(--_radius-small);
        white-space: nowrap;
      }
      .base.calm {
        color: inherit;
      }
      .base:not(.calm) {
        border: 1px dashed var(--_border-strong);
        background: var(--_surface-raised);
        color: var(--_text);
      }
      .base[data-state='reconnecting'] .shape {
        color: var(--_warning);
      }
      .word {
        font-weight: 600;
      }
      .calm .word {
        font-weight: 400;
      }
    `,
  ];
  static override properties: PropertyDeclarations = {
    state: {},
    since: {},
  };

  /** Drawn when there is no instance: `connecting`, `online`, `reconnecting` or `offline`. */
  declare state: ConnectionState;
  /** ISO 8601 time since when; drawn when there is no instance. */
  declare since: string;

  #connection: Connection | undefined;
  #stop: (() => void) | undefined;

  constructor() {
    super();
    this.state = 'connecting';
    this.since = '';
    new NexusController(this, (nexus) => {
      this.#stop?.();
      this.#connection = nexus?.connection.value;
      this.#stop = nexus?.connection.subscribe((connection) => {
        this.#connection = connection;
        this.requestUpdate();
      });
    });
  }

  protected override render(): TemplateResult {
    const { state, since } = this.#connection ?? this;
    const info = STATES[state] ?? STATES.offline;
    const when =
      info.calm || !since ? nothing : html`<span class="since"> since ${this.words.dateTime(since)}</span>`;
    return html`<div class="base ${info.calm ? 'calm' : ''}" part="base" data-state=${state} role="status">
      ${shape(info.shape)}<span><span class="word">${info.word}</span>${when}</span>
    </div>`;
  }
}
