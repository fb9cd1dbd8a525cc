import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a server that can be cut and restored, as a network cable can. */
export class CuttableServer {
  readonly #server: Server;
  readonly #sockets: Set<Socket> = new Set();
  #isCut = false;

  private constructor(target: URL) {
    this.#server = createServer((near) => {
      if (this.#isCut) {
        near.destroy();
        return;
      }
      const far = connect(Number(target.port), target.hostname);
      for (const socket of [near, far]) {
        this.#sockets.add(socket);
        socket.on('close', () => this.#sockets.delete(socket));
        // Either end may be torn off at any time; closing is what follows.
        socket.on('error', () => socket.destroy());
      }
      near.pipe(far).pipe(near);
    });
  }

  /** Listens on a free port in front of `target`. */
  static async open(target: string): Promise<CuttableServer> {
    const server = new CuttableServer(new URL(target));
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  restore(): void {
    this.#isCut = false;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
