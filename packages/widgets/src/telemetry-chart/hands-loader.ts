import type { ChartHands } from './hands.ts';
import type { HandsHost } from './hands-host.ts';
import { handsPart } from './parts.ts';

/** May load more before it is done. */
type Deed = (hands: ChartHands) => Promise<void> | void;

/** Keys that a chart takes; Escape only where there is something to give up. */
const KEYS = /^(Arrow(Left|Right|Up|Down)|Page(Up|Down)|Home|End|Backspace|[-+=_0])$/;

/**
 * Brings what people do with a chart as somebody comes near it. What is done before it is there is not lost: it is done
 * then, in its order. Listens on the stage by itself: `@pointerdown=${loader}`.
 */
export class HandsLoader implements EventListenerObject {
  /** For listeners: the wheel zooms, so the page must not. */
  readonly passive: boolean = false;
  readonly #host: HandsHost;
  #hands: ChartHands | undefined;
  #deeds: Deed[] = [];
  #hasFailed = false;

  constructor(host: HandsHost) {
    this.#host = host;
  }

  /** Undefined until somebody came near. */
  get hands(): ChartHands | undefined {
    return this.#hands;
  }

  /** Something was asked for and could not be done, because it did not load. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /** Somebody comes near. */
  approach = (): void => {
    if (this.#hands !== undefined) return;
    handsPart.retry();
    if (handsPart.get(this.#settle) !== undefined) this.#settle();
  };

  /** Does something at once, or as soon as it can be done. */
  do(deed: Deed): void {
    this.approach();
    if (this.#hands !== undefined) this.#run(deed, this.#hands);
    else this.#deeds.push(deed);
  }

  /** What failed is over; somebody tries again. */
  retry(): void {
    this.#hasFailed = false;
    this.approach();
  }

  handleEvent(event: Event): void {
    if (this.#hands !== undefined) {
      this.#hands.take(event);
      return;
    }
    if (event instanceof KeyboardEvent) {
      const { key, altKey, ctrlKey, metaKey } = event;
      if (altKey || ctrlKey || metaKey || !(key === 'Escape' || KEYS.test(key))) return;
      if (key !== 'Escape') event.preventDefault();
    } else if (event instanceof WheelEvent) {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
    } else if (event.type !== 'pointerdown' && this.#deeds.length === 0) return;
    this.do((hands) => hands.take(event));
  }

  /** The chart leaves the page. */
  close(): void {
    this.#deeds = [];
    this.#hasFailed = false;
    handsPart.forget(this.#settle);
    this.#hands?.close();
    this.#hands = undefined;
  }

  #run(deed: Deed, hands: ChartHands): void {
    this.#hasFailed = false;
    deed(hands)?.catch(() => {
      this.#hasFailed = true;
      this.#host.element.requestUpdate();
    });
  }

  #settle = (): void => {
    const { element } = this.#host;
    const deeds = this.#deeds.splice(0);
    const code = handsPart.code;
    if (element.isConnected && code !== undefined) this.#hands ??= new code.ChartHands(this.#host);
    const { hands } = this;
    this.#hasFailed = hands === undefined && deeds.length > 0;
    if (hands !== undefined) for (const deed of deeds) this.#run(deed, hands);
    element.requestUpdate();
  };
}
