// Control characters but tab and line feed; bidi embeddings, overrides and isolates; invisible letters that carry hidden text.
const INVISIBLE =
  /(?![\t\n])[\p{Cc}\u200b\u2060-\u206f\u202a-\u202e\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Text of others without what cannot be seen and changes how the rest is read. */
export function visible(text: string): string {
  return text.replace(/[\u2028\u2029]/g, '\n').replace(INVISIBLE, '');
}

const SCHEMES = ['https', 'http', 'ftp', 'wss', 'ws', 'data', 'javascript', 'vbscript', 'file', 'blob'];
const ADDRESS = new RegExp(`(?:\\b(?:${SCHEMES.join('|')}):|[\\\\/]{2})\\S+`, 'giu');
const BEGUN_TAG = /<(?=[\p{L}/!?])/gu;
/** What could still become one of them with the next piece. */
const BEGUN_SCHEME = SCHEMES.flatMap((scheme) => [...scheme].map((_, at) => scheme.slice(0, at + 1))).join(
  '|',
);
const UNDECIDED = new RegExp(`(?:<?(?:\\b(?:${BEGUN_SCHEME})(?::[\\\\/]*)?|[\\\\/]+)|<)$`, 'iu');

/**
 * The model's text as it may leave: what somebody's page could load, follow or run is made inert, whatever the page does with
 * the text. Addresses become `…` (answers have no use for them, nothing that is looked up contains one), tags lose their
 * bracket. Takes the text in pieces cut anywhere.
 */
export class PlainText {
  #held = '';
  #isInAddress = false;

  push(piece: string): string {
    return this.#take(visible(this.#held + piece), false);
  }

  end(): string {
    return this.#take(this.#held, true);
  }

  #take(given: string, isLast: boolean): string {
    let text = given;
    this.#held = '';
    if (this.#isInAddress) {
      const over = text.search(/\s/u);
      if (over < 0) return '';
      text = text.slice(over);
      this.#isInAddress = false;
    }
    if (!isLast) {
      const [tail = ''] = UNDECIDED.exec(text) ?? [];
      this.#held = tail;
      text = text.slice(0, text.length - tail.length);
    }
    const inert = text.replace(ADDRESS, (_found, at: number) => {
      // An address that reaches the end goes on with what is held and with the next piece.
      if (at + _found.length === text.length) this.#isInAddress = true;
      return '…';
    });
    if (this.#isInAddress) this.#held = '';
    return inert.replace(BEGUN_TAG, '‹');
  }
}

/** All at once. */
export function plainText(text: string): string {
  const plain = new PlainText();
  return (plain.push(text) + plain.end()).trim();
}
