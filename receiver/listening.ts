// Whether the receiver can be reached: it goes away and comes back on the same port, at once or after a while. Orders are carried out
// one after another, and the last one counts.

import type { CannotListen, Listening } from './http/listen.ts';
import type { Server } from './server.ts';
import type { HostTime } from './wall-clock.ts';

/** A server that listens, and may be told not to. */
export interface Reachability {
  readonly listening: boolean;
  /** Refuses new connections and destroys those that are open; resolves once that is done. */
  stop(): Promise<void>;
  start(): Promise<Listening | CannotListen>;
  /** Stops, and starts after real milliseconds; null where another order came meanwhile, which then counts. */
  refuse(forMs: number): Promise<Listening | CannotListen | null>;
  /** Stops for good. */
  close(): Promise<void>;
}

/** For a server that listens already. */
export function reachabilityOf(
  server: Server,
  host: string,
  port: number,
  after: HostTime['after'],
): Reachability {
  let listening = true;
  let closing: Promise<void> | null = null;
  let orders = 0;
  let work: Promise<unknown> = Promise.resolve();
  let endWaiting = (): void => {};

  function order(): number {
    endWaiting();
    orders += 1;
    return orders;
  }

  /** Carries out one thing after another. */
  function inTurn<T>(action: () => Promise<T>): Promise<T> {
    const done = work.then(action);
    work = done.catch(() => {});
    return done;
  }

  function stop(): Promise<void> {
    listening = false;
    return inTurn(() => server.stop());
  }

  function start(): Promise<Listening | CannotListen> {
    return inTurn(async () => {
      if (listening) return { kind: 'listening', port };
      const again = await server.listen(host, port);
      if (again.kind === 'listening') listening = true;
      return again;
    });
  }

  function wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = after(ms, resolve);
      endWaiting = () => {
        cancel();
        resolve();
      };
    });
  }

  return {
    get listening() {
      return listening;
    },
    async stop() {
      order();
      if (listening) await stop();
      else await work;
    },
    start() {
      order();
      return start();
    },
    async refuse(forMs) {
      const own = order();
      await stop();
      if (own === orders) await wait(forMs);
      return own === orders ? start() : null;
    },
    close() {
      order();
      listening = false;
      closing ??= inTurn(() => server.close());
      return closing;
    },
  };
}
