// What one request to the control API may cost: each of these inputs is refused, or answered within bounds.

import { describe, expect, test } from 'vitest';
import { contractOf } from '../../../receiver/contract/contract.ts';
import { startControl } from '../../../receiver/control/control.ts';
import type { ErrorMessage, GroupsMessage, StatusMessage } from '../../../receiver/control/messages.ts';
import { Pause } from '../../../receiver/control/pause.ts';
import { createMemoryJournal } from '../../../receiver/journal/memory-journal.ts';
import { someRecord } from '../journal/some-record.ts';
import { startBench } from './controlled.ts';

const LEVELS = 'abcdefghi';
const BOMB = [...LEVELS]
  .map((key, level) => {
    const item = level === 0 ? '"x"' : `*${LEVELS[level - 1]}`;
    return `${key}: &${key} [${Array(9).fill(item).join(',')}]`;
  })
  .join('\n');

const HOSTILE: Readonly<Record<string, string>> = {
  'aliases of aliases': BOMB,
  'one alias again and again': `- &x { status: 503 }\n${'- *x\n'.repeat(5_000)}`,
  'brackets that never close': '['.repeat(20_000),
  'deep brackets': `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
  'deep mappings': `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
  'deep lists': '- '.repeat(30_000),
  'questions without end': '? '.repeat(30_000),
  'many keys': `{${Array.from({ length: 2_000 }, (_, key) => `k${key}: 1`).join(',')}}`,
  'many mistakes': `[${'1,'.repeat(10_000)}1]`,
  'many anchors': Array.from({ length: 5_000 }, (_, name) => `- &a${name} x`).join('\n'),
  'comments alone': '#\n'.repeat(30_000),
  'tabs alone': '\t'.repeat(60_000),
  'directives alone': '%YAML 1.2\n'.repeat(5_000),
};

describe('A document', () => {
  test.each(Object.entries(HOSTILE))('of %s is refused with a short answer', async (_what, body) => {
    await using bench = await startBench();
    for (const [method, path] of [
      ['POST', 'verify'],
      ['PUT', 'replies'],
    ] as const) {
      const response = await fetch(`${bench.api}/${path}`, { method, body });
      const text = await response.text();
      const { error } = JSON.parse(text) as ErrorMessage;
      expect([path, [409, 422].includes(response.status)]).toEqual([path, true]);
      expect(error.problems.length).toBeLessThanOrEqual(100);
      expect(text.length).toBeLessThan(700_000);
    }
    expect(bench.receiver.replyPlan.rules).toEqual([]);
  });

  test('is refused where it has more than 64 KiB', async () => {
    await using bench = await startBench();
    const response = await fetch(`${bench.api}/verify`, { method: 'POST', body: '#'.repeat(65_537) });
    expect([response.status, await response.json()]).toMatchObject([
      413,
      { error: { code: 'body-too-large', message: 'the body is larger than 65536 bytes' } },
    ]);
  });

  test('has 200 expectations at most', async () => {
    await using bench = await startBench();
    const verify = (count: number) =>
      fetch(`${bench.api}/verify`, { method: 'POST', body: '- count: 1\n'.repeat(count) });
    expect((await verify(200)).status).toBe(200);
    const response = await verify(201);
    expect([response.status, await response.text()]).toEqual([
      422,
      expect.stringContaining('201 expectations are more than 200 in one request'),
    ]);
  });

  test('brings the rules in force to 1,000 at most', async () => {
    await using bench = await startBench();
    const add = (count: number) =>
      fetch(`${bench.api}/replies`, {
        method: 'POST',
        body: `[${Array(count).fill('{ status: 503 }').join(',')}]`,
      });
    expect((await add(600)).status).toBe(200);
    const response = await add(401);
    expect([response.status, await response.json()]).toMatchObject([
      409,
      { error: { code: 'conflict', message: '1001 rules would be in force, and 1000 are the most' } },
    ]);
    expect((await add(400)).status).toBe(200);
  });
});

test('A query of more than a hundred parameters is refused', async () => {
  await using bench = await startBench();
  const status = async (count: number): Promise<number> =>
    (await fetch(`${bench.api}/count?${'event=started&'.repeat(count)}`)).status;
  expect([await status(100), await status(101)]).toEqual([200, 400]);
});

test('As many streams are open at a time as the API keeps, and one more once one has ended', async () => {
  await using bench = await startBench();
  const open = async () => {
    const end = new AbortController();
    const { status, headers } = await fetch(`${bench.api}/stream`, { signal: end.signal });
    return { status, type: headers.get('content-type'), end };
  };
  const streams = [];
  for (let count = 0; count < 100; count += 1) streams.push(await open());
  expect(new Set(streams.map(({ status }) => status))).toEqual(new Set([200]));
  const refused = await fetch(`${bench.api}/stream`);
  expect([refused.status, await refused.json()]).toMatchObject([503, { error: { code: 'too-many' } }]);
  expect((await fetch(`${bench.api}/status`)).status).toBe(200);
  streams[0]!.end.abort();
  while ((await open()).status !== 200);
});

test('Long work is done in slices, one a turn however many want one', async () => {
  const turns: (() => void)[] = [];
  let nowMs = 0;
  const pause = new Pause({
    nowMs: () => nowMs,
    after: () => () => {},
    afterThisTurn: (action) => void turns.push(action),
  });
  const done: string[] = [];
  const work = async (name: string): Promise<void> => {
    for (let piece = 1; piece <= 2; piece += 1) {
      await pause.ifDue();
      done.push(`${name}${piece}`);
    }
  };
  const all = Promise.all(['a', 'b', 'c'].map(work));
  const perTurn: number[] = [];
  while (done.length < 6) {
    nowMs += 10;
    const before = done.length;
    turns.shift()!();
    for (let tick = 0; tick < 10; tick += 1) await Promise.resolve();
    perTurn.push(done.length - before);
  }
  await all;
  expect(perTurn).toEqual([1, 1, 1, 1, 1, 1]);
  expect(done).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'c2']);
});

test('A journal in memory is read in pages of about a mebibyte of bodies, forward and backward', async () => {
  const journal = createMemoryJournal();
  for (let number = 1; number <= 20; number += 1) journal.append(someRecord(number, Buffer.alloc(400_000)));
  for (const order of ['asc', 'desc'] as const) {
    const numbers: number[] = [];
    for await (const { records } of journal.pages({ order })) {
      expect(records.length).toBeLessThanOrEqual(3);
      numbers.push(...records.map(({ number }) => number));
    }
    const ascending = Array.from({ length: 20 }, (_, index) => index + 1);
    expect(numbers).toEqual(order === 'asc' ? ascending : ascending.reverse());
  }
});

test('Over a journal that has much already the API answers at once, says how far it has read, and tells all of it then', async () => {
  await using bench = await startBench();
  for (let count = 0; count < 600; count += 1)
    bench.post({ GSW_USER_EVENT: 'CampaignStarted', GSW_CAMPAIGN_GROUP_NAME: 'Spring' });
  const { journal } = bench.receiver;
  let readOn = (): void => {};
  const mayRead = new Promise<void>((resolve) => {
    readOn = resolve;
  });
  const slow = Object.create(journal, {
    pages: {
      value: async function* (range: object) {
        let first = true;
        for await (const page of journal.pages(range)) {
          if (!first) await mayRead;
          first = false;
          yield page;
        }
      },
    },
  }) as typeof journal;
  const control = await startControl(
    { ...bench.receiver, journal: slow },
    { contract: contractOf('8.1.517') },
  );
  if (control.kind !== 'control') throw new Error(control.message);
  const json = async (path: string): Promise<unknown> => (await fetch(`${control.url}/api/${path}`)).json();
  const groups = json('groups');
  const statistics = json('groups/Spring/statistics');
  const status = (await json('status')) as StatusMessage;
  expect(status.counts.readUpTo).toBeLessThan(600);
  expect(status.counts.sinceReset).toBe(status.counts.readUpTo);
  expect(status.journal.last).toBe(600);
  expect(await json('records/600')).toMatchObject({ number: 600, event: 'started' });
  readOn();
  expect(((await groups) as GroupsMessage).groups).toMatchObject([{ group: 'Spring', count: 600 }]);
  expect(await statistics).toMatchObject({ group: 'Spring' });
  expect(((await json('status')) as StatusMessage).counts).toMatchObject({ readUpTo: 600, sinceReset: 600 });
  await control.close();
});
