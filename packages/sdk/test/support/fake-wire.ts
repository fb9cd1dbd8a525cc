/** How the network behaves: `refusing` fails at once, `silent` swallows everything without a word. */
export type Network = 'up' | 'refusing' | 'silent';

/** The far end of a socket. */
export interface WireConnection {
  /** Sends to the device, if the network lets it through. */
  send(text: string): void;
  /** Ends the connection as the server does. */
  end(): void;
}

/** What answers at the far end. */
export interface WireServer {
  readonly isDown: boolean;
  respond(request: { url: URL; method: string; headers: Headers; body: unknown }): Response;
  connected(connection: WireConnection): { received(text: string): void; closed(): void };
}

const CONNECTING = 0;
const OPEN = 1;
const CLOSING = 2;
const CLOSED = 3;

/** The network between `globalThis.fetch`/`WebSocket` and a server in memory. Nothing takes time on it unless told. */
export class FakeWire {
  readonly #server: WireServer;
  readonly #sockets: Set<FakeSocket> = new Set();
  readonly #natives = { fetch: globalThis.fetch, WebSocket: globalThis.WebSocket };
  #network: Network = 'up';
  /** How long a request takes; sockets are quicker. */
  requestMs = 0;

  constructor(server: WireServer) {
    this.#server = server;
  }

  get network(): Network {
    return this.#network;
  }

  /** A network that refuses drops what is open; a silent one keeps it open and dead, for ever. */
  set network(network: Network) {
    this.#network = network;
    for (const socket of [...this.#sockets]) {
      if (network === 'refusing') socket.drop();
      else if (network === 'silent') socket.isDead = true;
    }
  }

  /** Whether a new exchange would get through. */
  get isUp(): boolean {
    return this.#network === 'up' && !this.#server.isDown;
  }

  /** How many sockets are open here, dead ones included. */
  get openSockets(): number {
    return this.#sockets.size;
  }

  /** Ends all sockets, as a server that restarts does. */
  dropAll(): void {
    for (const socket of [...this.#sockets]) socket.drop();
  }

  install(): void {
    const wire = this;
    globalThis.fetch = (input, init) => wire.#fetch(input, init);
    globalThis.WebSocket = class extends FakeSocket {
      constructor(address: string | URL) {
        super(address, wire.#server, wire.#sockets, () => wire.#network);
      }
    } as unknown as typeof WebSocket;
  }

  remove(): void {
    Object.assign(globalThis, this.#natives);
  }

  async #fetch(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
    const { signal } = init;
    signal?.throwIfAborted();
    if (this.#network === 'silent') {
      return new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason as Error));
      });
    }
    if (this.requestMs > 0) await new Promise((resolve) => setTimeout(resolve, this.requestMs));
    signal?.throwIfAborted();
    if (!this.isUp) throw new TypeError('fetch failed');
    const url = new URL(typeof input === 'string' || input instanceof URL ? input : input.url);
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : null;
    return this.#server.respond({
      url,
      method: init.method ?? 'GET',
      headers: new Headers(init.headers ?? {}),
      body,
    });
  }
}

type Handler = ((event: Event) => void) | null;

class FakeSocket extends EventTarget {
  readyState: number = CONNECTING;
  bufferedAmount: number = 0;
  binaryType: string = 'arraybuffer';
  onopen: Handler = null;
  onerror: Handler = null;
  onmessage: Handler = null;
  onclose: Handler = null;
  /** Nothing gets through any more, and nobody says so. */
  isDead: boolean = false;
  readonly url: string;
  readonly #sockets: Set<FakeSocket>;
  #far: ReturnType<WireServer['connected']> | null = null;

  constructor(address: string | URL, server: WireServer, sockets: Set<FakeSocket>, network: () => Network) {
    super();
    this.url = String(address);
    this.#sockets = sockets;
    sockets.add(this);
    queueMicrotask(() => {
      if (this.readyState !== CONNECTING || network() === 'silent') return;
      if (network() === 'refusing' || server.isDown) {
        this.#emit(new Event('error'));
        this.drop();
        return;
      }
      this.readyState = OPEN;
      this.#far = server.connected({
        send: (text) => {
          queueMicrotask(() => {
            if (this.readyState === OPEN && !this.isDead) {
              this.#emit(Object.assign(new Event('message'), { data: text }));
            }
          });
        },
        end: () => this.drop(),
      });
      this.#emit(new Event('open'));
    });
  }

  send(data: unknown): void {
    if (this.readyState === OPEN && !this.isDead) this.#far?.received(String(data));
  }

  close(): void {
    if (this.readyState >= CLOSING) return;
    // A dead connection's closing handshake is never answered; the browser gives up by itself, later than anybody waits.
    this.readyState = CLOSING;
    if (this.isDead) this.#leave();
    else queueMicrotask(() => this.drop());
  }

  /** The connection is gone, and the device hears of it. */
  drop(): void {
    if (this.readyState === CLOSED) return;
    this.readyState = CLOSED;
    this.#leave();
    this.#emit(new Event('close'));
  }

  #leave(): void {
    this.#sockets.delete(this);
    this.#far?.closed();
    this.#far = null;
  }

  #emit(event: Event): void {
    const handlers = { open: this.onopen, error: this.onerror, message: this.onmessage, close: this.onclose };
    handlers[event.type as keyof typeof handlers]?.call(this, event);
    this.dispatchEvent(event);
  }
}
