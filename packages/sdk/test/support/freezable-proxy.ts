import { connect, createServer, type Socket } from 'node:net';

/** A TCP relay in front of a server. */
export interface FreezableProxy {
  url: string;
  /** Nothing gets through in either direction, and nothing is closed: a cable pulled out somewhere on the way. */
  freeze(): void;
  /** The cable is back: what waited gets through, as TCP would send it again. */
  thaw(): void;
  close(): Promise<void>;
}

/** Relays 127.0.0.1:`port` to the server at `target`. */
export async function startFreezableProxy(target: string, port: number): Promise<FreezableProxy> {
  const { hostname, port: targetPort } = new URL(target);
  const pairs = new Map<Socket, Socket>();
  let isFrozen = false;
  const flow = (inbound: Socket, outbound: Socket): void => {
    inbound.pipe(outbound);
    outbound.pipe(inbound);
  };
  const server = createServer({ pauseOnConnect: true }, (inbound) => {
    const outbound = connect(Number(targetPort), hostname);
    pairs.set(inbound, outbound);
    inbound
      .on('error', () => {})
      .on('close', () => {
        pairs.delete(inbound);
        outbound.destroy();
      });
    outbound.on('error', () => {}).on('close', () => inbound.destroy());
    if (!isFrozen) flow(inbound, outbound);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    freeze: () => {
      isFrozen = true;
      for (const pair of pairs) for (const socket of pair) socket.unpipe().pause();
    },
    thaw: () => {
      isFrozen = false;
      for (const [inbound, outbound] of pairs) flow(inbound, outbound);
    },
    close: async () => {
      for (const [inbound] of pairs) inbound.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
