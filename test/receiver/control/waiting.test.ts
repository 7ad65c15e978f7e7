import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WaitMessage } from '../../../receiver/control/messages.ts';
import type { HostTime } from '../../../receiver/wall-clock.ts';
import { CONTRACT, goodBody } from '../expect/observations.ts';
import { type Bench, startBench } from './controlled.ts';

/** Real time that stands still until a test lets some pass. */
class ManualTime implements HostTime {
  #nowMs = 0;
  readonly #due = new Map<object, { readonly atMs: number; readonly action: () => void }>();

  nowMs(): number {
    return this.#nowMs;
  }

  after(ms: number, action: () => void): () => void {
    const key = {};
    this.#due.set(key, { atMs: this.#nowMs + ms, action });
    return () => this.#due.delete(key);
  }

  afterThisTurn(action: () => void): void {
    setImmediate(action);
  }

  pass(ms: number): void {
    this.#nowMs += ms;
    for (const [key, { atMs, action }] of [...this.#due]) {
      if (atMs > this.#nowMs) continue;
      this.#due.delete(key);
      action();
    }
  }

  /** Timers that are set. */
  get set(): number {
    return this.#due.size;
  }
}

const LOADED = goodBody({ event: 'loaded', state: 'Active', dialMode: 'NoDialMode' }, CONTRACT);
const STARTED = goodBody({ event: 'started', state: 'Running', dialMode: 'Predict' }, CONTRACT);

let time: ManualTime;
let bench: Bench;

beforeEach(async () => {
  time = new ManualTime();
  bench = await startBench({ time });
});
afterEach(() => bench[Symbol.asyncDispose]());

/** Opens a wait; resolves once it is open, with what becomes of it. */
async function opened(query: string): Promise<{ readonly answer: Promise<WaitMessage> }> {
  const before = time.set;
  const answer = fetch(`${bench.api}/wait?${query}`).then(
    (response) => response.json() as Promise<WaitMessage>,
  );
  while (time.set === before) await new Promise(setImmediate);
  return { answer };
}

describe('waiting until so many came', () => {
  test('ends with the very one that was missing, and without any time passing', async () => {
    bench.post(STARTED);
    const { answer } = await opened('event=started&count=3');
    bench.post(STARTED);
    bench.post(LOADED);
    bench.post(STARTED);
    const { outcome, summary, count, records, waitedMs, gap } = await answer;
    expect([outcome, summary, count, waitedMs, gap]).toEqual(['met', '3 of 3 came', 3, 0, null]);
    expect(records.map(({ number }) => number)).toEqual([1, 2, 4]);
    expect(time.set).toBe(0);
  });

  test('counts what came before, unless it is told from where on', async () => {
    bench.post(STARTED);
    const response = await fetch(`${bench.api}/wait?event=started`);
    expect(((await response.json()) as WaitMessage).outcome).toBe('met');
    const { answer } = await opened('event=started&after=1');
    bench.post(STARTED);
    expect((await answer).records.map(({ number }) => number)).toEqual([2]);
  });

  test('counts all that came before, however little time there is', async () => {
    for (let i = 0; i < 1_000; i += 1) bench.post(i === 999 ? STARTED : LOADED);
    const { answer } = await opened('event=started&within=0');
    time.pass(0);
    expect(await answer).toMatchObject({ outcome: 'met', count: 1 });
  });

  test('ends when its time is over, and says how many came', async () => {
    const { answer } = await opened('count=2&within=3s');
    bench.post(STARTED);
    time.pass(2_999);
    time.pass(1);
    expect(await answer).toMatchObject({
      outcome: 'not met',
      summary: '1 of 2 came within 3s',
      waitedMs: 3_000,
    });
  });

  test('begins anew after a reset', async () => {
    const { answer } = await opened('count=2');
    bench.post(STARTED);
    await fetch(`${bench.api}/reset`, { method: 'POST' });
    bench.post(STARTED);
    bench.post(STARTED);
    expect((await answer).records.map(({ number }) => number)).toEqual([2, 3]);
  });
});

describe('waiting for quiet', () => {
  test('begins anew with everything that comes', async () => {
    const { answer } = await opened('quiet=2s&event=started');
    time.pass(1_500);
    bench.post(STARTED);
    time.pass(1_500);
    bench.post(LOADED);
    time.pass(499);
    time.pass(1);
    expect(await answer).toMatchObject({
      outcome: 'met',
      summary: 'quiet for 2s',
      count: 1,
      waitedMs: 3_500,
    });
  });

  test('fails when it is never quiet', async () => {
    const { answer } = await opened('quiet=2s&within=3s');
    time.pass(1_900);
    bench.post(STARTED);
    time.pass(1_100);
    expect(await answer).toMatchObject({ outcome: 'not met', summary: 'not quiet for 2s within 3s' });
  });
});

describe('waiting for none', () => {
  test('ends well when none came', async () => {
    bench.post(STARTED);
    const { answer } = await opened('none=5s&event=started');
    bench.post(LOADED);
    time.pass(5_000);
    expect(await answer).toMatchObject({ outcome: 'met', summary: 'none came within 5s', count: 0 });
  });

  test('ends at once when one came', async () => {
    const { answer } = await opened('none=5s&event=started');
    bench.post(STARTED);
    expect(await answer).toMatchObject({ outcome: 'not met', summary: 'one came', count: 1, waitedMs: 0 });
  });
});

test('a gap that may have held what was waited for makes the wait inconclusive', async () => {
  await using small = await startBench({ time, limits: { records: 2, bytes: 1_000_000 } });
  for (let i = 0; i < 4; i += 1) small.post(LOADED);
  const before = time.set;
  const asked = fetch(`${small.api}/wait?event=started&strict=true`);
  while (time.set === before) await new Promise(setImmediate);
  time.pass(10_000);
  const response = await asked;
  expect(response.status).toBe(417);
  const { outcome, gap } = (await response.json()) as WaitMessage;
  expect([outcome, gap?.first, gap?.last]).toEqual(['inconclusive', 1, 2]);
});

test('a wait that nobody waits for any more is forgotten', async () => {
  const leave = new AbortController();
  const before = time.set;
  const asked = fetch(`${bench.api}/wait?count=5`, { signal: leave.signal }).catch(() => null);
  while (time.set === before) await new Promise(setImmediate);
  leave.abort();
  await asked;
  while (time.set > before) await new Promise(setImmediate);
  expect(time.set).toBe(before);
});

test('waits that are open end when the API is closed', async () => {
  const { answer } = await opened('count=5');
  const ended = answer.then(
    () => 'ended',
    () => 'ended',
  );
  await bench.control.close();
  expect(await ended).toBe('ended');
});
