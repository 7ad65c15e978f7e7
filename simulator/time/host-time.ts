// Real time: the only file that reads the machine's clock or sets its timers. For the network, and for clocks that run in real time.

import type { Timer } from './clock.ts';

/** The longest delay that the platform's timers take. */
const LONGEST_MS = 2_147_483_647;

/** Milliseconds of real time since some fixed moment; never goes back. */
export function hostNowMs(): number {
  return performance.now();
}

/** Calls back once after so many real milliseconds, however many those are. */
export function afterHostMs(ms: number, action: () => void): Timer {
  let handle: NodeJS.Timeout;
  const arm = (rest: number): void => {
    handle = setTimeout(
      () => (rest > LONGEST_MS ? arm(rest - LONGEST_MS) : action()),
      Math.max(0, Math.min(rest, LONGEST_MS)),
    );
  };
  arm(ms);
  return { cancel: () => clearTimeout(handle) };
}

/** Lets the event loop turn once: sockets and signals get their say. */
export function nextTurn(action: () => void): void {
  setImmediate(action);
}
