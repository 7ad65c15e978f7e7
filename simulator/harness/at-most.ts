import { afterHostMs } from '../time/host-time.ts';

/** Waits for something, but no longer than so many real milliseconds, or until a signal; it goes on by itself. */
export function atMost(ms: number, waiting: Promise<void>, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = afterHostMs(ms, resolve);
    const end = (): void => resolve();
    signal?.addEventListener('abort', end);
    if (signal?.aborted) end();
    waiting.then(resolve, reject).finally(() => {
      timer.cancel();
      signal?.removeEventListener('abort', end);
    });
  });
}
