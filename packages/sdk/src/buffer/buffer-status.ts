import type { Observable } from '../observable/observable.ts';
import { ObservableValue } from '../observable/observable.ts';
import type { BufferNotice, BufferStatus } from '../types/index.ts';
import type { StoreNotice } from './buffer-store.ts';

/** Most notices that are kept; the newest of each kind. */
const MAX_NOTICES = 20;

/** Nothing is known to wait. */
const EMPTY_STATUS: BufferStatus = {
  state: 'idle',
  pendingReadings: 0,
  pendingEdits: 0,
  oldestAt: null,
  bytes: 0,
  dropped: 0,
  quarantined: 0,
  putAway: 0,
  lastFlushAt: null,
  ratePerSecond: 0,
  nextTryAt: null,
  isDurable: false,
  notices: [],
};

/** The observable state of the buffer, put together from what its parts tell. */
export class StatusBoard {
  readonly #value: ObservableValue<BufferStatus> = new ObservableValue<BufferStatus>(EMPTY_STATUS);

  get observable(): Observable<BufferStatus> {
    return this.#value;
  }

  get value(): BufferStatus {
    return this.#value.value;
  }

  set(change: Partial<BufferStatus>): void {
    const next = { ...this.#value.value, ...change };
    const isSame = (Object.keys(change) as (keyof BufferStatus)[]).every(
      (key) => next[key] === this.#value.value[key],
    );
    if (!isSame) this.#value.set(next);
  }

  /** The same thing happening again takes the place of the former notice. */
  notice({ code, message, hint }: StoreNotice | Omit<BufferNotice, 'at'>, now: number): void {
    const notice: BufferNotice = { code, message, hint, at: new Date(now).toISOString() };
    const others = this.value.notices.filter((one) => one.code !== code);
    this.set({ notices: [...others, notice].slice(-MAX_NOTICES) });
  }

  /** Another owner's numbers begin anew; what happened to the store stays true. */
  clear(): void {
    this.#value.set({ ...EMPTY_STATUS, isDurable: this.value.isDurable, notices: this.value.notices });
  }
}
