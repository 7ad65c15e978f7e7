import { expect, test } from 'vitest';
import { impliedBy } from '../../../simulator/harness/implied.ts';
import { scenarioOf } from './playing.ts';

const demandsOf = async (expected: string, hasStore = true): Promise<readonly string[]> =>
  impliedBy(
    { hasStore },
    await scenarioOf(`name: Test\ngroups: { spring: {} }\nsteps: [{ load: spring }]\nexpect: ${expected}\n`),
  ).flatMap(({ value }) => (value.kind === 'ledger' ? [...value.ledger.keys()] : [value.kind]));

test('A run with a store demands that everything is taken and kept, once and unaltered', async () => {
  expect(await demandsOf('[{ lost: none }]')).toEqual([
    'gone',
    'rejected but stored',
    'altered',
    'duplicated',
  ]);
});

test('A run without a store, or with a demand of its own on the ledger, has no other', async () => {
  expect(await demandsOf('[{ lost: none }]', false)).toEqual([]);
  expect(await demandsOf('[{ ledger: { gone: 3 } }]')).toEqual([]);
});
