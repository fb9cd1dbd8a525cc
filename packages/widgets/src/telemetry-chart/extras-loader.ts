import type { NexusElement } from '../internal/nexus-element.ts';
import { adoptSheet } from './adopt-sheet.ts';
import type { ChartExtras } from './extras.ts';
import type { ExtrasHost } from './extras-host.ts';
import { chartMessages } from './messages.ts';

/** What the menu needs of its chart. */
export interface ExtrasParts extends Pick<ExtrasHost, 'act' | 'modelOf' | 'csv' | 'announce'> {
  name: () => string;
  acts: () => ExtrasHost['acts'];
}

/** Brings menu, table and files when the menu is first asked for. */
export class ExtrasLoader {
  readonly #host: NexusElement;
  readonly #parts: ExtrasParts;
  #extras: ChartExtras | undefined;

  constructor(host: NexusElement, parts: ExtrasParts) {
    this.#host = host;
    this.#parts = parts;
  }

  get isOpen(): boolean {
    return this.#extras?.isOpen ?? false;
  }

  async toggle(): Promise<void> {
    try {
      this.#extras ??= await this.#load();
      this.#extras.toggle();
    } catch {
      this.#parts.announce(this.#host.words.text(chartMessages, 'partMissing'));
    }
  }

  menu(): unknown {
    return this.#extras?.menu();
  }

  below(): unknown {
    return this.#extras?.below();
  }

  updated(): void {
    this.#extras?.updated();
  }

  close(): void {
    this.#extras?.close();
  }

  async #load(): Promise<ChartExtras> {
    const { ChartExtras, extrasStyles } = await import('./extras.ts');
    const [host, parts] = [this.#host, this.#parts];
    adoptSheet(host.renderRoot, extrasStyles);
    return new ChartExtras({
      ...parts,
      get words() {
        return host.words;
      },
      renderRoot: host.renderRoot,
      get name() {
        return parts.name();
      },
      get acts() {
        return parts.acts();
      },
      requestUpdate: () => host.requestUpdate(),
    });
  }
}
