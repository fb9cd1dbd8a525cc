/** Where the address of a picture comes from. */
export interface UrlSource {
  previewUrl(id: string, options?: { expiresInSeconds?: number }): Promise<string>;
}

/** So many are asked for at once; a gallery that is scrolled through quickly must not ask for all at once. */
const AT_ONCE = 4;
const LIFE_SECONDS = 3_600;
/** Before it ends, so that none ends while it is being loaded. */
const FRESH_MS = (LIFE_SECONDS - 300) * 1000;

/** Addresses of the pictures that are in sight, asked for a few at a time; what came into sight last comes first. */
export class PictureUrls {
  readonly #onChange: () => void;
  readonly #urls: Map<string, { url: string; at: number }> = new Map();
  readonly #failed: Set<string> = new Set();
  #wanted: string[] = [];
  #busy = 0;
  #source: UrlSource | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  of(id: string): string | undefined {
    return this.#urls.get(id)?.url;
  }

  hasFailed(id: string): boolean {
    return this.#failed.has(id);
  }

  /** Another source is another person's or instance's: nothing stays. */
  from(source: UrlSource | undefined): void {
    if (source === this.#source) return;
    this.#source = source;
    this.#urls.clear();
    this.#failed.clear();
    this.#wanted = [];
  }

  /** Asks for the address, unless it is there and lasts. */
  want(id: string): void {
    const known = this.#urls.get(id);
    if (this.#wanted.includes(id) || (known && Date.now() - known.at < FRESH_MS)) return;
    this.#wanted.push(id);
    this.#next();
  }

  /** The picture could not be drawn: its card says so, and the dialog offers another try. */
  broken(id: string): void {
    if (this.#failed.has(id)) return;
    this.#failed.add(id);
    this.#urls.delete(id);
    this.#onChange();
  }

  /** Tries again what failed. */
  again(id: string): void {
    this.#failed.delete(id);
    this.#urls.delete(id);
    this.want(id);
    this.#onChange();
  }

  #next(): void {
    const source = this.#source;
    if (this.#busy >= AT_ONCE || source === undefined) return;
    const id = this.#wanted.pop();
    if (id === undefined) return;
    this.#busy += 1;
    source
      .previewUrl(id, { expiresInSeconds: LIFE_SECONDS })
      .then(
        (url) => {
          if (source !== this.#source) return;
          this.#failed.delete(id);
          this.#urls.set(id, { url, at: Date.now() });
        },
        () => {
          if (source === this.#source) this.#failed.add(id);
        },
      )
      .finally(() => {
        this.#busy -= 1;
        this.#onChange();
        this.#next();
      });
  }
}
