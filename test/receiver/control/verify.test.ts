import { expect, test } from 'vitest';
import type { ErrorMessage, GroupsMessage, VerifyMessage } from '../../../receiver/control/messages.ts';
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

const SOUTH = '0673257d-0f7b-40d3-badd-9d63a903685b';
const UNLOADED = goodBody({ event: 'unloaded', state: 'NotLoaded', dialMode: 'NoDialMode' }, CONTRACT);
const NAME = String(LOADED.GSW_CAMPAIGN_GROUP_NAME);
const NORTH = String(LOADED.GSW_TENANT_CCID);

/** Two tenants with a group of the same name, turn by turn; north is heard of first. */
function postBoth(bench: Bench): void {
  const south = { GSW_TENANT_NAME: 'South Bank', GSW_TENANT_CCID: SOUTH };
  for (const body of [LOADED, UNLOADED]) {
    bench.post(body);
    bench.post({ ...body, ...south });
  }
}

test('groups of two tenants with one name are judged apart', async () => {
  await using bench = await startBench();
  postBoth(bench);
  const { status, verdicts } = await verified(
    bench,
    `- { order: [loaded, unloaded], strict: true }
- { count: 1, event: loaded, perGroup: true }
- { count: 2, event: loaded, group: "${NAME}" }
- { order: [loaded, unloaded], strict: true, group: "${SOUTH}/${NAME}" }
- { order: [loaded, unloaded], strict: true, group: "${NORTH}/${NAME}" }
- { count: 1, event: loaded, group: "${NORTH}/*" }
- { fieldSets: all, group: ["${NORTH}/${NAME}", "${SOUTH}/${NAME}"] }
`,
  );
  expect(verdicts.map((each) => [each.status, each.summary])).toEqual([
    ['passed', '2 of 2 groups'],
    ['passed', `${NAME} 1, ${SOUTH}/${NAME} 1`],
    ['passed', '2'],
    ['passed', '2 of 2'],
    ['passed', '2 of 2'],
    ['passed', '1'],
    ['passed', '4 of 4'],
  ]);
  expect(status).toBe('passed');
});

test('a body without a tenant is about the only group of its name', async () => {
  await using bench = await startBench();
  bench.post({ ...LOADED, GSW_TENANT_CCID: '' });
  bench.post(LOADED);
  bench.post({ ...UNLOADED, GSW_TENANT_CCID: '' });
  const { verdicts } = await verified(
    bench,
    '- { count: 2, event: loaded, perGroup: true }\n- { order: [loaded, unloaded] }',
  );
  expect(verdicts.map((each) => [each.status, each.summary])).toEqual([
    ['passed', '2'],
    ['passed', '2 of 2'],
  ]);
  const { groups } = (await (await fetch(`${bench.api}/groups`)).json()) as GroupsMessage;
  expect(groups.map(({ group, tenant, count }) => [group, tenant, count])).toEqual([[NAME, NORTH, 3]]);
});

test('a star in a name can be asked for', async () => {
  await using bench = await startBench();
  bench.post({ ...LOADED, GSW_CAMPAIGN_GROUP_NAME: 'A*B' });
  bench.post({ ...LOADED, GSW_CAMPAIGN_GROUP_NAME: 'A-B' });
  const { verdicts } = await verified(
    bench,
    "- { count: 1, group: 'A\\*B' }\n- { count: 2, group: 'A*B' }\n- { fieldSets: all, group: 'A\\*B' }",
  );
  expect(verdicts.map((each) => [each.status, each.summary])).toEqual([
    ['passed', '1'],
    ['passed', '2'],
    ['passed', '1 of 1'],
  ]);
  const found = async (group: string): Promise<number> => {
    const answer = await fetch(`${bench.api}/count?group=${encodeURIComponent(group)}`);
    return ((await answer.json()) as { count: number }).count;
  };
  expect([
    await found('A\\*B'),
    await found('A*B'),
    await found(`${NORTH}/A-B`),
    await found(`${SOUTH}/A-B`),
  ]).toEqual([1, 2, 1, 0]);
});
