import { connect, createServer, type Socket } from 'node:net';

/** A TCP relay in front of a server. */
export interface FreezableProxy {
  url: string;
  /** Swallows everything in both directions without closing anything: a cable pulled out somewhere on the way. */
  freeze(): void;
  /** New connections work again; those of before stay dead. */
  thaw(): void;
  close(): Promise<void>;
}

/** Relays 127.0.0.1:`port` to the server at `target`. */
export async function startFreezableProxy(target: string, port: number): Promise<FreezableProxy> {
  const { hostname, port: targetPort } = new URL(target);
  const sockets = new Set<Socket>();
  let isFrozen = false;
  const server = createServer((inbound) => {
    sockets.add(inbound);
    inbound.on('error', () => {}).on('close', () => sockets.delete(inbound));
    if (isFrozen) {
      inbound.pause();
      return;
    }
    const outbound = connect(Number(targetPort), hostname);
    sockets.add(outbound);
    outbound.on('error', () => inbound.destroy()).on('close', () => sockets.delete(outbound));
    inbound.pipe(outbound);
    outbound.pipe(inbound);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    freeze: () => {
      isFrozen = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
    thaw: () => {
      isFrozen = false;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
