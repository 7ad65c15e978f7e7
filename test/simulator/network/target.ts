// A target of bytes that remembers of each connection what came and how it ended.

import { type AddressInfo, createServer, type Socket } from 'node:net';

export interface SeenConnection {
  readonly socket: Socket;
  /** Everything that came so far, one character a byte. */
  readonly received: string;
  /** Resolves once what came contains a text, or rejects when it is over before. */
  until(text: string): Promise<void>;
  /** Resolves once the sender's side has ended: `end`, or the code of an error. */
  readonly ended: Promise<string>;
}

export interface SeenTarget extends AsyncDisposable {
  readonly port: number;
  readonly connections: readonly SeenConnection[];
  /** The connection of that number from 1, as soon as it is there. */
  connection(number: number): Promise<SeenConnection>;
}

/** Listens on a free port; half-closed connections stay open until the test ends them too. */
export async function seenTarget(
  onData: (connection: SeenConnection, chunk: string) => void = () => {},
): Promise<SeenTarget> {
  const connections: SeenConnection[] = [];
  const watchers = new Set<() => void>();
  const changed = (): void => {
    for (const watcher of [...watchers]) watcher();
  };
  const when = (ready: () => boolean, failed: () => string | null = () => null): Promise<void> =>
    new Promise((resolve, reject) => {
      const watcher = (): void => {
        const problem = failed();
        if (ready()) resolve();
        else if (problem !== null) reject(new Error(problem));
        else return;
        watchers.delete(watcher);
      };
      watchers.add(watcher);
      watcher();
    });
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    let received = '';
    let over: string | null = null;
    const connection: SeenConnection = {
      socket,
      get received() {
        return received;
      },
      until: (text) =>
        when(
          () => received.includes(text),
          () => (over === null ? null : `the connection ended (${over}) after: ${received}`),
        ),
      ended: new Promise((resolve) => {
        const end = (how: string): void => {
          over = how;
          changed();
          resolve(how);
        };
        socket.once('end', () => end('end'));
        socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
      }),
    };
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      received += bytes.toString('latin1');
      changed();
      onData(connection, bytes.toString('latin1'));
    });
    connections.push(connection);
    changed();
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    connections,
    connection: async (number) => {
      await when(() => connections.length >= number);
      return connections[number - 1]!;
    },
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const { socket } of connections) socket.destroy();
      await closed;
    },
  };
}
