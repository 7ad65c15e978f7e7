import { expect, test } from 'vitest';
import { contractOf } from '../../../receiver/contract/contract.ts';
import { type JsonSchema, schemaDocument } from '../../../receiver/document/shape.ts';
import { expectationShape } from '../../../receiver/expect/vocabulary.ts';
import type { PlainDemands, PlainExpectation } from '../../../receiver/index.ts';
import { readExpectation } from '../../../receiver/library/read-expectation.ts';
import { kindsOf } from '../../support/schema-properties.ts';

const SELECTED = { group: ['Spring@*', 'Bank@East'], from: '10s', until: '2m50s' } as const;

/** Typed, with every key that the types know. */
const EXPECTATIONS: readonly PlainExpectation[] = [
  {
    every: '10s',
    event: 'periodic',
    tolerance: '200ms',
    first: 0,
    after: ['loaded'],
    noneAfter: 'unloaded',
    ...SELECTED,
  },
  { order: ['loaded', 'unloaded'], strict: true, ...SELECTED },
  {
    count: { atLeast: 1, atMost: 3 },
    where: { GSW_DIAL_MODE: 'Predict' },
    perGroup: true,
    event: ['started'],
    ...SELECTED,
  },
  { fields: { GSW_DIAL_MODE: 1 }, event: 'started', ...SELECTED },
  { fieldSets: 'all', event: 'started', ...SELECTED },
];

const NUMBER: PlainDemands = {
  equals: 1,
  not: 2,
  oneOf: [1, 2],
  atLeast: 0,
  atMost: 9,
  above: -1,
  below: 10,
  between: [0, 9],
  near: { value: 1, within: 0.5 },
  type: 'number',
  null: false,
  unassigned: false,
  present: true,
  absent: false,
};
const TEXT: PlainDemands = { matches: /^x/, length: { exactly: 3 } };
const LIST: PlainDemands = {
  each: { GSW_CALLING_LIST: 'East' },
  some: { GSW_CALLING_LIST_DBID: { above: 0 } },
};

const ASKS_THE_SENDER = ['attempts', 'lost', 'notSent', 'outcome', 'ledger'];

function propertiesOf(schema: unknown): Readonly<Record<string, unknown>> {
  return (schema as { properties: Record<string, unknown> }).properties;
}

test('the types know every key of every expectation that a receiver can judge', () => {
  const { $defs } = schemaDocument(expectationShape, { title: '', description: '' });
  const definitions = $defs as Record<string, JsonSchema>;
  const kinds = kindsOf(definitions.expectation!).map((kind) => Object.keys(propertiesOf(kind)));
  const judgeable = kinds.filter((keys) => !ASKS_THE_SENDER.some((key) => keys.includes(key)));
  expect(judgeable).toHaveLength(5);
  expect(EXPECTATIONS.map((each) => Object.keys(each).sort())).toEqual(
    expect.arrayContaining(judgeable.map((keys) => keys.toSorted())),
  );
  const demands = (definitions.matcher!.anyOf as JsonSchema[]).find((each) => 'properties' in each);
  expect(Object.keys({ ...NUMBER, ...TEXT, ...LIST }).sort()).toEqual(
    Object.keys(propertiesOf(demands)).sort(),
  );
});

test('what the types allow can be read', () => {
  const contract = contractOf();
  const fields = { GSW_STAT_HIT_RATIO: NUMBER, GSW_QUEUE_NAME: TEXT, GSW_CALLING_LISTS: LIST };
  for (const each of [...EXPECTATIONS, { fields }])
    expect(readExpectation(expectationShape, each, 'given', contract).warnings).toEqual([]);
});
