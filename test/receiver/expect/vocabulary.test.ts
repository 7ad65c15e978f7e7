import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { schemaDocument } from '../../../receiver/document/shape.ts';
import { createExpectation } from '../../../receiver/expect/create-expectation.ts';
import { expectationShape, expectStepShape, groupsNamedBy } from '../../../receiver/expect/vocabulary.ts';
import { complaintsAbout, readFinal, readStep } from './judging.ts';
import { CONTRACT } from './observations.ts';

const FINAL: readonly (readonly [yaml: string, title: string])[] = [
  [
    '{ order: [loaded, started, dial mode changed, stopped, unloaded], group: spring }',
    'order of 5 events of spring',
  ],
  [
    '{ order: [loaded], strict: true, from: 1m, until: 2m50s }',
    'strict order of 1 event from 1m until 2m50s',
  ],
  [
    '{ every: 10s, event: periodic, tolerance: 200ms, after: loaded, noneAfter: unloaded }',
    'every 10 s ± 200 ms',
  ],
  ['{ every: 1m, event: general info, tolerance: 0, first: 10s }', 'general info every 1 m exactly'],
  ['fieldSets: all', 'field sets'],
  ['attempts: exactly one', 'exactly one attempt'],
  [
    '{ from: 2m50s, event: periodic, fields: { GSW_STAT_OVERDIAL_RATE: { atMost: 0.03 } } }',
    'GSW_STAT_OVERDIAL_RATE ≤ 0.03 on periodic from 2m50s',
  ],
  [
    '{ fields: { GSW_DIAL_MODE: Progress, GSW_STAT_HIT_RATIO: { above: 0.1, below: 0.9 } }, group: s* }',
    'GSW_DIAL_MODE = Progress and GSW_STAT_HIT_RATIO > 0.1 and GSW_STAT_HIT_RATIO < 0.9 of s*',
  ],
  ['count: 24', 'exactly 24 notifications'],
  [
    '{ count: { atLeast: 1 }, event: [loaded, unloaded], where: { GSW_DIAL_MODE: 0 } }',
    'at least 1 loaded or unloaded notification with GSW_DIAL_MODE = 0 (NoDialMode)',
  ],
  [
    '{ count: none, event: general info, group: [spring, summer] }',
    'no general info notifications of spring or summer',
  ],
  ['{ count: { atMost: 2 }, perGroup: true }', 'at most 2 notifications each'],
  ['lost: none', 'none lost'],
  ['{ lost: { exactly: 3 }, event: periodic }', 'exactly 3 lost'],
  ['{ notSent: 0 }', 'none left unsent'],
  [
    "{ outcome: { refused: 1, 'timed out': { atLeast: 2 }, answered 503: none } }",
    'exactly 1 refused, at least 2 timed out, none answered 503',
  ],
  ['{ ledger: { gone: none } }', 'none gone'],
  [
    '{ ledger: { stored: { atLeast: 1 }, answered but not stored: none }, event: periodic, from: 10m }',
    'at least 1 stored and none answered but not stored on periodic from 10m',
  ],
];
const STEPS: readonly (readonly [yaml: string, title: string])[] = [
  [
    '{ group: spring, event: dial mode changed, within: 1s, fields: { GSW_DIAL_MODE: 2 } }',
    'dial mode changed of spring with GSW_DIAL_MODE = 2 (Progress) within 1 s',
  ],
  ['{ event: periodic, within: 1m, count: 6 }', 'exactly 6 periodic notifications within 1 m'],
  ['{ none: true, within: 90s }', 'no notifications within 1m30s'],
  ['{}', 'a notification within 1 s'],
];
const BROKEN = [
  'ordr: [loaded]',
  '{ order: [loaded, startd] }',
  '{ order: [] }',
  '{ order: [loaded], event: periodic }',
  '{ every: 10 }',
  '{ every: 100ms }',
  '{ every: 10s, noneAfter: unload }',
  'fieldSets: some',
  'attempts: 1',
  'ledger: gone',
  '{ ledger: { gon: none } }',
  '{ count: -1 }',
  '{ count: many }',
  '{ count: { exactly: 1, atLeast: 1 } }',
  '{ count: { atLeast: 3, atMost: 2 } }',
  '{ count: {} }',
  '{ fields: {} }',
  '{ fields: { GSW_DIAL_MODE: {} } }',
  '{ fields: { GSW_DIAL_MODE: { atleast: 1 } } }',
  '{ fields: { GSW_DIAL_MODE: { between: [2, 1] } } }',
  '{ fields: { GSW_DIAL_MODE: { near: { value: 1 } } } }',
  '{ fields: { GSW_QUEUE_NAME: { matches: "(" } } }',
  '{ fields: { GSW_QUEUE_NAME: { oneOf: a } } }',
  '{ fields: { GSW_CALLING_LISTS: { each: [1] } } }',
  '{ fieldSets: all, group: 7 }',
  '{ fieldSets: all, from: soon }',
  '{ fieldSets: all, from: 2m, until: 2m }',
];

describe('the vocabulary of expectations', () => {
  test.each(FINAL)('%s reads, with the title "%s"', (yaml, title) => {
    const expectation = createExpectation(readFinal(yaml), {
      contract: CONTRACT,
      groups: ['spring', 'summer'],
    });
    expect(expectation.title).toBe(title);
  });

  test.each(STEPS)('the step %s reads, with the title "%s"', (yaml, title) => {
    const expectation = createExpectation(readStep(yaml), {
      contract: CONTRACT,
      groups: ['spring', 'summer'],
    });
    expect(expectation.title).toBe(title);
  });

  test('every mistake is told, whatever else is wrong in the same place', () => {
    const all = BROKEN.map((yaml) => complaintsAbout(yaml)).join('\n');
    expect(all).toMatchSnapshot();
    expect(BROKEN.filter((yaml) => complaintsAbout(yaml) === '')).toEqual([]);
  });

  test('an editor accepts what is right and marks what is misspelt', () => {
    const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
    const head = { title: 'An expectation', description: 'For tests' };
    const final = ajv.compile(schemaDocument(expectationShape, head));
    const step = ajv.compile(schemaDocument(expectStepShape, head));
    expect(FINAL.filter(([yaml]) => !final(parse(yaml)))).toEqual([]);
    expect(STEPS.filter(([yaml]) => !step(parse(yaml)))).toEqual([]);
    // Only what JSON Schema cannot say is left to the reader: bounds that contradict each other, expressions that do not compile.
    expect(BROKEN.filter((yaml) => final(parse(yaml)))).toEqual([
      '{ every: 100ms }',
      '{ count: { exactly: 1, atLeast: 1 } }',
      '{ count: { atLeast: 3, atMost: 2 } }',
      '{ count: {} }',
      '{ fields: { GSW_DIAL_MODE: {} } }',
      '{ fields: { GSW_DIAL_MODE: { between: [2, 1] } } }',
      '{ fields: { GSW_QUEUE_NAME: { matches: "(" } } }',
      '{ fieldSets: all, from: 2m, until: 2m }',
    ]);
  });

  test('groups keep the place at which they are named', () => {
    const yaml = '{ count: 1, group: [spring, sprng] }';
    const places = groupsNamedBy(readFinal(yaml)).map(({ value, place }) => [
      value,
      yaml.slice(place.start, place.end),
    ]);
    expect(places).toEqual([
      ['spring', 'spring'],
      ['sprng', 'sprng'],
    ]);
    expect(groupsNamedBy(readFinal('count: 1'))).toEqual([]);
  });
});
