import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Somebody else already listens where we want to. `message` is one clear line. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';
}

/**
 * Listens on this machine only.
 *
 * @param port 0 for any free port
 * @param option the name of the command line option that chooses the port, for the error
 * @returns the port
 * @throws PortInUseError
 */
export function listen(server: Server, port: number, option: string): Promise<number> {
  return new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') {
        fail(
          new PortInUseError(`Port ${port} is in use: end what runs there, or choose another with ${option}`),
        );
      } else if (error.code === 'EACCES') {
        fail(new PortInUseError(`Port ${port} needs more rights: choose one above 1023 with ${option}`));
      } else fail(error);
    });
    server.listen(port, '127.0.0.1', () => done((server.address() as AddressInfo).port));
  });
}

/** Ends a server now, with the connections that it still has. */
export function close(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}
