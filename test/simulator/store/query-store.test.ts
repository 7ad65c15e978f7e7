import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../../receiver/contract/contract.ts';
import type { AskingClient } from '../../../simulator/store/query-pages.ts';
import { openQueryStore } from '../../../simulator/store/query-store.ts';
import type { Store } from '../../../simulator/store/store.ts';
import type { Waiting } from '../../../simulator/store/until-there.ts';
import type { ReadBackSettings } from '../../../simulator/target/target.ts';
import type { TargetAnswer } from '../../../simulator/target/target-client.ts';

type Settings = Extract<ReadBackSettings, { readonly kind: 'query' }>;

const SETTINGS: Settings = {
  kind: 'query',
  url: 'http://store.test/all?from={from}&size={size}',
  items: '$.items',
  body: '$.body',
  pageSize: 3,
  withinSeconds: 1,
};

/** A list that answers page by page. */
class List implements AskingClient {
  bodies: JsonValue[];
  readonly asked: string[] = [];
  newestFirst = false;
  /** At most so many items an answer, whatever was asked for. */
  most = 1_000;
  beyond: TargetAnswer | null = null;

  constructor(bodies: readonly JsonValue[]) {
    this.bodies = [...bodies];
  }

  async request({ url }: { readonly url: string }): Promise<TargetAnswer> {
    this.asked.push(url);
    const { searchParams } = new URL(url);
    const from = Number(searchParams.get('from') ?? 0);
    const size = Math.min(this.most, Number(searchParams.get('size') ?? 1_000));
    const all = this.newestFirst ? [...this.bodies].reverse() : this.bodies;
    if (from >= all.length && this.beyond !== null) return this.beyond;
    const items = all.slice(from, from + size).map((body) => ({ at: 'some time', body }));
    return { status: 200, text: JSON.stringify({ items }) };
  }

  redact(text: string): string {
    return text.replaceAll('secret', '•••');
  }
}

/** Time that passes only by waiting; after each pause something may happen. */
function waitingOf(onPause: (pauses: number) => void): Waiting & { readonly pauses: readonly number[] } {
  const pauses: number[] = [];
  let nowMs = 0;
  return {
    pauses,
    nowMs: () => nowMs,
    pause: async (ms) => {
      nowMs += ms;
      pauses.push(ms);
      onPause(pauses.length);
    },
  };
}

function opened(
  client: AskingClient,
  settings: Partial<Settings> = {},
  waiting = waitingOf(() => {}),
): Store {
  return openQueryStore({
    url: 'http://store.test/in',
    settings: { ...SETTINGS, ...settings },
    client,
    waiting,
  });
}

async function bodiesOf(store: Store): Promise<readonly JsonValue[]> {
  const bodies: JsonValue[] = [];
  for await (const { id, body } of store.documents()) {
    expect(id).toBeNull();
    bodies.push(body);
  }
  return bodies;
}

const numbered = (from: number, to: number): readonly JsonValue[] =>
  Array.from({ length: to - from }, (_, index) => ({ number: from + index }));

describe('A list that is read page by page', () => {
  test('is given back from its first item to its last', async () => {
    const list = new List([]);
    const store = opened(list);
    expect(await store.prepare()).toBeNull();
    list.bodies.push(...numbered(0, 7));
    expect(await store.refresh(7)).toBeNull();
    expect(await bodiesOf(store)).toEqual(numbered(0, 7));
    expect(list.asked).toEqual(
      ['0&size=3', '6&size=1', '0&size=3', '3&size=3', '6&size=3', '7&size=3'].map(
        (rest) => `http://store.test/all?from=${rest}`,
      ),
    );
    expect([store.url, store.name]).toEqual([
      'http://store.test/in',
      'the list at http://store.test/all?from={from}&size={size}',
    ]);
  });

  test('may give fewer items at a time than it was asked for', async () => {
    const list = new List([]);
    list.most = 2;
    const store = opened(list);
    expect(await store.prepare()).toBeNull();
    list.bodies.push(...numbered(0, 7));
    expect(await bodiesOf(store)).toEqual(numbered(0, 7));
  });

  test.each([404, 416])('may answer %i behind its end', async (status) => {
    const list = new List(numbered(0, 3));
    list.beyond = { status, text: 'no such page' };
    const store = opened(list);
    expect(await store.prepare()).toBeNull();
    list.bodies.push({ number: 'new' });
    expect(await store.refresh(2)).toBeNull();
    expect(await bodiesOf(store)).toEqual([{ number: 'new' }]);
  });
});

test('A list that goes in the middle of the reading has not come to its end', async () => {
  const list = new List([]);
  list.beyond = { status: 404, text: 'no such service' };
  list.bodies.push(...Array.from({ length: 5 }, (_, number) => ({ number })));
  const store = opened(list, { pageSize: 2 });
  const reading = (async () => {
    for await (const { body } of store.documents())
      if ((body as { number: number }).number === 1) list.bodies = [];
  })();
  await expect(reading).rejects.toThrow('was answered 404: no such service');
});

describe('What was there before the run', () => {
  test.each([
    ['first', false],
    ['last', true],
  ])(
    'is left out where the list names it %s, and the rest comes in the order of its coming',
    async (_, newestFirst) => {
      for (const [before, more] of [
        [1, 1],
        [4, 11],
        [10, 0],
        [3, 3],
      ] as const) {
        for (const most of [1_000, 2]) {
          const list = new List(numbered(0, before));
          list.newestFirst = newestFirst;
          list.most = most;
          const store = opened(list);
          expect(await store.prepare()).toBeNull();
          list.bodies.push(...numbered(before, before + more));
          expect(await store.refresh(more)).toBeNull();
          expect(await bodiesOf(store)).toEqual(numbered(before, before + more));
          expect(await bodiesOf(store)).toEqual(numbered(before, before + more));
        }
      }
    },
  );

  test('is left out in a list of no order, and as often as it was there', async () => {
    const list = new List(['b', 'd', 'd']);
    const store = opened(list);
    expect(await store.prepare()).toBeNull();
    list.bodies = ['a', 'b', 'c', 'd', 'd', 'd'];
    expect([...(await bodiesOf(store))].sort()).toEqual(['a', 'c', 'd']);
  });

  test('is left out of a list that comes whole, the newest first as well', async () => {
    const list = new List(numbered(0, 2));
    list.newestFirst = true;
    const store = opened(list, { url: 'http://store.test/all' });
    expect(await store.prepare()).toBeNull();
    list.bodies.push(...numbered(2, 9));
    expect(await store.refresh(7)).toBeNull();
    expect(await bodiesOf(store)).toEqual(numbered(2, 9));
    expect(new Set(list.asked)).toEqual(new Set(['http://store.test/all']));
  });

  test('may be too much to be told apart', async () => {
    const endless: AskingClient = {
      request: async () => ({ status: 200, text: JSON.stringify({ items: numbered(0, 10_000) }) }),
      redact: (text) => text,
    };
    expect(await opened(endless).prepare()).toEqual({
      kind: 'environment',
      code: 'TOO_MUCH',
      message:
        'the list at http://store.test/all?from={from}&size={size} holds more than 100,000 items before the run, or has no end',
      hint: 'ask for less, such as for what came since today, and see that {from} is heeded if it is there',
    });
  });
});

describe('A store that needs a while', () => {
  test('is asked again until as many are there as were taken', async () => {
    const list = new List(numbered(0, 2));
    const waiting = waitingOf((pauses) => list.bodies.push({ number: 1 + pauses }));
    const store = opened(list, { withinSeconds: 60 }, waiting);
    expect(await store.prepare()).toBeNull();
    expect(await store.refresh(4)).toBeNull();
    expect(waiting.pauses).toEqual([100, 200, 400, 800]);
    expect(await bodiesOf(store)).toEqual(numbered(2, 6));
  });

  test('is asked again as long as it may take, and what is missing then is missing', async () => {
    const list = new List([]);
    const waiting = waitingOf(() => {});
    const store = opened(list, { withinSeconds: 1 }, waiting);
    expect(await store.prepare()).toBeNull();
    list.bodies.push('only one');
    expect(await store.refresh(2)).toBeNull();
    expect(waiting.pauses).toEqual([100, 200, 400, 300]);
    expect(await bodiesOf(store)).toEqual(['only one']);
  });

  test('is not asked at all where nothing was taken', async () => {
    const list = new List([]);
    expect(await opened(list).refresh(0)).toBeNull();
    expect(list.asked).toEqual([]);
  });
});

describe('An item', () => {
  const listed = (...items: readonly JsonValue[]): AskingClient => ({
    request: async () => ({ status: 200, text: JSON.stringify({ hits: items }) }),
    redact: (text) => text,
  });
  const all = { url: 'http://store.test/all', items: '$.hits' };

  test('may hold the body as text, which is read as JSON', async () => {
    const store = opened(listed({ body: '{"a":1}' }, { body: 'no JSON' }, { body: '"text"' }), all);
    expect(await bodiesOf(store)).toEqual([{ a: 1 }, 'no JSON', 'text']);
  });

  test('may be the body itself', async () => {
    expect(await bodiesOf(opened(listed({ a: 1 }, '{"a":2}'), { ...all, body: '$' }))).toEqual([
      { a: 1 },
      { a: 2 },
    ]);
  });

  test('stands for itself where it has no body', async () => {
    expect(await bodiesOf(opened(listed({ a: 1 }, { body: null }), all))).toEqual([{ a: 1 }, null]);
  });

  test('is no body where no item at all has anything at its path: then the path is wrong, not the store', async () => {
    const store = opened(listed({ payload: { a: 1 } }, { payload: { a: 2 } }), { ...all, body: '$.pay' });
    await expect(bodiesOf(store)).rejects.toMatchObject({
      name: 'StoreFailure',
      trouble: {
        message:
          'none of the 2 items of the list at http://store.test/all has anything at the path of the body',
        hint: expect.stringContaining('is body: right?'),
      },
    });
  });

  test('is found by a path with all of a list', async () => {
    const items = listed({ rows: [{ body: 1 }, { body: 2 }] }, { rows: [] }, { rows: [{ body: 3 }] });
    expect(await bodiesOf(opened(items, { ...all, items: '$.hits[*].rows[*]' }))).toEqual([1, 2, 3]);
    expect(await bodiesOf(opened(listed(), { ...all, items: '$.hits[*].rows[*]' }))).toEqual([]);
  });
});

describe('Trouble is told in a sentence:', () => {
  const answering = (answer: TargetAnswer): Store =>
    opened({
      request: async () => answer,
      redact: (text) => text.replaceAll('secret', '•••'),
    });

  test.each<[what: string, answer: TargetAnswer, code: string, message: RegExp, hint: RegExp]>([
    [
      'no connection',
      { trouble: { kind: 'environment', code: 'ECONNREFUSED', message: 'refused', hint: 'running?' } },
      'ECONNREFUSED',
      /^refused$/,
      /running/,
    ],
    [
      'an answer that is none',
      { status: 500, text: 'no\n  secret here' },
      'HTTP_500',
      /was answered 500: no ••• here$/,
      /URL/,
    ],
    [
      'what would act on a terminal',
      { status: 500, text: '\u001b[31mred\u0007' },
      'HTTP_500',
      /was answered 500: \\u001b\[31mred\\u0007$/,
      /URL/,
    ],
    ['an empty refusal', { status: 404, text: '' }, 'HTTP_404', /was answered 404: \(nothing\)$/, /URL/],
    [
      'no JSON',
      { status: 200, text: `<html>${'x'.repeat(1_000)}` },
      'NOT_JSON',
      /what is not JSON \(expected a value, found "<" at line 1, column 1 \(offset 0\)\): <html>x{194}…$/,
      /URL/,
    ],
    [
      'no list',
      { status: 200, text: '{"took":1,"hits":[]}' },
      'NO_ITEMS',
      /without a list at \$\.items$/,
      /the answer has: took, hits/,
    ],
    [
      'something else than a list',
      { status: 200, text: '{"items":{}}' },
      'NO_ITEMS',
      /without a list/,
      /items/,
    ],
    ['a text', { status: 200, text: '"x"' }, 'NO_ITEMS', /without a list/, /see what/],
    [
      'an answer of which shards are missing',
      { status: 200, text: '{"_shards":{"total":2,"failed":1},"items":[]}' },
      'PARTIAL',
      /was answered in part only: shards failed, or the search timed out$/,
      /in good health/,
    ],
    [
      'an answer that ran out of time',
      { status: 200, text: '{"timed_out":true,"items":[]}' },
      'PARTIAL',
      /was answered in part only/,
      /in good health/,
    ],
  ])('%s', async (_, answer, code, message, hint) => {
    for (const trouble of [await answering(answer).prepare(), await answering(answer).refresh(1)])
      expect(trouble).toEqual({
        kind: 'environment',
        code,
        message: expect.stringMatching(message),
        hint: expect.stringMatching(hint),
      });
    await expect(bodiesOf(answering(answer))).rejects.toMatchObject({ trouble: { code } });
  });

  test('a path that is none', () => {
    expect(() => opened(new List([]), { items: '$..items' })).toThrow(
      'the path of the items, $..items, cannot be read',
    );
    expect(() => opened(new List([]), { body: 'body' })).toThrow(
      'the path of the body, body, cannot be read',
    );
  });

  test('a list without end, after the run', async () => {
    let full = false;
    const store = opened({
      request: async () => ({
        status: 200,
        text: JSON.stringify({ items: full ? numbered(0, 30_000) : [] }),
      }),
      redact: (text) => text,
    });
    expect(await store.prepare()).toBeNull();
    full = true;
    await expect(bodiesOf(store)).rejects.toThrow('gives more than 100,000 items, or has no end');
  });
});

describe('An item that makes an answer something else than JSON', () => {
  /** The item at a position comes as it should not. */
  function spoilt(list: List, position: number): AskingClient {
    return {
      redact: (text) => text,
      request: async (asked) => {
        const answer = await list.request(asked);
        const { searchParams } = new URL(asked.url);
        const from = Number(searchParams.get('from'));
        const size = Number(searchParams.get('size'));
        if ('trouble' in answer || position < from || position >= from + size) return answer;
        return { ...answer, text: answer.text.replace('"at"', 'at') };
      },
    };
  }

  test.each([0, 3, 6])('is set aside, wherever it is (%d): the others are read', async (position) => {
    const list = new List([1, 2, 3, 4, 5, 6, 7]);
    const store = opened(spoilt(list, position), { pageSize: 4 });
    const bodies = await bodiesOf(store);
    expect(bodies.filter((body) => typeof body === 'number')).toEqual(
      [1, 2, 3, 4, 5, 6, 7].filter((_, index) => index !== position),
    );
    expect(bodies.filter((body) => typeof body === 'string')).toHaveLength(1);
  });

  test('from before the run does not keep later runs from being read', async () => {
    const list = new List([{ old: 1 }, { bad: 1 }]);
    const store = opened(spoilt(list, 1), { pageSize: 4 });
    expect(await store.prepare()).toBeNull();
    list.bodies.push({ sent: 1 });
    expect(await bodiesOf(store)).toEqual([{ sent: 1 }]);
  });

  test('is named with its page where the list never gives JSON', async () => {
    const list = new List([1, 2, 3]);
    const broken: AskingClient = {
      redact: (text) => text,
      request: async ({ url }) =>
        new URL(url).searchParams.get('from') === '0'
          ? list.request({ url })
          : { status: 200, text: 'Service busy' },
    };
    list.most = 2;
    const trouble = await opened(broken, { pageSize: 2 }).prepare();
    expect(trouble?.message).toMatch(
      /\?from=2&size=\d+ was answered with what is not JSON \(expected a value, found "S" at line 1, column 1 \(offset 0\)\): Service busy$/,
    );
  });
});
