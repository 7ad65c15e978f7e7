import { type buildConnector, Client, type Dispatcher } from 'undici';
import type { Way } from './connecting.ts';
import { Connection } from './connection.ts';
import type { ConnectionBook } from './connection-book.ts';
import { connectorAlong, connectorWithin } from './way-connector.ts';

/** A handler that wants to know which connection its request goes out on. */
export interface MeteredHandler extends Dispatcher.DispatchHandler {
  client?: MeteredClient;
}

export interface MeteredClientSettings {
  /** For a connection, with its way and its TLS handshake; real milliseconds. */
  readonly connectTimeoutMs: number;
  /** Null: straight. */
  readonly way: Way | null;
  readonly book: ConnectionBook;
}

/** One place of a pool: a connection at a time, watched, so that the ledger can say what went out and what came back. */
export class MeteredClient extends Client {
  #connection: Connection | null = null;
  #localPort: number | null = null;
  #ledTo: number | null = null;

  constructor(
    origin: URL,
    options: Client.Options & { connect: buildConnector.connector },
    { connectTimeoutMs, way, book }: MeteredClientSettings,
  ) {
    const along =
      way === null
        ? options.connect
        : connectorAlong(way, options.connect, (localPort, ledTo) => {
            this.#localPort = localPort;
            this.#ledTo = ledTo;
          });
    const connect = connectorWithin(connectTimeoutMs, along);
    super(origin, {
      ...options,
      connect: (target, callback) => {
        this.#localPort = null;
        this.#connection = null;
        connect(target, (...result) => {
          // Undefined as well, whatever the types say.
          const socket = result[1] ?? null;
          this.#connection = socket === null ? null : new Connection(socket, book.open(), book);
          this.#localPort ??= socket?.localPort ?? null;
          callback(...result);
        });
      },
    });
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: MeteredHandler): boolean {
    handler.client = this;
    return super.dispatch(options, handler);
  }

  /** The latest; null while there was none. */
  get connection(): Connection | null {
    return this.#connection;
  }

  /** Of the connection, or of the last attempt to make one; null where there was nobody to connect to. */
  get localPort(): number | null {
    return this.#localPort;
  }

  /** The port that the way led the connection to; null where there is no way. */
  get ledTo(): number | null {
    return this.#ledTo;
  }
}
