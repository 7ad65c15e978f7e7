// A health check, a query or a browser that asks for an icon is a request, and no notification.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RecordSummary, VerifyMessage, WaitMessage } from '../../../receiver/control/messages.ts';
import { CONTRACT, goodBody } from '../expect/observations.ts';
import { type Bench, startBench } from './controlled.ts';

const LOADED = goodBody({ event: 'loaded', state: 'Active', dialMode: 'NoDialMode' }, CONTRACT);
const OTHER = { flaw: { kind: 'no notification' }, headers: [] } as const;

let bench: Bench;

beforeAll(async () => {
  bench = await startBench();
  bench.post('', { ...OTHER, method: 'GET', path: '/health' });
  bench.post(LOADED);
  bench.post('', { ...OTHER, method: 'HEAD', path: '/' });
});
afterAll(() => bench[Symbol.asyncDispose]());

async function got<T>(path: string, init?: RequestInit): Promise<T> {
  return (await (await fetch(`${bench.api}${path}`, init)).json()) as T;
}

describe('Requests that carry no notification', () => {
  test('are listed with the others, without problem and differences', async () => {
    const { records } = await got<{ records: RecordSummary[] }>('/records?order=asc');
    expect(
      records.map(({ method, notification, problem, differences }) => [
        method,
        notification,
        problem,
        differences,
      ]),
    ).toEqual([
      ['GET', false, null, null],
      ['POST', true, null, 0],
      ['HEAD', false, null, null],
    ]);
  });

  test('are counted apart', async () => {
    expect(await got('/status')).toMatchObject({
      counts: { sinceReset: 3, otherRequests: 2, problems: {}, events: { loaded: 1 } },
    });
  });

  test.each([
    ['', 1],
    ['?notification=true', 1],
    ['?notification=false', 2],
    ['?problem=any', 0],
    ['?problem=none', 1],
    ['?differences=true', 0],
    ['?differences=false', 1],
  ])('are no part of /count%s', async (query, count) => {
    expect(await got(`/count${query}`)).toEqual({ count, gap: null });
  });

  test('are not waited for unless asked for', async () => {
    expect(await got<WaitMessage>('/wait?count=2&within=1ms')).toMatchObject({
      outcome: 'not met',
      count: 1,
    });
    expect(await got<WaitMessage>('/wait?count=2&notification=false')).toMatchObject({ outcome: 'met' });
  });

  test('are judged by no expectation', async () => {
    const { status, verdicts } = await got<VerifyMessage>('/verify', {
      method: 'POST',
      body: '[{ fieldSets: all }, { count: 1 }]',
    });
    expect([status, verdicts.map(({ judged }) => judged)]).toEqual(['passed', [1, 1]]);
  });
});
