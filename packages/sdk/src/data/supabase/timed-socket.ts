/**
 * A socket that has not opened after this long probably never will; browsers themselves wait for minutes. Doubles
 * with each try in vain, for networks that are slow rather than dead.
 */
const FIRST_OPEN_LIMIT_MS = 3_000;
const MAX_OPEN_LIMIT_MS = 12_000;

/** What became of the try to open a socket. */
export interface SocketListener {
  opened(): void;
  /** Ended without ever having been open. */
  refused(): void;
}

/** The part of the WebSocket constructor on which every runtime agrees. */
export type SocketConstructor = new (address: string | URL, protocols?: string | string[]) => WebSocket;

/** The runtime's WebSocket with a time limit on opening, telling how each try went. */
export function createTimedSocket(listener: SocketListener): SocketConstructor {
  const Native = globalThis.WebSocket as SocketConstructor;
  let limitMs = FIRST_OPEN_LIMIT_MS;
  return class TimedSocket extends Native {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols);
      let isOpen = false;
      const timer = setTimeout(() => {
        limitMs = Math.min(limitMs * 2, MAX_OPEN_LIMIT_MS);
        this.close();
      }, limitMs);
      this.addEventListener('open', () => {
        isOpen = true;
        limitMs = FIRST_OPEN_LIMIT_MS;
        clearTimeout(timer);
        listener.opened();
      });
      this.addEventListener('close', () => {
        clearTimeout(timer);
        if (!isOpen) listener.refused();
      });
    }
  };
}
