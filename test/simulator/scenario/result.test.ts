import { expect, test } from 'vitest';
import type { Verdict } from '../../../receiver/expect/expectation.ts';
import { statusOf } from '../../../simulator/scenario/result.ts';

const place = { source: { name: 'test', text: 'x' }, start: 0, end: 1 };
const judged = (...statuses: readonly Verdict['status'][]) =>
  statuses.map((status) => ({
    place,
    verdict: {
      status,
      title: '',
      judged: 1,
      summary: '',
      failures: [],
      failureCount: 0,
      nearest: null,
      restsOn: 'receiver' as const,
    },
  }));
const failure = { place, title: '', lines: [], atMs: 0 };

test.each([
  ['everything held', judged('passed', 'passed'), [], false, 'passed', null],
  ['one expectation failed', judged('passed', 'inconclusive', 'failed'), [], false, 'failed', null],
  ['a step failed', judged('passed'), [failure], false, 'failed', null],
  ['a step failed and nothing is expected', [], [failure], false, 'failed', null],
  ['one could not be judged', judged('passed', 'inconclusive'), [], false, 'inconclusive', null],
  ['nothing is expected', [], [], false, 'inconclusive', 'it expects nothing, so nothing was judged'],
  ['it was interrupted', judged('passed'), [], true, 'inconclusive', 'it was interrupted before its end'],
  ['it failed and was interrupted', judged('failed'), [], true, 'failed', null],
] as const)('a run in which %s', (_what, verdicts, failures, interrupted, status, reason) => {
  expect(statusOf(verdicts, failures, { interrupted, unheard: 0, unread: null })).toEqual({ status, reason });
});

test('a store that could not be read leaves open what a run without failures did not see, and says why', () => {
  const unread = 'it is gone';
  expect(statusOf(judged('passed'), [], { interrupted: false, unheard: 0, unread })).toEqual({
    status: 'inconclusive',
    reason: 'the store was not read: it is gone',
  });
  expect(statusOf(judged('failed'), [], { interrupted: false, unheard: 0, unread }).status).toBe('failed');
});
