import type { Socket } from 'node:net';
import { type buildConnector, Client, type Dispatcher } from 'undici';

/** A handler that wants to know which connection its request goes out on. */
export interface MeteredHandler extends Dispatcher.DispatchHandler {
  client?: MeteredClient;
}

/** One connection of a pool that tells how many bytes it has been given, so that the ledger can say what went out. */
export class MeteredClient extends Client {
  #socket: Socket | null = null;

  constructor(origin: URL, options: Client.Options & { connect: buildConnector.connector }) {
    const { connect } = options;
    super(origin, {
      ...options,
      connect: (target, callback) =>
        connect(target, (...result) => {
          this.#socket = result[1];
          callback(...result);
        }),
    });
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: MeteredHandler): boolean {
    handler.client = this;
    return super.dispatch(options, handler);
  }

  get bytesWritten(): number {
    return this.#socket?.bytesWritten ?? 0;
  }
}
