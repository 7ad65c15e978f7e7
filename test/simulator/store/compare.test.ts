import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../../receiver/contract/contract.ts';
import { compareWithStore } from '../../../simulator/store/compare.ts';
import { type StoredDocument, StoreFailure } from '../../../simulator/store/store.ts';
import { bodies, compared, filled, openedSpool, someBody, someNote, storeOf, words } from './kept-store.ts';

describe('A store that tells ids', () => {
  const body = someBody('Spring@East', 0.85);

  test('holds everything as it was sent, in another order and with turned keys', async () => {
    const turned = Object.fromEntries(Object.entries(body as object).reverse());
    const result = await compared(
      [someNote(1, body, { id: 'a' }), someNote(2, 'no object', { id: 'b' })],
      [
        { id: 'b', body: 'no object' },
        { id: 'a', body: turned },
      ],
    );
    expect(result.comparison).toEqual({
      store: 'a store of the test',
      remark: null,
      documents: 2,
      stored: 2,
      missing: 0,
      altered: 0,
      duplicated: 0,
      unexpected: 0,
      unexpectedFirst: [],
      alterations: [],
      drift: [{ field: 'GSW_INFO', wanted: 'text', found: null, consequence: 'none' }],
      realMs: expect.any(Number),
    });
  });

  test('has altered one: each way is told with its first example', async () => {
    const altered = someBody('Spring@East', Math.fround(0.85), {
      GSW_DIAL_MODE: '1',
      GSW_CALLING_LISTS: [{ GSW_CALLING_LIST: 'East', GSW_CALLING_LIST_DBID: '101' }],
    });
    const notes = [1, 2].map((number) => someNote(number, body, { id: `id-${number}` }));
    const result = await compared(notes, [
      { id: 'id-2', body: altered },
      { id: 'id-1', body: altered },
    ]);
    expect(words(result)).toEqual(['altered', 'altered']);
    expect(result.told.get(1)).toEqual({
      kind: 'altered',
      differences: [
        { path: '$.GSW_DIAL_MODE', kind: 'number became text', sent: 1, stored: '1' },
        { path: '$.GSW_STAT_BUSY_FACTOR', kind: 'precision', sent: 0.85, stored: Math.fround(0.85) },
        {
          path: '$.GSW_CALLING_LISTS[0].GSW_CALLING_LIST_DBID',
          kind: 'number became text',
          sent: 101,
          stored: '101',
        },
      ],
    });
    expect(
      result.comparison.alterations.map(({ path, kind, times, first }) => [path, kind, times, first.number]),
    ).toEqual([
      ['$.GSW_DIAL_MODE', 'number became text', 2, 1],
      ['$.GSW_STAT_BUSY_FACTOR', 'precision', 2, 1],
      ['$.GSW_CALLING_LISTS[*].GSW_CALLING_LIST_DBID', 'number became text', 2, 1],
    ]);
  });

  test('holds another copy under another id, of what was altered as well', async () => {
    const altered = someBody('Spring@East', 0.9);
    const result = await compared(
      [someNote(1, body, { id: 'a' }), someNote(2, someBody('West', 1), { id: 'b' })],
      [
        { id: 'a', body: altered },
        { id: 'b', body: someBody('West', 1) },
        { id: 'c', body: altered },
        { id: 'd', body: someBody('West', 1) },
        { id: 'e', body: someBody('West', 1) },
      ],
    );
    expect(result.told.get(1)).toMatchObject({
      kind: 'duplicated',
      times: 2,
      differences: [{ path: '$.GSW_STAT_BUSY_FACTOR', kind: 'other value', sent: 0.85, stored: 0.9 }],
    });
    expect(result.told.get(2)).toEqual({ kind: 'duplicated', times: 3, differences: [] });
  });

  test('holds what timed out, though nobody told its id; what was taken comes first', async () => {
    const notes = [
      someNote(1, body, { taken: false }),
      someNote(2, body, { id: 'a' }),
      someNote(3, body, { taken: false }),
    ];
    const held = ['a', 'x'].map((id) => ({ id, body }));
    expect(words(await compared(notes, held))).toEqual(['stored', 'stored', 'missing']);
    expect(words(await compared(notes, held.slice(0, 1)))).toEqual(['missing', 'stored', 'missing']);
  });

  test('has lost the document under its id, and what else it holds with that content is not enough', async () => {
    const notes = [someNote(1, body, { id: 'a' }), someNote(2, body, { id: 'b' })];
    expect(words(await compared(notes, [{ id: 'b', body }]))).toEqual(['missing', 'stored']);
  });
});

describe('A store without ids', () => {
  const [east, west] = [someBody('East', 0.85), someBody('West', 0.85)];

  test('holds two equal notifications twice: nothing is duplicated', async () => {
    const notes = [someNote(1, east), someNote(2, east), someNote(3, west)];
    expect(words(await compared(notes, bodies(east, west, east)))).toEqual(['stored', 'stored', 'stored']);
  });

  test('holds one of two equal ones: one is missing', async () => {
    const notes = [someNote(1, east), someNote(2, east)];
    expect(words(await compared(notes, bodies(east)))).toEqual(['stored', 'missing']);
  });

  test('holds three of two equal ones: one is duplicated; four: both are', async () => {
    const notes = [someNote(1, east), someNote(2, east)];
    expect(words(await compared(notes, bodies(east, east, east)))).toEqual(['duplicated 2', 'stored']);
    expect(words(await compared(notes, bodies(east, east, east, east)))).toEqual([
      'duplicated 2',
      'duplicated 2',
    ]);
  });

  test('keeps what was taken rather than what was rejected, if it keeps one of two equal ones', async () => {
    const notes = [someNote(1, east, { taken: false }), someNote(2, east)];
    expect(words(await compared(notes, bodies(east)))).toEqual(['missing', 'stored']);
    expect(words(await compared(notes, bodies(east, east)))).toEqual(['stored', 'stored']);
  });

  test('has altered one: it is the nearest of those missing', async () => {
    const notes = [
      someNote(1, someBody('East', 0.1)),
      someNote(2, someBody('East', 0.2)),
      someNote(3, someBody('West', 0.2)),
    ];
    const result = await compared(
      notes,
      bodies(someBody('West', Math.fround(0.2)), someBody('East', Math.fround(0.2))),
    );
    expect(words(result)).toEqual(['missing', 'altered', 'altered']);
    expect(result.told.get(2)).toMatchObject({ differences: [{ kind: 'precision' }] });
    expect(result.comparison.unexpected).toBe(0);
  });

  test('adds a time stamp to every document, and drops nulls: all are altered, none is missing', async () => {
    const numbers = Array.from({ length: 300 }, (_, index) => index);
    const notes = numbers.map((number) => someNote(number, someBody('East', number / 300)));
    const held = numbers.map((number) => {
      const { GSW_STAT_HIT_RATIO: _, ...rest } = someBody('East', number / 300) as Record<string, unknown>;
      return { id: null, body: { ...rest, '@timestamp': `2026-01-01T00:00:${number % 60}Z` } };
    });
    // One in the middle, and a gap longer than any look around.
    const some = held.filter((_, index) => index !== 7 && (index < 50 || index > 200));
    const { comparison } = await compared(notes, some as StoredDocument[]);
    expect(comparison).toMatchObject({ altered: some.length, missing: 300 - some.length, unexpected: 0 });
    expect(comparison.alterations.map(({ path, kind, times }) => [path, kind, times])).toEqual([
      ['$.GSW_STAT_HIT_RATIO', 'missing', some.length],
      ['$.@timestamp', 'added', some.length],
    ]);
  });

  test('has altered one and kept it twice: it is duplicated', async () => {
    const notes = [someNote(1, someBody('East', 0.1)), someNote(2, someBody('East', 0.6))];
    const altered = someBody('East', '0.1' as unknown as number);
    const result = await compared(notes, bodies(altered, altered));
    expect(words(result)).toEqual(['duplicated 2', 'missing']);
    expect(result.told.get(1)).toMatchObject({ differences: [{ kind: 'number became text' }] });
  });

  test('spoils the letters of names: they are recognized all the same', async () => {
    const notes = [someNote(1, someBody('Frühling@Köln', 0.1)), someNote(2, someBody('Sommer@Köln', 0.1))];
    const result = await compared(
      notes,
      bodies(someBody('Sommer@K?ln', 0.1), someBody('FrÃ¼hling@KÃ¶ln', 0.1)),
    );
    expect(words(result)).toEqual(['altered', 'altered']);
    expect(result.told.get(2)).toMatchObject({ differences: [{ stored: 'Sommer@K?ln' }] });
  });

  test('holds what nobody sent: another group, another event, something else', async () => {
    const notes = [someNote(1, east), someNote(2, west)];
    const strangers = bodies(
      someBody('North', 0.85),
      someBody('East', 0.85, { GSW_USER_EVENT: 'CampaignLoaded' }),
      { hello: 'world' },
      null,
      'text',
      [east],
    );
    const result = await compared(notes, [...strangers, { id: 'x', body: west }]);
    expect(words(result)).toEqual(['missing', 'stored']);
    expect(result.comparison.unexpected).toBe(6);
    expect(result.comparison.unexpectedFirst).toEqual(strangers);
  });

  test('is asked for nothing more than was sent: bodies that are no JSON are compared as text', async () => {
    const notes = [someNote(1, null, { body: '{"broken' }), someNote(2, null, { body: '' })];
    expect(words(await compared(notes, bodies('{"broken')))).toEqual(['stored', 'missing']);
  });
});

test('Nothing sent and nothing held is nothing to complain of', async () => {
  const { comparison } = await compared([], []);
  expect(comparison).toMatchObject({ documents: 0, stored: 0, missing: 0, unexpected: 0 });
});

test('More documents than can be set aside are counted, and nothing that was sent is lost for it', async () => {
  const notes = Array.from({ length: 50 }, (_, index) => someNote(index, someBody(`g${index}`, index)));
  const strangers = bodies(...Array.from({ length: 500 }, (_, index) => ({ stranger: index })));
  const held = bodies(...Array.from({ length: 50 }, (_, index) => someBody(`g${index}`, index)));
  const { comparison } = await compared(notes, [...strangers, ...held], { ahead: 4, left: 20 });
  expect(comparison).toMatchObject({ documents: 550, stored: 50, missing: 0, unexpected: 500 });
  expect(comparison.unexpectedFirst.length).toBe(10);
});

test('A store that stops answering is told, and no note is', async () => {
  const spool = filled(openedSpool(), [someNote(1, 'x')]);
  const trouble = { kind: 'environment', code: 'ECONNRESET', message: 'it is gone', hint: 'none' } as const;
  const store = storeOf(
    (async function* () {
      yield { id: null, body: 'x' };
      throw new StoreFailure(trouble);
    })(),
  );
  let told = 0;
  const onStored = (): void => {
    told += 1;
  };
  await expect(compareWithStore({ spool, store, onStored })).rejects.toMatchObject({ trouble });
  expect(told).toBe(0);
});

test.each([
  ['in the order of sending', [1, 2, 3]],
  ['long after the first one', [1, 3_000, 3_001]],
])(
  'Of notes that were stored under one id the last one is there, and the others are overwritten: %s',
  async (_how, numbers) => {
    const others = Array.from({ length: numbers.at(-1)! }, (_, index) => index + 1).filter(
      (number) => !numbers.includes(number),
    );
    const note = (number: number) =>
      someNote(number, someBody(`group ${number}`, number), {
        id: numbers.includes(number) ? 'one' : `${number}`,
      });
    const notes = [...numbers, ...others].sort((a, b) => a - b).map(note);
    const documents = others.map((number) => ({
      id: `${number}`,
      body: someBody(`group ${number}`, number),
    }));
    const last = numbers.at(-1)!;
    for (const [place, body, told] of [
      ['first', someBody(`group ${last}`, last), 'stored'],
      ['last', someBody(`group ${last}`, last), 'stored'],
      ['first', someBody('changed', 0), 'altered'],
      ['last', someBody('changed', 0), 'altered'],
    ] as const) {
      const one = { id: 'one', body };
      const result = await compared(notes, place === 'first' ? [one, ...documents] : [...documents, one]);
      expect(numbers.map((number) => result.told.get(number)!.kind)).toEqual(['missing', 'missing', told]);
      expect(result.comparison).toMatchObject({
        stored: others.length + (told === 'stored' ? 1 : 0),
        unexpected: 0,
      });
    }
  },
);

test('Of notes under one id the one whose content is there is stored, whichever it is', async () => {
  const notes = [1, 2, 3].map((number) =>
    someNote(number, someBody(`group ${number}`, number), { id: 'one' }),
  );
  for (const [index, { body }] of notes.entries()) {
    const result = await compared(notes, [{ id: 'one', body: JSON.parse(body) }]);
    expect(words(result)).toEqual(notes.map((_, at) => (at === index ? 'stored' : 'missing')));
  }
});

test('A secret that the store keeps is not shown, wherever it stands', async () => {
  const sent = someBody('spring', 0.5);
  const { comparison, told } = await compared(
    [someNote(1, sent, { id: 'a' })],
    [
      {
        id: 'a',
        body: { ...(sent as object), 'seen s3cret': { headers: ['Bearer s3cret', 1] } } as JsonValue,
      },
      { id: 's3cret', body: { s3cret: 's3cret' } },
    ],
  );
  expect(JSON.stringify([comparison, ...told.values()])).not.toContain('s3cret');
  expect(comparison.unexpectedFirst).toEqual([{ id: '•••', body: { '•••': '•••' } }]);
  expect(comparison.alterations).toMatchObject([
    { path: expect.stringContaining('seen •••'), first: { stored: { headers: ['Bearer •••', 1] } } },
  ]);
});
