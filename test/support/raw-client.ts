// A client that speaks bytes, so that a test sees exactly what goes over the wire. It waits on events, never on time.

import { connect, type Socket } from 'node:net';

export interface RawClient {
  readonly socket: Socket;
  /** Everything that came so far, one character a byte. */
  readonly received: string;
  send(bytes: string | Uint8Array): void;
  /** Resolves once what came contains a text; rejects if the connection ends first. */
  until(text: string): Promise<string>;
  /** Resolves once the connection is over: all that came, and the code of the error that ended it, or null. */
  readonly ended: Promise<{ readonly received: string; readonly error: string | null }>;
}

/** Connects; `allowHalfOpen` lets a test end its own direction and still read. */
export async function rawClient(port: number, host = '127.0.0.1'): Promise<RawClient> {
  const socket = connect({ port, host, allowHalfOpen: true });
  let received = '';
  let error: string | null = null;
  let over = false;
  const watchers = new Set<() => void>();
  const changed = (): void => {
    for (const watcher of [...watchers]) watcher();
  };
  socket.on('data', (bytes) => {
    received += bytes.toString('latin1');
    changed();
  });
  socket.on('end', () => socket.end());
  socket.on('error', (problem: NodeJS.ErrnoException) => {
    error = problem.code ?? problem.message;
  });
  const ended = new Promise<{ received: string; error: string | null }>((resolve) => {
    socket.on('close', () => {
      over = true;
      changed();
      resolve({ received, error });
    });
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('close', () => reject(new Error(error ?? 'closed')));
  });
  return {
    socket,
    get received() {
      return received;
    },
    send: (bytes) => {
      socket.write(bytes);
    },
    until: (text) =>
      new Promise((resolve, reject) => {
        const watcher = (): void => {
          if (received.includes(text)) resolve(received);
          else if (over) reject(new Error(`the connection ended (${error}) after: ${received}`));
          else return;
          watchers.delete(watcher);
        };
        watchers.add(watcher);
        watcher();
      }),
    ended,
  };
}

/** A whole POST as bytes. */
export function post(
  body: string | Uint8Array,
  headers: readonly string[] = ['Content-Type: application/json'],
): Buffer {
  const bytes = Buffer.from(body);
  const head = ['POST /states HTTP/1.1', 'Host: receiver', ...headers, `Content-Length: ${bytes.length}`];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), bytes]);
}
