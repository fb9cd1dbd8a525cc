/** What a page's WebSockets did: how many are open, and what was sent through them. */
export interface SocketSpy {
  readonly opened: number;
  readonly open: number;
  /** Messages sent, as text. */
  readonly sent: readonly string[];
  restore(): void;
}

/** Watches every WebSocket made from now on. */
export function spyOnSockets(): SocketSpy {
  const Native = globalThis.WebSocket;
  const sockets: WebSocket[] = [];
  const sent: string[] = [];
  globalThis.WebSocket = class extends Native {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols);
      sockets.push(this);
    }

    override send(data: Parameters<WebSocket['send']>[0]): void {
      sent.push(String(data));
      super.send(data);
    }
  };
  return {
    get opened() {
      return sockets.length;
    },
    get open() {
      return sockets.filter((socket) => socket.readyState < Native.CLOSING).length;
    },
    sent,
    restore: () => {
      globalThis.WebSocket = Native;
    },
  };
}
