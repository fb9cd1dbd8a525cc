/** Keys within this time belong to one word. */
const PAUSE_MS = 700;

/** Finds a name by its first letters, typed while focus is among the machines. */
export class TypeAhead {
  #text = '';
  #at = 0;

  isTyping(now: number): boolean {
    return this.#text !== '' && now - this.#at < PAUSE_MS;
  }

  /** Position of the name that fits, searched from `from` on and round; −1 for none. The same letter again goes on. */
  find(key: string, now: number, names: readonly string[], from: number): number {
    const isSameWord = this.isTyping(now);
    this.#at = now;
    const letter = key.toLocaleLowerCase();
    const isRepeat = isSameWord && this.#text === letter;
    if (!isRepeat) this.#text = isSameWord ? this.#text + letter : letter;
    // A longer word may still mean the name that it found before; a new one means another.
    const start = this.#text.length > 1 ? from : from + 1;
    for (let step = 0; step < names.length; step += 1) {
      const at = (Math.max(0, start) + step) % names.length;
      if (names[at]?.toLocaleLowerCase().startsWith(this.#text)) return at;
    }
    return -1;
  }
}
