import { ContextConsumer } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { defaultProvided, onDefaultNexus } from '../context/default-nexus.ts';
import { awaitLateProviders, nexusContext, type Provided } from '../context/nexus-context.ts';
import { tellAll } from '../internal/tell-all.ts';
import { addBuiltInLanguages } from '../locale/built-in.ts';
import { onLanguages, wordsOf } from '../locale/languages.ts';
import { languageAround, onPageLanguage } from '../locale/page-language.ts';
import type { Words } from '../locale/words.ts';

/**
 * What surrounds an element: the nearest provider, also when that one comes later, else the page's default; and the
 * language it speaks there. `onChange` is called when what is provided changes; a change of language draws anew.
 */
export class ScopeController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #listeners: Set<() => void> = new Set();
  #fromProvider: Provided | undefined;
  #hasProvider = false;
  #words: Words | undefined;
  #stops: (() => void)[] = [];

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    // In this order: whoever asks for a provider may be there before it; and a provider that is there is heard before
    // the page's default, which would otherwise be started for nothing.
    host.addController({ hostConnected: awaitLateProviders });
    new ContextConsumer(host, {
      context: nexusContext,
      subscribe: true,
      callback: (provided) => {
        this.#hasProvider = true;
        this.#fromProvider = provided;
        this.#tell();
      },
    });
    host.addController(this);
  }

  /** Whether there is a provider around the element, or a default on the page. */
  get hasSource(): boolean {
    return this.#hasProvider || defaultProvided() !== undefined;
  }

  /** What the provider hands down, else the page's default. */
  get provided(): Provided | undefined {
    return this.#hasProvider ? this.#fromProvider : defaultProvided();
  }

  /** The language of the provider, else of the page around the element. */
  get words(): Words {
    this.#words ??= wordsOf(this.provided?.locale ?? languageAround(this.#host));
    return this.#words;
  }

  /** Calls `listener` when what is provided changes. For the life of the element. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  hostConnected(): void {
    addBuiltInLanguages();
    this.#words = undefined;
    const speakAnew = (): void => {
      this.#words = undefined;
      this.#host.requestUpdate();
    };
    this.#stops = [onDefaultNexus(() => this.#tell()), onLanguages(speakAnew), onPageLanguage(speakAnew)];
    this.#tell();
  }

  hostDisconnected(): void {
    for (const stop of this.#stops.splice(0)) stop();
    // The element may be put elsewhere, under another provider or none.
    this.#hasProvider = false;
    this.#fromProvider = undefined;
    this.#tell();
  }

  #tell(): void {
    this.#words = undefined;
    tellAll(this.#listeners);
    this.#host.requestUpdate();
  }
}
