// A server that speaks bytes and counts them, so that a test need not believe what a client says of itself.

import { type AddressInfo, createServer, type Socket } from 'node:net';
import { TLSSocket, type TLSSocketOptions } from 'node:tls';

/** What is done with a request, given as it came; `write`, `end` or `destroy` the connection, or do nothing. */
export type RawAnswer = (socket: Socket, request: RawRequest) => void;

export interface RawRequest {
  /** From 1, over all connections. */
  readonly number: number;
  /** From 1. */
  readonly connection: number;
  /** Request line and headers, without the empty line. */
  readonly head: string;
  readonly body: string;
}

export interface RawServer extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
  readonly connections: number;
  /** Every byte that came in. */
  readonly bytes: number;
  /** Requests that came in full. */
  readonly requests: readonly RawRequest[];
  /** What came of a request that is not there in full, over all connections. */
  readonly incomplete: string;
  /** Connections that are open. */
  readonly open: ReadonlySet<Socket>;
  /** Resolves once so many requests have come. */
  whenRequests(count: number): Promise<void>;
  /** Ends listening and all connections. */
  close(): Promise<void>;
}

export interface RawServerOptions {
  readonly port?: number;
  /** Called for every connection at once. */
  readonly onConnection?: (socket: Socket) => void;
  /** With it the server speaks TLS, and counts what is inside. */
  readonly tls?: TLSSocketOptions;
}

/** A whole answer as bytes. */
export function answerOf(status: number, headers: readonly string[] = [], body = ''): string {
  const head = [`HTTP/1.1 ${status} Whatever`, ...headers, `Content-Length: ${Buffer.byteLength(body)}`];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

/** Answers as receivers do. */
export const ANSWER_200: RawAnswer = (socket) => void socket.write(answerOf(200, [], 'ok'));

export async function rawServer(answer: RawAnswer, options: RawServerOptions = {}): Promise<RawServer> {
  const open = new Set<Socket>();
  const left = new Map<Socket, string>();
  const requests: RawRequest[] = [];
  const watchers = new Set<() => void>();
  let connections = 0;
  let bytes = 0;

  const server = createServer({ allowHalfOpen: true }, (plain) => {
    connections += 1;
    const connection = connections;
    open.add(plain);
    plain.on('error', () => plain.destroy());
    plain.on('close', () => open.delete(plain));
    const socket =
      options.tls === undefined ? plain : new TLSSocket(plain, { isServer: true, ...options.tls });
    socket.on('error', () => plain.destroy());
    socket.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      left.set(socket, (left.get(socket) ?? '') + chunk.toString('latin1'));
      for (let next = takeRequest(); next !== null; next = takeRequest()) {
        requests.push(next);
        for (const watcher of [...watchers]) watcher();
        answer(socket, next);
      }
    });
    socket.on('end', () => socket.end());
    options.onConnection?.(socket);

    function takeRequest(): RawRequest | null {
      const text = left.get(socket) ?? '';
      const headEnd = text.indexOf('\r\n\r\n');
      if (headEnd === -1) return null;
      const head = text.slice(0, headEnd);
      const length = Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? 0);
      const end = headEnd + 4 + length;
      if (text.length < end) return null;
      left.set(socket, text.slice(end));
      const body = Buffer.from(text.slice(headEnd + 4, end), 'latin1').toString('utf8');
      return { number: requests.length + 1, connection, head, body };
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of open) socket.destroy();
    await closed;
  };
  return {
    port,
    url: `${options.tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}/states`,
    get connections() {
      return connections;
    },
    get bytes() {
      return bytes;
    },
    get incomplete() {
      return [...left.values()].join('');
    },
    requests,
    open,
    whenRequests: (count) =>
      new Promise((resolve) => {
        const watcher = (): void => {
          if (requests.length < count) return;
          watchers.delete(watcher);
          resolve();
        };
        watchers.add(watcher);
        watcher();
      }),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** A port on which nobody listens: one that was just given back. */
export async function closedPort(): Promise<number> {
  const server = await rawServer(ANSWER_200);
  await server.close();
  return server.port;
}
