/** News that come together are told together. */
const GATHER_MS = 700;
/** Faults are told at most so often. */
const FAULT_GAP_MS = 10_000;

/**
 * What the grid says to screen readers, politely: how many machines a search found, once typing pauses; the order; how many
 * are selected; and machines that go into fault, gathered, at most every 10 s.
 */
export class Announcer {
  text = '';
  readonly #draw: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #faultTimer: ReturnType<typeof setTimeout> | undefined;
  #toldFaultsAt = Number.NEGATIVE_INFINITY;
  #faults: string[] = [];

  constructor(draw: () => void) {
    this.#draw = draw;
  }

  /** Tells what `say` answers when nothing newer has come for a moment. */
  later(say: () => string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tell(say()), GATHER_MS);
  }

  /** @param say - Makes the sentence from the names of all that went into fault meanwhile. */
  fault(name: string, say: (names: readonly string[]) => string): void {
    this.#faults.push(name);
    if (this.#faultTimer !== undefined) return;
    const wait = Math.max(GATHER_MS, this.#toldFaultsAt + FAULT_GAP_MS - performance.now());
    this.#faultTimer = setTimeout(() => {
      this.#faultTimer = undefined;
      this.#toldFaultsAt = performance.now();
      this.#tell(say(this.#faults.splice(0)));
    }, wait);
  }

  stop(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#faultTimer);
    this.#faultTimer = undefined;
    this.#faults = [];
  }

  #tell(text: string): void {
    this.text = text;
    this.#draw();
  }
}
