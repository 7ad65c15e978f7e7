import { describe, expect, test } from 'vitest';
import { createExpectation } from '../../../receiver/expect/create-expectation.ts';
import { EVIDENCE } from '../../../receiver/expect/evidence.ts';
import type { Basis, Sources, Verdict } from '../../../receiver/expect/expectation.ts';
import type { Observation } from '../../../receiver/expect/observation.ts';
import type { ExpectationSpec } from '../../../receiver/expect/vocabulary.ts';
import { readFinal, readStep } from './judging.ts';
import { arrival, CONTRACT, fate, GAP, sent } from './observations.ts';

const END_MS = 60_000;

/** One expectation of each kind: all of them hold for a group that is loaded, active and unloaded, with a receiver that takes it all. */
const KINDS: Readonly<Record<ExpectationSpec['kind'], ExpectationSpec>> = {
  fieldSets: readFinal('{ fieldSets: all }'),
  fields: readFinal('{ fields: { GSW_QUEUE_NAME: { present: true } } }'),
  count: readFinal('{ count: none, event: started }'),
  order: readFinal('{ order: [loaded, unloaded] }'),
  cadence: readFinal('{ every: 10s }'),
  step: readStep('{ event: started, none: true, within: 1m }'),
  attempts: readFinal('{ attempts: exactly one }'),
  lost: readFinal('{ lost: none }'),
  notSent: readFinal('{ notSent: none }'),
  outcome: readFinal('{ outcome: { refused: none } }'),
  taken: { kind: 'taken', besides: () => false, answeredOnly: false, alone: true },
  ledger: readFinal('{ ledger: { altered: none, duplicated: none } }'),
};

const PLAN = [
  ['loaded', 0],
  ['periodic', 10],
  ['periodic', 20],
  ['periodic', 30],
  ['periodic', 40],
  ['periodic', 50],
  ['unloaded', 55],
] as const;

interface World {
  readonly observations: readonly Observation[];
  readonly groups?: readonly string[];
  readonly sources?: Sources;
}

/** What is observed of spring while the receiver is down in a stretch of seconds; what it refuses never arrives. */
function spring({
  downFrom = Number.POSITIVE_INFINITY,
  downUntil = Number.POSITIVE_INFINITY,
  swallowedFrom = Number.POSITIVE_INFINITY,
  isKnown = true,
}): Observation[] {
  const observations: Observation[] = [];
  let listening = true;
  PLAN.forEach(([event, seconds], index) => {
    const [number, atMs] = [index + 1, seconds * 1_000];
    const isDown = seconds >= downFrom && seconds < downUntil;
    if (isDown === listening) {
      listening = !isDown;
      observations.push({ kind: 'listening', listening, atMs });
    }
    if (isDown) {
      observations.push(sent(number, { event, atMs, outcome: 'refused', status: null, arrivals: 0 }));
      observations.push(fate(number, { event, atMs, outcome: 'refused', status: null, fate: 'refused' }));
      return;
    }
    if (seconds >= swallowedFrom) observations.push({ ...GAP, first: number, last: number });
    else observations.push(arrival(event, atMs, { number }));
    observations.push(sent(number, { event, atMs, arrivals: isKnown ? 1 : null }));
    observations.push(fate(number, { event, atMs, fate: isKnown ? 'stored' : 'answered' }));
  });
  return observations;
}

type Expected = 'passed' | 'failed' | 'inconclusive' | readonly [Verdict['status'], RegExp];

/** For each situation what it is, and what becomes of each expectation in it. */
const SITUATIONS: Readonly<
  Record<
    string,
    { readonly world: World; readonly verdicts: Readonly<Record<ExpectationSpec['kind'], Expected>> }
  >
> = {
  'all is well': {
    world: { observations: spring({}) },
    verdicts: {
      fieldSets: ['passed', /^7 of 7$/],
      fields: ['passed', /^7 of 7$/],
      count: ['passed', /^0$/],
      order: ['passed', /^2 of 2$/],
      cadence: ['passed', /^5 of 5, worst 0 ms$/],
      step: ['passed', /^0$/],
      attempts: ['passed', /^7: 7 answered 200$/],
      lost: ['passed', /^0 lost of 7$/],
      notSent: ['passed', /^0 left unsent of 7$/],
      outcome: ['passed', /^0 refused of 7$/],
      taken: ['passed', /^7 of 7$/],
      ledger: ['passed', /^0 altered, 0 duplicated of 7$/],
    },
  },
  'the receiver is down throughout': {
    world: { observations: spring({ downFrom: 0 }) },
    verdicts: {
      fieldSets: 'inconclusive',
      fields: 'inconclusive',
      count: ['inconclusive', /^the receiver was down throughout until 1m, so that silence proves nothing$/],
      order: 'failed',
      cadence: ['inconclusive', /^no loaded notification came/],
      step: ['inconclusive', /the receiver was down throughout/],
      attempts: ['inconclusive', /the receiver was down throughout/],
      lost: 'failed',
      notSent: 'passed',
      outcome: 'failed',
      taken: 'failed',
      ledger: [
        'inconclusive',
        /^none of 7 notifications is known to be kept, so none could be altered or duplicated$/,
      ],
    },
  },
  'the receiver is down for a part of it': {
    world: { observations: spring({ downFrom: 25, downUntil: 45 }) },
    verdicts: {
      fieldSets: ['passed', /^5 of 5$/],
      fields: 'passed',
      count: 'passed',
      order: 'passed',
      cadence: 'failed',
      step: 'passed',
      attempts: ['passed', /^7: 5 answered 200, 2 refused$/],
      lost: 'failed',
      notSent: 'passed',
      outcome: 'failed',
      taken: 'failed',
      ledger: 'passed',
    },
  },
  'the target is not read back': {
    world: { observations: spring({ isKnown: false }), sources: { arrivals: 'sender', ends: 'sender' } },
    verdicts: {
      fieldSets: ['passed', /, from the sender's records$/],
      fields: ['passed', /, from the sender's records$/],
      count: ['passed', /, from the sender's records$/],
      order: ['passed', /^2 of 2, from the sender's records$/],
      cadence: ['passed', /, from the sender's records$/],
      step: ['passed', /, from the sender's records$/],
      attempts: ['passed', /, from the sender's records$/],
      lost: ['passed', /^0 lost of 7$/],
      notSent: ['passed', /^0 left unsent of 7$/],
      outcome: ['passed', /^0 refused of 7$/],
      taken: ['passed', /^7 of 7$/],
      ledger: ['inconclusive', /7 answered, and no store was read/],
    },
  },
  'the store is read back': {
    world: { observations: spring({}), sources: { arrivals: 'sender', ends: 'store' } },
    verdicts: {
      fieldSets: ['passed', /, from the sender's records$/],
      fields: ['passed', /, from the sender's records$/],
      count: ['passed', /, from the sender's records$/],
      order: ['passed', /, from the sender's records$/],
      cadence: ['passed', /, from the sender's records$/],
      step: ['passed', /, from the sender's records$/],
      attempts: ['passed', /, from the sender's records$/],
      lost: ['passed', /^0 lost of 7$/],
      notSent: 'passed',
      outcome: 'passed',
      taken: 'passed',
      ledger: ['passed', /^0 altered, 0 duplicated of 7$/],
    },
  },
  'another group never loads': {
    world: { observations: spring({}), groups: ['spring', 'dead'] },
    verdicts: {
      fieldSets: ['passed', /^7 of 7, nothing of dead$/],
      fields: ['passed', /, nothing of dead$/],
      count: ['passed', /^0$/],
      order: ['failed', /^1 of 2 groups$/],
      cadence: ['inconclusive', /^no loaded notification of dead came$/],
      step: ['passed', /^0$/],
      attempts: ['passed', /, nothing of dead$/],
      lost: ['passed', /, nothing of dead$/],
      notSent: ['passed', /, nothing of dead$/],
      outcome: ['passed', /, nothing of dead$/],
      taken: ['passed', /, nothing of dead$/],
      ledger: ['passed', /, nothing of dead$/],
    },
  },
  'another group loads and is silent ever after': {
    world: {
      observations: [
        arrival('loaded', 0, { group: 'quiet', number: 90 }),
        sent(90, { group: 'quiet', event: 'loaded', atMs: 0 }),
        fate(90, { group: 'quiet', event: 'loaded', atMs: 0 }),
        ...spring({}),
      ],
      groups: ['spring', 'quiet'],
    },
    verdicts: {
      fieldSets: ['passed', /^8 of 8$/],
      fields: 'passed',
      count: 'passed',
      order: 'failed',
      cadence: 'failed',
      step: 'passed',
      attempts: ['passed', /^8: 8 answered 200$/],
      lost: 'passed',
      notSent: 'passed',
      outcome: 'passed',
      taken: 'passed',
      ledger: 'passed',
    },
  },
  'a gap in the journal swallows the end': {
    world: { observations: spring({ swallowedFrom: 45 }) },
    verdicts: {
      fieldSets: ['inconclusive', /were? not judged|was not judged/],
      fields: 'inconclusive',
      count: 'inconclusive',
      order: 'inconclusive',
      cadence: 'inconclusive',
      step: 'inconclusive',
      attempts: 'inconclusive',
      lost: 'passed',
      notSent: 'passed',
      outcome: 'passed',
      taken: 'passed',
      ledger: 'passed',
    },
  },
  'nothing was observed at all': {
    world: { observations: [] },
    verdicts: {
      fieldSets: 'inconclusive',
      fields: 'inconclusive',
      count: 'inconclusive',
      order: 'failed',
      cadence: 'inconclusive',
      step: 'passed',
      attempts: 'inconclusive',
      lost: 'inconclusive',
      notSent: 'inconclusive',
      outcome: 'inconclusive',
      taken: ['inconclusive', /^nothing was sent$/],
      ledger: 'inconclusive',
    },
  },
};

function verdictOn(
  kind: ExpectationSpec['kind'],
  { observations, groups = ['spring'], sources }: World,
): Verdict {
  const expectation = createExpectation(KINDS[kind], {
    contract: CONTRACT,
    groups,
    ...(sources === undefined ? {} : { sources }),
  });
  for (const observation of observations) expectation.feed(observation);
  return expectation.verdict(END_MS);
}

test('the table has a row for every kind of expectation, and every row is tried', () => {
  expect(Object.keys(KINDS).sort()).toEqual(Object.keys(EVIDENCE).sort());
  for (const [kind, spec] of Object.entries(KINDS)) expect(spec.kind).toBe(kind);
});

describe.each(Object.entries(SITUATIONS))('where %s', (_, { world, verdicts }) => {
  test.each(Object.entries(verdicts) as [ExpectationSpec['kind'], Expected][])('%s: %s', (kind, expected) => {
    const { status, summary } = verdictOn(kind, world);
    const [wanted, words] = typeof expected === 'string' ? [expected, /./] : (expected as [string, RegExp]);
    expect([status, summary]).toEqual([wanted, expect.stringMatching(words)]);
  });
});

test.each<[Sources, Readonly<Partial<Record<ExpectationSpec['kind'], Basis>>>]>([
  [
    { arrivals: 'receiver', ends: 'receiver' },
    { order: 'receiver', attempts: 'receiver', ledger: 'receiver', lost: 'sender' },
  ],
  [
    { arrivals: 'sender', ends: 'sender' },
    { order: 'sender', attempts: 'sender', ledger: 'sender', lost: 'sender' },
  ],
  [
    { arrivals: 'sender', ends: 'store' },
    { order: 'sender', fields: 'sender', ledger: 'store', lost: 'sender' },
  ],
])('a verdict says whose observations it rests on: %o', (sources, expected) => {
  for (const [kind, basis] of Object.entries(expected))
    expect([
      kind,
      verdictOn(kind as ExpectationSpec['kind'], { observations: spring({}), sources }).restsOn,
    ]).toEqual([kind, basis]);
});

describe('how long the receiver must have listened', () => {
  const within = (from: string, until: string): Verdict => {
    const expectation = createExpectation(
      readFinal(`{ count: none, event: started, from: ${from}, until: ${until} }`),
      {
        contract: CONTRACT,
        groups: ['spring'],
      },
    );
    // Down from 30 s until 45 s, when the next notification is due.
    for (const observation of spring({ downFrom: 25, downUntil: 45 })) expectation.feed(observation);
    return expectation.verdict(END_MS);
  };

  test.each([
    ['30s', '45s', 'inconclusive'],
    ['35s', '50s', 'inconclusive'],
    ['35s', '51s', 'passed'],
    ['29s', '45s', 'passed'],
    ['0s', '1m', 'passed'],
  ])('silence from %s until %s is %s', (from, until, status) => {
    expect(within(from, until).status).toBe(status);
  });

  test('the time is told', () => {
    expect(within('30s', '40s').summary).toBe(
      'the receiver was down throughout from 30s until 40s, so that silence proves nothing',
    );
  });
});

test('a cadence of no group in particular asks nothing of a group that loads after its window', () => {
  const expectation = createExpectation(readFinal('{ every: 10s, until: 55s }'), {
    contract: CONTRACT,
    groups: ['spring', 'late'],
  });
  for (const observation of [...spring({}), arrival('loaded', 57_000, { group: 'late' })])
    expectation.feed(observation);
  expect(expectation.verdict(END_MS).status).toBe('passed');
});
