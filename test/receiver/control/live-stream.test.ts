import { expect, test } from 'vitest';
import { CONTRACT, goodBody } from '../expect/observations.ts';
import { type Bench, startBench } from './controlled.ts';

const LOADED = goodBody({ event: 'loaded', state: 'Active', dialMode: 'NoDialMode' }, CONTRACT);
const STARTED = goodBody({ event: 'started', state: 'Running', dialMode: 'Predict' }, CONTRACT);

interface Told {
  readonly event: string;
  readonly id: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A stream that is open: it gives so many of the events that come next. */
async function openStream({ api }: Bench, query = '', headers: Readonly<Record<string, string>> = {}) {
  const leave = new AbortController();
  const response = await fetch(`${api}/stream${query}`, { headers, signal: leave.signal });
  const chunks = response.body!.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]();
  const told: Told[] = [];
  let rest = '';
  return {
    async next(count: number): Promise<readonly Told[]> {
      while (told.length < count) {
        const { value, done } = await chunks.next();
        if (done) throw new Error('the stream ended');
        const parts = (rest + value).split('\n\n');
        rest = parts.pop()!;
        for (const part of parts) {
          const [, event, id, data] = /^event: (\w+)\nid: (\d+)\ndata: (.*)$/.exec(part) ?? [];
          if (event !== undefined) told.push({ event, id: Number(id), data: JSON.parse(data!) });
        }
      }
      return told.splice(0, count);
    },
    close: () => leave.abort(),
  };
}

const numbers = (told: readonly Told[]) => told.map(({ event, id }) => `${event} ${id}`);

test('tells what comes from now on', async () => {
  await using bench = await startBench();
  bench.post(LOADED);
  const stream = await openStream(bench);
  bench.post(STARTED);
  bench.post('{');
  const [started, broken] = await stream.next(2);
  expect(started).toMatchObject({
    event: 'record',
    id: 2,
    data: { number: 2, event: 'started', differences: 0 },
  });
  expect(broken).toMatchObject({
    event: 'record',
    id: 3,
    data: { problem: 'malformed JSON', differences: null },
  });
  stream.close();
});

test('goes on after the last one that was heard, with the header or with after', async () => {
  await using bench = await startBench();
  for (let i = 0; i < 600; i += 1) bench.post(LOADED);
  for (const [query, headers] of [
    ['?after=598', {}],
    ['', { 'last-event-id': '598' }],
    ['?after=3', { 'last-event-id': '598' }],
  ] as const) {
    const stream = await openStream(bench, query, headers);
    expect(numbers(await stream.next(2))).toEqual(['record 599', 'record 600']);
    stream.close();
  }
  const all = await openStream(bench, '?after=0');
  expect(numbers(await all.next(600))).toEqual(
    Array.from({ length: 600 }, (_, index) => `record ${index + 1}`),
  );
  all.close();
});

test('names what was dropped before it could be told', async () => {
  await using bench = await startBench({ limits: { records: 2, bytes: 1_000_000 } });
  for (let i = 0; i < 5; i += 1) bench.post(LOADED);
  const stream = await openStream(bench, '?after=1');
  const told = await stream.next(3);
  expect(numbers(told)).toEqual(['gap 3', 'record 4', 'record 5']);
  expect(told[0]!.data).toMatchObject({ first: 2, last: 3 });
  stream.close();
});

test('tells only what fits', async () => {
  await using bench = await startBench();
  const stream = await openStream(bench, '?event=started');
  bench.post(LOADED);
  bench.post(STARTED);
  expect(numbers(await stream.next(1))).toEqual(['record 2']);
  stream.close();
});

test('tells of changed replies and of a reset, in the order in which they happened', async () => {
  await using bench = await startBench();
  bench.post(LOADED);
  const stream = await openStream(bench, '?after=1');
  await fetch(`${bench.api}/replies`, { method: 'POST', body: '503' });
  await fetch(`${bench.api}/reset`, { method: 'POST' });
  const told = await stream.next(2);
  expect(told.map(({ event }) => event)).toEqual(['replies', 'reset']);
  expect(told[0]!.data).toMatchObject({ rules: [{ id: 1, summary: '503', rule: 503 }] });
  expect(told[1]!.data).toMatchObject({ upTo: 1 });
  bench.post(STARTED);
  expect(numbers(await stream.next(1))).toEqual(['record 2']);
  stream.close();
});

test('that nobody reads does not keep the API from being closed', async () => {
  const bench = await startBench();
  const response = await fetch(`${bench.api}/stream?after=0`);
  for (let i = 0; i < 5_000; i += 1) bench.post(LOADED);
  await bench.control.close();
  await expect(fetch(`${bench.api}/status`)).rejects.toThrow();
  await response.body!.cancel().catch(() => {});
});
