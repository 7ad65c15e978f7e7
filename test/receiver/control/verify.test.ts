import { expect, test } from 'vitest';
import type { ErrorMessage, VerifyMessage } from '../../../receiver/control/messages.ts';
import { CONTRACT, goodBody } from '../expect/observations.ts';
import { type Bench, startBench } from './controlled.ts';

const LOADED = goodBody({ event: 'loaded', state: 'Active', dialMode: 'NoDialMode' }, CONTRACT);
const STARTED = goodBody({ event: 'started', state: 'Running', dialMode: 'Predict' }, CONTRACT);

async function verified<T = VerifyMessage>({ api }: Bench, body: string): Promise<T> {
  return (await (await fetch(`${api}/verify`, { method: 'POST', body })).json()) as T;
}

test('an expectation is judged as in a scenario, with its explanation and the nearest records', async () => {
  await using bench = await startBench();
  bench.post(LOADED);
  bench.post(STARTED);
  const { status, verdicts } = await verified(
    bench,
    '# as under expect:\n- order: [loaded, started]\n- fieldSets: all\n- count: 2\n  event: started\n- fields: { GSW_DIAL_MODE: Progress }\n  event: started\n',
  );
  expect(status).toBe('failed');
  expect(verdicts.map((each) => [each.status, each.title, each.line])).toEqual([
    ['passed', 'order of 2 events', 2],
    ['passed', 'field sets', 3],
    ['failed', 'exactly 2 started notifications', 4],
    ['failed', 'GSW_DIAL_MODE = Progress on started', 6],
  ]);
  expect(verdicts[3]).toMatchObject({ nearest: [2], failureCount: 1 });
  expect(verdicts[3]!.explanation.join('\n')).toContain('expected 2 (Progress)   got 1 (Predict)');
});

test('one expectation, a list and the key expect say the same, in YAML and in JSON', async () => {
  await using bench = await startBench();
  bench.post(LOADED);
  for (const body of [
    'count: 1',
    '- count: 1',
    'expect:\n  - count: 1',
    '{"expect":{"count":1}}',
    '[{"count":1}]',
  ]) {
    const { status, verdicts } = await verified(bench, body);
    expect([body, status, verdicts.length]).toEqual([body, 'passed', 1]);
  }
});

test('a verdict that would need a gap is inconclusive, and one that fails anyhow fails', async () => {
  await using bench = await startBench({ limits: { records: 1, bytes: 1_000_000 } });
  bench.post(LOADED);
  bench.post(STARTED);
  const { status, verdicts, gap } = await verified(
    bench,
    '- count: 2\n- count: none\n- count: { atLeast: 1 }',
  );
  expect(verdicts.map((each) => each.status)).toEqual(['inconclusive', 'failed', 'passed']);
  expect([status, gap?.first, gap?.last]).toEqual(['failed', 1, 1]);
});

test('times count from the last reset', async () => {
  await using bench = await startBench();
  for (let i = 0; i < 5; i += 1) bench.post(LOADED);
  await fetch(`${bench.api}/reset`, { method: 'POST' });
  bench.post(STARTED);
  const { status } = await verified(bench, 'count: 1\nfrom: 1s\nuntil: 2s');
  expect(status).toBe('passed');
});

test('mistakes are told all at once, each with its place', async () => {
  await using bench = await startBench();
  const { error } = await verified<ErrorMessage>(
    bench,
    '- cuont: 3\n- fields: { GSW_DAIL_MODE: 1 }\n- count: 1\n  event: strated\n',
  );
  expect(error.code).toBe('bad-document');
  expect(error.problems.map(({ line, column, hint }) => [line, column, hint])).toEqual([
    [1, 3, 'did you mean "count"?'],
    [4, 10, 'did you mean "started"?'],
  ]);
});

test('what only the books of a sender can tell is inconclusive here, never passed', async () => {
  await using bench = await startBench();
  bench.post(LOADED);
  const { status, verdicts } = await verified(
    bench,
    '- ledger: { gone: none }\n- ledger: { stored: { atLeast: 1 } }\n- lost: none\n- outcome: { refused: none }\n- attempts: exactly one\n',
  );
  expect(verdicts).toHaveLength(5);
  expect(new Set(verdicts.map(({ summary }) => summary))).toEqual(
    new Set(['the sender told of no notification']),
  );
  expect([status, ...verdicts.map((each) => each.status)]).toEqual(Array(6).fill('inconclusive'));
});
