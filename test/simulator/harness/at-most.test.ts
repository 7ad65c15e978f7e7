import { expect, test } from 'vitest';
import { atMost } from '../../../simulator/harness/at-most.ts';

test('What comes in time is waited for, with its failure', async () => {
  let done = false;
  const soon = (async () => {
    await Promise.resolve();
    done = true;
  })();
  await atMost(60_000, soon);
  expect(done).toBe(true);
  await expect(atMost(60_000, Promise.reject(new Error('no')))).rejects.toThrow('no');
});

test('A signal ends the wait', async () => {
  const signal = new AbortController();
  const waiting = atMost(60_000, new Promise(() => {}), signal.signal);
  signal.abort();
  await waiting;
  await expect(atMost(60_000, new Promise(() => {}), signal.signal)).resolves.toBeUndefined();
});

test('What does not come is waited for no longer than was said', async () => {
  await expect(atMost(1, new Promise(() => {}))).resolves.toBeUndefined();
});
