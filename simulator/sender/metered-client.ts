import type { Socket } from 'node:net';
import { type buildConnector, Client, type Dispatcher } from 'undici';
import type { Way } from './connecting.ts';
import { connectorAlong } from './way-connector.ts';

/** A handler that wants to know which connection its request goes out on. */
export interface MeteredHandler extends Dispatcher.DispatchHandler {
  client?: MeteredClient;
}

/** One connection of a pool that tells how many bytes it has been given, so that the ledger can say what went out. */
export class MeteredClient extends Client {
  #socket: Socket | null = null;
  #localPort: number | null = null;
  #ledTo: number | null = null;

  constructor(
    origin: URL,
    options: Client.Options & { connect: buildConnector.connector },
    way: Way | null = null,
  ) {
    const connect =
      way === null
        ? options.connect
        : connectorAlong(way, options.connect, (localPort, ledTo) => {
            this.#localPort = localPort;
            this.#ledTo = ledTo;
          });
    super(origin, {
      ...options,
      connect: (target, callback) => {
        this.#localPort = null;
        connect(target, (...result) => {
          this.#socket = result[1];
          this.#localPort ??= result[1]?.localPort ?? null;
          callback(...result);
        });
      },
    });
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: MeteredHandler): boolean {
    handler.client = this;
    return super.dispatch(options, handler);
  }

  get bytesWritten(): number {
    return this.#socket?.bytesWritten ?? 0;
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
