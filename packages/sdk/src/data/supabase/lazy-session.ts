import { type Observable, ObservableValue } from '../../observable/observable.ts';
import type { Session } from '../../types/index.ts';
import { loadPart } from '../../util/load-part.ts';
import type { CallOptions } from '../call-options.ts';
import type { SessionSource } from './session-source.ts';

/**
 * A session source whose code is loaded by the instance that needs it: a page with the host's sign-in loads nothing of
 * own sign-in, and the other way round. Until then it is not known who is signed in.
 */
export class LazySession implements SessionSource {
  readonly #current: ObservableValue<Session | null | undefined> = new ObservableValue<
    Session | null | undefined
  >(undefined);
  readonly #load: () => Promise<SessionSource>;
  #loading: Promise<SessionSource> | null = null;
  #loaded: SessionSource | null = null;
  #isClosed = false;

  constructor(load: () => Promise<SessionSource>) {
    this.#load = load;
    // A load that failed is tried again by the first call.
    this.#source().catch(() => {});
  }

  get current(): Observable<Session | null | undefined> {
    return this.#current;
  }

  async find(): Promise<Session | null> {
    return (await this.#source()).find();
  }

  async token(doing: string): Promise<string> {
    return (await this.#source()).token(doing);
  }

  async renew(refused?: string): Promise<boolean> {
    return (await this.#source()).renew(refused);
  }

  async signOut(options: CallOptions): Promise<void> {
    return (await this.#source()).signOut(options);
  }

  wake(): void {
    this.#loaded?.wake();
  }

  close(): void {
    this.#isClosed = true;
    this.#loaded?.close();
  }

  #source(): Promise<SessionSource> {
    this.#loading ??= this.#take().catch((error: unknown) => {
      this.#loading = null;
      throw error;
    });
    return this.#loading;
  }

  async #take(): Promise<SessionSource> {
    const source = await loadPart(this.#load);
    this.#loaded = source;
    if (this.#isClosed) source.close();
    source.current.subscribe((session) => this.#current.set(session));
    this.#current.set(source.current.value);
    return source;
  }
}
