/** How often ages such as "12 min. ago" are drawn again. */
const AGE_TICK_MS = 15_000;

/** What is done in a frame. Answers in how many ms there is more to do by itself; undefined for not before the next news. */
type Work = () => number | undefined;

/** When the grid draws: once a frame, however often it is asked; as ages change; and when something was put off. */
export class Heartbeat {
  /** Another number each time that ages are to be written again. */
  ageTick = 0;
  readonly #work: Work;
  readonly #draw: () => void;
  #frame = 0;
  #later: ReturnType<typeof setTimeout> | undefined;
  #ages: ReturnType<typeof setInterval> | undefined;

  constructor(work: Work, draw: () => void) {
    this.#work = work;
    this.#draw = draw;
  }

  start(): void {
    this.#ages = setInterval(() => {
      this.ageTick += 1;
      this.#draw();
    }, AGE_TICK_MS);
  }

  stop(): void {
    clearInterval(this.#ages);
    clearTimeout(this.#later);
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  /** The feed may speak at any rate; drawing happens once a frame. A hidden page draws nothing. */
  askForFrame(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      const wait = this.#work();
      clearTimeout(this.#later);
      if (wait !== undefined) this.#later = setTimeout(() => this.askForFrame(), wait);
      this.#draw();
    });
  }
}
