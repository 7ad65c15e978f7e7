import { reach } from '../target/reach.ts';
import type { Target } from '../target/target.ts';
import { afterHostMs, hostNowMs } from '../time/host-time.ts';

/** Real milliseconds between two questions. */
const ASK_EVERY_MS = 200;

/** Asks a target until connections to it can be made, at most so many real milliseconds or until the signal: null, or why not. */
export async function untilReached(
  target: Target,
  withinMs: number,
  signal: AbortSignal,
): Promise<string | null> {
  const untilMs = hostNowMs() + withinMs;
  for (;;) {
    const trouble = await reach(target, {
      timeoutMs: Math.max(1, Math.min(5_000, untilMs - hostNowMs())),
    });
    if (trouble === null) return null;
    if (signal.aborted || hostNowMs() + ASK_EVERY_MS > untilMs) return trouble.message;
    await pause(signal);
  }
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      timer.cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = afterHostMs(ASK_EVERY_MS, end);
    signal.addEventListener('abort', end);
  });
}
