import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A port of the loopback address on which nobody listens, nor will: the system refuses every connection to it. */
export interface DeadPort {
  readonly port: number;
  close(): void;
}

/** Keeps a port from everybody else by a connection that comes from it. */
export function openDeadPort(): Promise<DeadPort> {
  return new Promise((resolve, reject) => {
    let taken: Socket | null = null;
    const server = createServer((socket) => {
      taken = socket;
      taken.on('error', () => {});
      server.close();
      resolve({
        port: (keeper.address() as AddressInfo).port,
        close: () => {
          keeper.destroy();
          socket.destroy();
        },
      });
    });
    let keeper: Socket;
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      keeper = connect((server.address() as AddressInfo).port, '127.0.0.1');
      keeper.on('error', reject);
    });
  });
}
