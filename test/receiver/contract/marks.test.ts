import { expect, test } from 'vitest';
import { ATTRIBUTES, type Attribute } from '../../../receiver/contract/attributes.ts';
import { contractOf } from '../../../receiver/contract/contract.ts';
import { MARKS, type Mark, type Sourced } from '../../../receiver/contract/mark.ts';
import { RELEASES } from '../../../receiver/contract/releases.ts';
import {
  DIAL_MODES,
  EVENTS,
  GROUP_STATES,
  OPTIMIZATION_METHODS,
} from '../../../receiver/contract/vocabulary.ts';

const attributes: readonly Attribute[] = ATTRIBUTES;

function countsOf(facts: readonly Sourced[]): Record<Mark, number> {
  const count = (mark: Mark): number => facts.filter((fact) => fact.mark === mark).length;
  return Object.fromEntries(MARKS.map((mark) => [mark, count(mark)])) as Record<Mark, number>;
}

// The numbers are counted by hand in the description of the domain.
test.each([
  ['attributes', attributes, { documented: 15, inferred: 3, assumed: 1 }],
  [
    'attributes of a calling list',
    attributes.flatMap(({ items = [] }) => items),
    { documented: 2, inferred: 2 },
  ],
  ['events', EVENTS, { documented: 8 }],
  ['spellings of events', EVENTS.map((event) => event.userEventMark), { inferred: 5, assumed: 3 }],
  ['group states', GROUP_STATES, { documented: 6 }],
  ['spellings of group states', GROUP_STATES.map((state) => state.reportedMark), { inferred: 2, assumed: 4 }],
  ['dial modes', DIAL_MODES, { documented: 12 }],
  ['optimization methods', OPTIMIZATION_METHODS, { documented: 6 }],
  ['releases', RELEASES, { documented: 3 }],
] as const)('the %s rest on as many facts of each kind as the description counts', (_, facts, counts) => {
  expect(countsOf(facts)).toEqual({ documented: 0, inferred: 0, assumed: 0, site: 0, ...counts });
  for (const { source } of facts) expect(source).toMatch(/\w{3,}/);
});

test('the marks of the single attributes are those of the description', () => {
  const weaker = attributes
    .filter(({ mark }) => mark !== 'documented')
    .map(({ name, mark }) => `${name} ${mark}`);
  expect(weaker).toEqual([
    'GSW_USER_EVENT inferred',
    'GSW_CAMPAIGN_GROUP_STATE inferred',
    'GSW_INFO assumed',
    'GSW_CALLING_LISTS inferred',
  ]);
});

test('each release has the attributes and events that the description gives it', () => {
  const sizes = RELEASES.map(({ name }) => {
    const contract = contractOf(name);
    return [name, contract.rows.length, contract.events.length];
  });
  expect(sizes).toEqual([
    ['8.1.5-draft', 19, 8],
    ['8.1.512', 13, 6],
    ['8.1.517', 18, 6],
  ]);
});
