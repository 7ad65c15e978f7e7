import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ErrorMessage, RecordMessage, RecordsMessage } from '../../../receiver/control/messages.ts';
import { CONTRACT, goodBody } from '../expect/observations.ts';
import { type Bench, START_MS, startBench } from './controlled.ts';

const LOADED = goodBody({ event: 'loaded', state: 'Active', dialMode: 'NoDialMode' }, CONTRACT);
const STARTED = goodBody({ event: 'started', state: 'Running', dialMode: 'Predict' }, CONTRACT);
const PERIODIC = goodBody({ event: 'periodic', state: 'Running', dialMode: 'Progress' }, CONTRACT);
const OTHER = 'Autumn@Agents West';

let bench: Bench;

beforeAll(async () => {
  bench = await startBench();
  bench.post(LOADED);
  bench.post(STARTED);
  bench.post({ ...PERIODIC, GSW_STAT_HIT_RATIO: 0.25 });
  bench.post({ ...LOADED, GSW_CAMPAIGN_GROUP_NAME: OTHER });
  bench.post('{"a":1,');
  bench.post('', { path: '/empty?from=<b>' });
  bench.post({ ...PERIODIC, GSW_DIAL_MODE: '2' });
  bench.post(PERIODIC, {
    reply: { status: 503, manner: '503', delayMs: 0, fault: { rule: 'rule 1', kinds: ['status'] } },
  });
});
afterAll(() => bench[Symbol.asyncDispose]());

async function got<T>(path: string): Promise<T> {
  return (await (await fetch(`${bench.api}/${path}`)).json()) as T;
}

async function numbersOf(query: string): Promise<readonly number[]> {
  const { records } = await got<RecordsMessage>(`records?order=asc&${query}`);
  return records.map(({ number }) => number);
}

describe('records are chosen', () => {
  test.each([
    ['', [1, 2, 3, 4, 5, 6, 7, 8]],
    ['event=loaded', [1, 4]],
    ['event=loaded&event=started', [1, 2, 4]],
    ['group=Autumn*', [4]],
    ['group=Autumn*&group=Spring%40Agents%20East&event=loaded', [1, 4]],
    ['from=3s&until=5s', [3, 4]],
    [`from=${START_MS + 7_000}`, [7, 8]],
    ['until=2026-01-01T00:00:02Z', [1]],
    ['from=-1s', [7, 8]],
    ['problem=any', [5, 6]],
    ['problem=empty', [6]],
    ['problem=none&after=4', [7, 8]],
    ['differences=true', [7]],
    ['differences=false&event=periodic', [3, 8]],
    ['fault=true', [8]],
    ['fault=false&after=6', [7]],
    ['where=GSW_DIAL_MODE:%20Progress', [3, 8]],
    ['where=GSW_DIAL_MODE:Predict', [2]],
    ['where=GSW_STAT_HIT_RATIO:%20{below:%200.3}&where=GSW_DIAL_MODE:2', [3]],
    ['text=AUTUMN', [4]],
    ['text=/empty', [6]],
    ['after=2&before=5', [3, 4]],
  ])('by %s', async (query, numbers) => {
    expect(await numbersOf(query)).toEqual(numbers);
    const { count } = await got<{ readonly count: number }>(`count?${query}`);
    expect(count).toBe(numbers.length);
    const lines = await (await fetch(`${bench.api}/export?${query}`)).text();
    expect(
      lines
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).number),
    ).toEqual(numbers);
  });

  test.each([
    ['evnt=loaded', 'there is no parameter "evnt" here', 'did you mean "event"?'],
    ['event=strated', 'there is no event "strated"', 'did you mean "started"?'],
    ['from=10', 'from=10: expected a time', 'a unit is missing: 10s is 10 seconds'],
    ['from=2026-02-30', 'expected a time', ''],
    ['until=2026-01-01T25:00:00Z', 'expected a time', ''],
    ['from=275761-01-01', 'expected a time', ''],
    ['from=8640000000000001', 'expected a time', ''],
    ['from=NaN', 'expected a time', ''],
    ['where=GSW_DAIL_MODE:2', 'has no attribute "GSW_DAIL_MODE"', 'did you mean "GSW_DIAL_MODE"?'],
    ['where=GSW_DIAL_MODE:{atMots:2}', 'has no key "atMots', ''],
    ['limit=1&limit=2', '"limit" may stand only once', ''],
    ['order=up&limit=0', '(and 1 more)', ''],
  ])('never by a query that is not understood: %s', async (query, message, hint) => {
    const { error } = await got<ErrorMessage>(`records?${query}`);
    expect(error.code).toBe('bad-query');
    expect(error.message).toContain(message);
    if (hint !== '') expect(error.hint).toBe(hint);
  });
});

test('pages follow one another without a hole, in both orders', async () => {
  for (const [order, wanted] of [
    ['asc', [1, 2, 3, 4, 7, 8]],
    ['desc', [8, 7, 4, 3, 2, 1]],
  ] as const) {
    const seen: number[] = [];
    let cursor = '';
    do {
      const page: RecordsMessage = await got(`records?problem=none&order=${order}&limit=2${cursor}`);
      expect(page.records.length).toBe(2);
      seen.push(...page.records.map(({ number }) => number));
      cursor = page.next === null ? '' : `&cursor=${page.next}`;
    } while (cursor !== '');
    expect(seen).toEqual(wanted);
  }
});

test('one record is told in full, each field beside the contract', async () => {
  const record = await got<RecordMessage>('records/7');
  expect(record).toMatchObject({ number: 7, differences: 1, previous: 6, following: 8, bodyCut: false });
  expect(record.headers).toContainEqual({ name: 'Content-Type', value: 'application/json' });
  expect(JSON.parse(record.bodyText)).toEqual(record.parsed);
  expect(Buffer.from(record.bodyBase64, 'base64').toString()).toBe(record.bodyText);
  const mode = record.fields.find(({ name }) => name === 'GSW_DIAL_MODE');
  expect(mode).toMatchObject({
    depth: 0,
    present: true,
    value: '2',
    difference: { kind: 'wrong type' },
    mark: 'documented',
    meaning: 'the dial mode, a CfgDialMode value',
  });
  expect(mode!.demand).toContain('2 (Progress)');
  const names = record.fields.map(({ name }) => name);
  expect(names.slice(0, CONTRACT.rows.length).filter((name) => !name.includes('['))).toContain(
    'GSW_TENANT_NAME',
  );
  expect(names).toContain('GSW_CALLING_LISTS[0].GSW_STAT_HIT_RATIO');
});

test('a body that cannot be judged is told as it came', async () => {
  const record = await got<RecordMessage>('records/5');
  expect(record).toMatchObject({ problem: 'malformed JSON', parsed: null, fields: [], bodyText: '{"a":1,' });
  expect(record.problemDetail).toBeTruthy();
});

test('keys of the prototype, duplicates, unknown and missing ones are told like any other', async () => {
  await using own = await startBench();
  own.post('{"__proto__":{"x":1},"constructor":2,"GSW_DIAL_MODE":1,"GSW_DIAL_MODE":2}');
  const record = (await (await fetch(`${own.api}/records/1`)).json()) as RecordMessage;
  const field = (name: string) => record.fields.find((each) => each.name === name);
  expect(field('__proto__')).toMatchObject({ present: true, demand: null, difference: { kind: 'unknown' } });
  expect(field('constructor')).toMatchObject({ value: 2, difference: { kind: 'unknown' } });
  expect(field('GSW_DIAL_MODE')).toMatchObject({ value: 2, difference: { kind: 'duplicate key' } });
  expect(field('GSW_USER_EVENT')).toMatchObject({
    present: false,
    shown: 'absent',
    difference: { kind: 'missing' },
  });
});

test('what was dropped is a gap everywhere, and says that it is gone', async () => {
  await using small = await startBench({ limits: { records: 3, bytes: 1_000_000 } });
  for (let i = 0; i < 5; i += 1) small.post(LOADED);
  const json = async (path: string) =>
    (await (await fetch(`${small.api}/${path}`)).json()) as Readonly<Record<string, unknown>>;
  const gap = { first: 1, last: 2, reason: expect.stringContaining('3 records') };
  expect(await json('records')).toMatchObject({
    gap,
    records: [{ number: 5 }, { number: 4 }, { number: 3 }],
  });
  expect(await json('count')).toEqual({ count: 3, gap });
  expect(await json('count?after=2')).toEqual({ count: 3, gap: null });
  expect(await json('status')).toMatchObject({
    journal: { first: 3, last: 5, kept: 3, gaps: [gap] },
    counts: { sinceReset: 5 },
  });
  expect(await json('records/2')).toMatchObject({ error: { code: 'record-gone' } });
  expect(await json('records/3')).toMatchObject({ previous: null, following: 4 });
  const lines = (await (await fetch(`${small.api}/export`)).text()).trim().split('\n');
  expect(JSON.parse(lines[0]!)).toEqual({ gap });
  expect(lines.length).toBe(4);
  expect((await json('export?format=har')).log).toMatchObject({
    comment: expect.stringContaining('#1 to #2'),
    entries: { length: 3 },
  });
  // Groups know of all that came, dropped or not.
  expect(await json('groups')).toMatchObject({ groups: [{ count: 5 }] });
});

test('an export holds the very bytes', async () => {
  await using own = await startBench();
  own.post(Buffer.from([0xff, 0x00, 0x0a]));
  own.post('{"\u2028": "ü\\ud800"}');
  const lines = (await (await fetch(`${own.api}/export`)).text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map(({ body, bodyBase64 }) => [body, bodyBase64])).toEqual([
    [null, '/wAK'],
    ['{"\u2028": "ü\\ud800"}', null],
  ]);
  const har = (await (await fetch(`${own.api}/export?format=har`)).json()) as {
    log: { entries: { request: object }[] };
  };
  expect(har.log.entries[0]!.request).toMatchObject({
    method: 'POST',
    postData: { text: '/wAK', _encoding: 'base64' },
  });
});

test('after a reset all begins anew, but the numbers go on', async () => {
  await using own = await startBench();
  own.post(LOADED);
  own.post(STARTED);
  const reset = await (await fetch(`${own.api}/reset`, { method: 'POST' })).json();
  expect(reset).toEqual({ upTo: 2, originMs: START_MS + 2_000 });
  own.post(STARTED);
  const json = async (path: string) => (await fetch(`${own.api}/${path}`)).json();
  expect(await json('records?from=1s')).toMatchObject({ gap: null, records: [{ number: 3 }] });
  expect(await json('groups')).toMatchObject({ groups: [{ count: 1, first: { number: 3 } }] });
  expect(await json('records/1')).toMatchObject({
    error: { code: 'record-gone', message: 'record 1 lies before the last reset' },
  });
  expect(await json('status')).toMatchObject({
    counts: { recorded: 3, sinceReset: 1, events: { started: 1 } },
  });
  // Whoever else resets the journal is noticed as well.
  own.receiver.journal.reset();
  expect(await json('snapshot')).toMatchObject({
    records: [],
    groups: { groups: [] },
    last: 3,
    status: { counts: { sinceReset: 0 } },
  });
});

test('what lay in the journal before the API was started counts as well', async () => {
  await using own = await startBench();
  for (let i = 0; i < 700; i += 1) own.post(i % 2 === 0 ? LOADED : STARTED);
  const { startControl } = await import('../../../receiver/control/control.ts');
  const second = await startControl(own.receiver, { contract: CONTRACT });
  if (second.kind !== 'control') throw new Error(second.message);
  const groups = await (await fetch(`${second.url}/api/groups`)).json();
  expect(groups).toMatchObject({ groups: [{ count: 700, counts: { loaded: 350, started: 350 } }] });
  await second.close();
});
