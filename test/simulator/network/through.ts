import type { Network } from '../../../simulator/network/network.ts';
import type { NetworkTime } from '../../../simulator/network/network-time.ts';
import { type RawClient, rawClient } from '../../support/raw-client.ts';
import type { SeenConnection, SeenTarget } from './target.ts';

/** A client that goes to a port the way that the network leads. */
export async function through(network: Network, port: number): Promise<RawClient> {
  const led = await network.leadTo('127.0.0.1', port);
  return rawClient(led.port, led.host);
}

/** Both ends of one connection, made now. */
export async function connected(
  network: Network,
  target: SeenTarget,
): Promise<{ readonly client: RawClient; readonly seen: SeenConnection }> {
  const number = target.connections.length + 1;
  const client = await through(network, target.port);
  return { client, seen: await target.connection(number) };
}

/** Time that passes by hand. */
export interface NetworkTimeByHand extends NetworkTime {
  /** Resolves once something waits for its time. */
  whenWaiting(): Promise<void>;
  advance(ms: number): void;
}

export function networkTimeByHand(): NetworkTimeByHand {
  const timers = new Set<{ readonly atMs: number; readonly action: () => void }>();
  let now = 0;
  let waiters: (() => void)[] = [];
  return {
    nowMs: () => now,
    after: (ms, action) => {
      const timer = { atMs: now + ms, action };
      timers.add(timer);
      for (const wake of waiters) wake();
      waiters = [];
      return { cancel: () => timers.delete(timer) };
    },
    whenWaiting: () => new Promise((resolve) => void waiters.push(resolve)),
    advance: (ms) => {
      const untilMs = now + ms;
      for (;;) {
        const next = [...timers].filter((timer) => timer.atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0];
        if (next === undefined) break;
        timers.delete(next);
        now = Math.max(now, next.atMs);
        next.action();
      }
      now = untilMs;
    },
  };
}
