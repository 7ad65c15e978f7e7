import { afterHostMs, hostNowMs } from '../time/host-time.ts';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/** Real time, as much of it as is needed to wait. */
export interface Waiting {
  nowMs(): number;
  pause(ms: number): Promise<void>;
}

/** The host's own. */
export const HOST_WAITING: Waiting = {
  nowMs: hostNowMs,
  pause: (ms) => new Promise((resolve) => void afterHostMs(ms, resolve)),
};

/** Asks again, at growing intervals, until the answer is yes or the time is up; asks at least once. */
export async function untilThere(
  isThere: () => Promise<boolean>,
  withinMs: number,
  waiting: Waiting,
): Promise<void> {
  const endMs = waiting.nowMs() + withinMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    if (await isThere()) return;
    const restMs = endMs - waiting.nowMs();
    if (restMs <= 0) return;
    await waiting.pause(Math.min(pauseMs, restMs));
  }
}
