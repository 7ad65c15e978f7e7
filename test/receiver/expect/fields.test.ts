import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../receiver/contract/contract.ts';
import { contractOf } from '../../../receiver/contract/contract.ts';
import { parseJson } from '../../../receiver/document/exact-number.ts';
import { judge, told } from './judging.ts';
import { arrival, arrivals, CONTRACT, GAP } from './observations.ts';

const CHANGED = arrival('dial mode changed', 120_000, {
  number: 14,
  dialMode: 'Progress',
  fields: {
    GSW_STAT_HIT_RATIO: 0.3,
    GSW_STAT_BUSY_FACTOR: 0.8,
    GSW_STAT_OVERDIAL_RATE: null,
    GSW_OPTIMIZE_GOAL: 0,
    GSW_CALLING_LISTS: [
      { GSW_CALLING_LIST: 'East', GSW_CALLING_LIST_DBID: 101, GSW_STAT_HIT_RATIO: 0.3 },
      { GSW_CALLING_LIST: 'West', GSW_CALLING_LIST_DBID: 102, GSW_STAT_HIT_RATIO: null },
    ],
    GSW_QUEUE_NAME: '7001@SIP',
    SITE: { nested: [1, true] },
  },
});

describe('demands on fields', () => {
  test.each([
    ['GSW_DIAL_MODE: 2', true],
    ['GSW_DIAL_MODE: 1', false],
    ['GSW_DIAL_MODE: Progress', true],
    ['GSW_DIAL_MODE: CFGDMProgress', true],
    ['GSW_DIAL_MODE: Predict', false],
    ['GSW_DIAL_MODE: "2"', false],
    ['GSW_DIAL_MODE: { equals: Progress }', true],
    ['GSW_DIAL_MODE: { not: Predict }', true],
    ['GSW_DIAL_MODE: { not: Progress }', false],
    ['GSW_DIAL_MODE: { oneOf: [Predict, Progress] }', true],
    ['GSW_DIAL_MODE: { oneOf: [Predict, Preview] }', false],
    ['GSW_USER_EVENT: dial mode changed', true],
    ['GSW_USER_EVENT: CampaignModeChanged', true],
    ['GSW_CAMPAIGN_GROUP_STATE: Running', true],
    ['GSW_STAT_HIT_RATIO: 0.3', true],
    ['GSW_STAT_HIT_RATIO: { atLeast: 0.3, atMost: 0.3 }', true],
    ['GSW_STAT_HIT_RATIO: { above: 0.3 }', false],
    ['GSW_STAT_HIT_RATIO: { below: 0.3 }', false],
    ['GSW_STAT_HIT_RATIO: { above: 0.29, below: 0.31 }', true],
    ['GSW_STAT_HIT_RATIO: { between: [0.3, 1] }', true],
    ['GSW_STAT_HIT_RATIO: { between: [0, 0.3] }', true],
    ['GSW_STAT_HIT_RATIO: { between: [0.31, 1] }', false],
    ['GSW_STAT_HIT_RATIO: { near: { value: 0.2, within: 0.1 } }', true],
    ['GSW_STAT_HIT_RATIO: { near: { value: 0.2, within: 0.09 } }', false],
    // In binary 0.8 - 0.7 is a little more than 0.1.
    ['GSW_STAT_BUSY_FACTOR: { near: { value: 0.7, within: 0.1 } }', true],
    ['MISSING: { not: 1 }', false],
    ['GSW_STAT_HIT_RATIO: { type: number }', true],
    ['GSW_STAT_HIT_RATIO: { type: integer }', false],
    ['GSW_DIAL_MODE: { type: integer }', true],
    ['GSW_DIAL_MODE: { type: number }', true],
    ['GSW_QUEUE_NAME: { type: string }', true],
    ['GSW_CALLING_LISTS: { type: list }', true],
    ['GSW_CALLING_LISTS: { type: object }', false],
    ['"GSW_CALLING_LISTS[0]": { type: object }', true],
    ['GSW_STAT_OVERDIAL_RATE: { type: "null" }', true],
    ['GSW_STAT_OVERDIAL_RATE: null', true],
    ['GSW_STAT_OVERDIAL_RATE: { null: true }', true],
    ['GSW_STAT_OVERDIAL_RATE: { null: false }', false],
    ['GSW_STAT_OVERDIAL_RATE: { atMost: 1 }', false],
    ['GSW_STAT_HIT_RATIO: { null: false }', true],
    ['GSW_QUEUE_NAME: { matches: "^7\\\\d+@" }', true],
    ['GSW_QUEUE_NAME: { matches: "^8" }', false],
    ['GSW_DIAL_MODE: { matches: "2" }', false],
    ['GSW_QUEUE_NAME: { length: 8 }', true],
    ['GSW_QUEUE_NAME: { length: { atMost: 7 } }', false],
    ['GSW_CALLING_LISTS: { length: 2 }', true],
    ['GSW_CALLING_LISTS: { length: { atLeast: 3 } }', false],
    ['GSW_CALLING_LISTS: []', false],
    ['GSW_OPTIMIZE_GOAL: { unassigned: true }', true],
    ['GSW_OPTIMIZE_GOAL: { unassigned: false }', false],
    ['GSW_DIAL_MODE: { unassigned: false }', true],
    ['GSW_INFO: { absent: true }', true],
    ['GSW_INFO: { present: true }', false],
    ['GSW_INFO: { absent: false }', false],
    ['GSW_DIAL_MODE: { present: true }', true],
    ['constructor: { absent: true }', true],
    ['"__proto__": { absent: true }', true],
    ['"GSW_CALLING_LISTS[0].GSW_CALLING_LIST": East', true],
    ['"GSW_CALLING_LISTS[1].GSW_CALLING_LIST": East', false],
    ['"GSW_CALLING_LISTS[2].GSW_CALLING_LIST": { absent: true }', true],
    ['GSW_CALLING_LISTS: { each: { GSW_CALLING_LIST_DBID: { above: 100 } } }', true],
    ['GSW_CALLING_LISTS: { each: { GSW_CALLING_LIST: East } }', false],
    ['GSW_CALLING_LISTS: { some: { GSW_CALLING_LIST: West, GSW_STAT_HIT_RATIO: null } }', true],
    ['GSW_CALLING_LISTS: { some: { GSW_CALLING_LIST: East, GSW_STAT_HIT_RATIO: null } }', false],
    ['SITE: { equals: { nested: [1, true] } }', true],
    ['SITE: { equals: { nested: [true, 1] } }', false],
    ['"SITE.nested[1]": true', true],
    ['GSW_DIAL_MODE: 2, GSW_QUEUE_NAME: 7002', false],
  ])('{ %s } of a notification: %s', (fields, holds) => {
    expect(judge(`fields: { ${fields} }`, [CHANGED]).status).toBe(holds ? 'passed' : 'failed');
  });

  test.each([
    ['BIG: 9007199254740993', true],
    ['BIG: 9007199254740992', false],
    ['BIG: { not: 9007199254740992 }', true],
    ['BIG: { oneOf: [9007199254740992, 9007199254740993] }', true],
    ['BIG: { oneOf: [9007199254740992, 9007199254740994] }', false],
    ['BIG: { above: 9007199254740992, below: 9007199254740994 }', true],
    ['BIG: { atMost: 9007199254740992 }', false],
    ['BIG: { between: [9007199254740993, 9007199254740993] }', true],
    ['BIG: { type: integer }', true],
    ['BIG: { type: object }', false],
    ['BIG: "9007199254740993"', false],
    ['"BIG.text": { present: true }', false],
    ['HUGE: 1e400', true],
    ['HUGE: 10E399', true],
    ['HUGE: 1e401', false],
    ['HUGE: null', false],
    ['HUGE: { above: 1e308 }', true],
    ['FINE: 0.1', false],
    ['FINE: 0.1000000000000000055', true],
    ['FINE: { near: { value: 0.1, within: 0.001 } }', true],
    ['GSW_DIAL_MODE: 2.0', true],
  ])('{ %s } of numbers that no double holds: %s', (fields, holds) => {
    const body = parseJson(
      '{"BIG": 9007199254740993, "HUGE": 1e400, "FINE": 0.1000000000000000055}',
    ) as JsonObject;
    const changed = arrival('dial mode changed', 15_000, { fields: { GSW_DIAL_MODE: 2, ...body } });
    const verdict = judge(`fields: { ${fields} }`, [changed]);
    expect(verdict.status).toBe(holds ? 'passed' : 'failed');
    if (/^BIG: \d/.test(fields)) expect(verdict.title).toBe(fields.replace(':', ' ='));
  });

  test('each and some of an empty list show nothing', () => {
    const empty = arrival('periodic', 0, { fields: { GSW_CALLING_LISTS: [] } });
    const fields = '{ GSW_CALLING_LIST: { present: true } }';
    expect(judge(`fields: { GSW_CALLING_LISTS: { each: ${fields} } }`, [empty]).status).toBe('failed');
    expect(judge(`fields: { GSW_CALLING_LISTS: { some: ${fields} } }`, [empty]).status).toBe('failed');
  });

  test('unassigned follows the contract in force', () => {
    const rows = CONTRACT.rows.map((row) => ({ ...row, unassigned: { form: 'omit' as const } }));
    const contract = { ...CONTRACT, rows };
    const yaml = 'fields: { GSW_DIAL_MODE: { unassigned: true } }';
    const omitted = arrival('loaded', 0, { fields: { GSW_DIAL_MODE: undefined } });
    expect(judge(yaml, [omitted], { contract }).status).toBe('passed');
    expect(judge(yaml, [omitted]).status).toBe('failed');
    expect(judge(yaml, [arrival('loaded', 0)], { contract }).status).toBe('failed');
  });
});

describe('every selected notification carries the values', () => {
  const RUN = arrivals([
    ['loaded', 0],
    ['started', 5],
    ['periodic', 10],
    ['periodic', 20],
  ]);

  test('says of how many they hold', () => {
    const yaml = '{ fields: { GSW_STAT_OVERDIAL_RATE: { atMost: 0.03 } }, event: periodic, from: 15s }';
    expect(told(judge(yaml, RUN))).toMatchInlineSnapshot(
      `"passed: GSW_STAT_OVERDIAL_RATE ≤ 0.03 on periodic from 15s (1 of 1)"`,
    );
  });

  test('shows each one that differs, field by field', () => {
    const verdict = judge(
      `{ fields: { GSW_DIAL_MODE: Progress, GSW_STAT_BUSY_FACTOR: { between: [0.9, 1] }, GSW_CALLING_LISTS: { each: { GSW_CALLING_LIST: { oneOf: [West, South] } } } }, event: [started, periodic] }`,
      RUN,
      { maxShown: 2 },
    );
    expect(told(verdict)).toMatchInlineSnapshot(`
      "failed: GSW_DIAL_MODE = Progress and 2 more on started or periodic (0 of 3)
      #2 is not as demanded: three fields differ
      arrived #2, posted 00:00:05.000, started of spring
              GSW_DIAL_MODE          expected 2 (Progress)    got 1 (Predict)
              GSW_STAT_BUSY_FACTOR   expected from 0.9 to 1   got 0.85
              GSW_CALLING_LISTS      expected a list of objects, each with GSW_CALLING_LIST one of "West" or "South"
                                     got []
      #3 is not as demanded: three fields differ
      arrived #3, posted 00:00:10.000, periodic of spring
              GSW_DIAL_MODE                           expected 2 (Progress)               got 1 (Predict)
              GSW_STAT_BUSY_FACTOR                    expected from 0.9 to 1              got 0.85
              GSW_CALLING_LISTS[0].GSW_CALLING_LIST   expected one of "West" or "South"   got "East"
      and 1 more failure"
    `);
  });

  test('none selected is inconclusive and says what came nearest', () => {
    expect(
      told(judge('{ fields: { GSW_DIAL_MODE: 1 }, event: periodic, from: 25s }', RUN)),
    ).toMatchInlineSnapshot(`
      "inconclusive: GSW_DIAL_MODE = 1 (Predict) on periodic from 25s
      inconclusive: no periodic notification from 25s came
      nearest #4, posted 00:00:20.000, periodic of spring: time differs
              time   expected within the window   got 5 s too early"
    `);
    expect(
      told(judge('{ fields: { GSW_DIAL_MODE: 1 }, event: stopped, group: summer }', [])),
    ).toMatchInlineSnapshot(`
      "inconclusive: GSW_DIAL_MODE = 1 (Predict) on stopped of summer
      inconclusive: no stopped notification of summer came"
    `);
  });

  test('a group that is named and never came is inconclusive', () => {
    expect(
      told(judge('{ fields: { GSW_TENANT_NAME: Acme }, group: [spring, summer] }', RUN)),
    ).toMatchInlineSnapshot(`
      "inconclusive: GSW_TENANT_NAME = "Acme" of spring and summer
      inconclusive: no notification of summer came"
    `);
    const known = { groups: ['spring', 'summer', 'sprint'] };
    expect(judge('{ fields: { GSW_TENANT_NAME: Acme }, group: spr* }', RUN, known).summary).toBe(
      'no notification of sprint came',
    );
  });

  test('a gap leaves open what it may have swallowed', () => {
    expect(judge('fields: { GSW_TENANT_NAME: Acme }', [...RUN, GAP]).status).toBe('inconclusive');
    expect(judge('fields: { GSW_TENANT_NAME: Other }', [...RUN, GAP]).status).toBe('failed');
  });

  test('what a body says cannot act on the terminal, nor flood it', () => {
    const nasty = arrival('started', 0, {
      group: 'evil\u001b]0;owned\u0007',
      fields: { GSW_QUEUE_NAME: '\u001b[2Jgone\u202e', GSW_TENANT_NAME: 'x'.repeat(10_000) },
    });
    const verdict = judge('fields: { GSW_QUEUE_NAME: a, GSW_TENANT_NAME: b }', [nasty]);
    expect(told(verdict)).toMatchInlineSnapshot(`
      "failed: GSW_QUEUE_NAME = "a" and GSW_TENANT_NAME = "b" (0 of 1)
      #1 is not as demanded: two fields differ
      arrived #1, posted 00:00:00.000, started of evil\\u001b]0;owned\\u0007
              GSW_QUEUE_NAME    expected "a"   got "\\u001b[2Jgone\\u202e"
              GSW_TENANT_NAME   expected "b"   got "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…""
    `);
  });
});

describe('field sets', () => {
  const GOOD = arrivals([
    ['loaded', 0],
    ['started', 5],
    ['periodic', 10],
    ['stopped', 20],
    ['unloaded', 30],
  ]);

  test('says of how many they are exact', () => {
    expect(told(judge('fieldSets: all', GOOD))).toBe('passed: field sets (5 of 5)');
    expect(told(judge('{ fieldSets: all, event: periodic, group: spring }', GOOD))).toBe(
      'passed: field sets of periodic of spring (1 of 1)',
    );
  });

  test('shows every field that is missing, unknown or of another type, with the mark of what is not documented', () => {
    const bad = arrival('periodic', 10_000, {
      number: 3,
      fields: {
        GSW_DIAL_MODE: '1',
        GSW_QUEUE_NAME: undefined,
        GSW_CALLING_LISTS: [
          {
            GSW_CALLING_LIST: 'East',
            GSW_CALLING_LIST_DBID: 'x',
            GSW_STAT_HIT_RATIO: 0.3,
            GSW_STAT_TIME_TO_COMPLETE: null,
          },
        ],
        SITE_ID: 7,
      },
    });
    expect(told(judge('fieldSets: all', [...GOOD.slice(0, 2), bad]))).toMatchInlineSnapshot(`
      "failed: field sets (2 of 3)
      #3 is not as demanded: four fields differ
      arrived #3, posted 00:00:10.000, periodic of spring
              GSW_QUEUE_NAME                               expected a text       got absent
              GSW_DIAL_MODE                                expected one of 1 (Predict), 2 (Progress), 3 (Preview), 4 (ProgressAndSeize), 5 (PredictAndSeize), 6 (Power), 7 (PowerAndSeize), …
                                                           got "1"
              GSW_CALLING_LISTS[0].GSW_CALLING_LIST_DBID   expected an integer   got "x"   (inferred)
              SITE_ID                                      expected absent       got 7"
    `);
  });

  test('a body that is no JSON object fails, with what is wrong with it', () => {
    const broken = arrival('periodic', 10_000, {
      number: 3,
      content: { kind: 'unusable', problem: 'malformed JSON', detail: 'line 1: expected }\u001b[31m' },
    });
    expect(told(judge('fieldSets: all', [...GOOD, broken]))).toMatchInlineSnapshot(`
      "failed: field sets (5 of 6)
      #3 has no body that can be judged
      arrived #3, posted 00:00:10.000, an unknown event of an unknown group
      body    malformed JSON: line 1: expected }\\u001b[31m"
    `);
  });

  test('a key that stands twice fails', () => {
    const [loaded] = GOOD;
    const content = { ...loaded!.record.content, duplicateKeys: ['GSW_QUEUE_NAME'] };
    const twice = { ...loaded!, record: { ...loaded!.record, content } } as typeof loaded;
    expect(told(judge('fieldSets: all', [twice!]))).toMatchInlineSnapshot(`
      "failed: field sets (0 of 1)
      #1 is not as demanded: one field differs
      arrived #1, posted 00:00:00.000, loaded of spring
              GSW_QUEUE_NAME   expected once   got more than once"
    `);
  });

  test('the contract in force decides: statistics are unknown to 8.1.512', () => {
    expect(judge('fieldSets: all', GOOD, { contract: contractOf('8.1.512') }).failureCount).toBe(5);
  });

  test('nothing that arrived is inconclusive, and so is a gap', () => {
    expect(told(judge('fieldSets: all', []))).toMatchInlineSnapshot(`
      "inconclusive: field sets
      inconclusive: no notification came"
    `);
    expect(judge('fieldSets: all', [...GOOD, GAP]).status).toBe('inconclusive');
  });
});
