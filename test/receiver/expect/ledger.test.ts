import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { schemaDocument } from '../../../receiver/document/shape.ts';
import { createExpectation } from '../../../receiver/expect/create-expectation.ts';
import { FATE_NAMES, FATES, type FateName, type LostWhere } from '../../../receiver/expect/fates.ts';
import { LEDGER_CLASSES, type LedgerClass } from '../../../receiver/expect/ledger-class.ts';
import type { Fate, SendingOutcome } from '../../../receiver/expect/observation.ts';
import { expectationShape } from '../../../receiver/expect/vocabulary.ts';
import fc from '../../support/fast-check.ts';
import { complaintsAbout, judge, readFinal, told } from './judging.ts';
import { CONTRACT, fate, GAP, sent } from './observations.ts';

const REFUSED: Partial<Fate> = {
  outcome: 'refused',
  status: null,
  fate: 'refused',
  where: 'network',
  detail: 'network: refuse; connect ECONNREFUSED',
};
const REJECTED: Partial<Fate> = {
  status: 400,
  fate: 'rejected',
  where: 'target',
  detail: '400: mapper_parsing_exception',
};
const ALTERED: Partial<Fate> = { fate: 'altered', detail: '$.GSW_STAT_HIT_RATIO: precision, 0.85 -> 0' };
const NOT_ATTEMPTED: Partial<Fate> = {
  outcome: 'not attempted',
  status: null,
  fate: 'not attempted',
  where: 'sender',
  detail: 'no campaigngroup-states-uri',
};
const ANSWERED: Partial<Fate> = { fate: 'answered' };
const UNANSWERED: Partial<Fate> = {
  outcome: 'timed out',
  status: null,
  fate: 'unanswered',
  detail: 'no answer within 15 s',
};

/** A run whose store was read. */
const READ: readonly Fate[] = [
  fate(1, { event: 'loaded' }),
  fate(2),
  fate(3, REFUSED),
  fate(4, REFUSED),
  fate(5, REJECTED),
  fate(6, ALTERED),
  fate(7, { ...NOT_ATTEMPTED, event: 'unloaded' }),
];
/** A run of which nobody looked into the store. */
const UNREAD: readonly Fate[] = [
  fate(1, { ...ANSWERED, event: 'loaded' }),
  fate(2, ANSWERED),
  fate(3, REFUSED),
  fate(4, UNANSWERED),
];

describe('what became of every notification', () => {
  test.each([
    ['{ ledger: { stored: { atLeast: 1 } } }', 'passed'],
    ['{ ledger: { stored: 2, altered: 1, refused: 2, rejected: 1, not attempted: 1 } }', 'passed'],
    ['{ ledger: { gone: 3, lost by network: 2, lost by target: 1, perhaps gone: none } }', 'passed'],
    ['{ ledger: { gone: none } }', 'failed'],
    ['{ ledger: { gone: none }, event: loaded }', 'passed'],
    ['{ ledger: { gone: none }, from: 1m }', 'passed'],
    ['{ ledger: { gone: 2 }, from: 30s, until: 50s }', 'passed'],
    ['{ ledger: { altered: none } }', 'failed'],
    ['{ ledger: { duplicated: none, answered but not stored: none } }', 'passed'],
    ['{ ledger: { stored: { atLeast: 1 } }, group: summer }', 'inconclusive'],
    ['{ ledger: { stored: { atLeast: 1 } }, group: [spring, summer] }', 'inconclusive'],
    ['{ ledger: { stored: none }, from: 2m }', 'inconclusive'],
  ])('%s of a run whose store was read is %s', (yaml, status) => {
    expect(judge(yaml, READ).status).toBe(status);
  });

  test.each([
    // What is known decides by itself.
    ['{ ledger: { gone: none } }', 'failed'],
    ['{ ledger: { gone: { atLeast: 1 } } }', 'passed'],
    ['{ ledger: { gone: { atMost: 4 } } }', 'passed'],
    ['{ ledger: { stored: 4 } }', 'failed'],
    ['{ ledger: { refused: 1, rejected: none, answered: 2, unanswered: 1 } }', 'passed'],
    ['{ ledger: { perhaps gone: 3 } }', 'passed'],
    ['{ ledger: { reset but stored: none } }', 'passed'],
    // What is not known would decide.
    ['{ ledger: { gone: 1 } }', 'inconclusive'],
    ['{ ledger: { gone: { atMost: 3 } } }', 'inconclusive'],
    ['{ ledger: { gone: none }, event: loaded }', 'inconclusive'],
    ['{ ledger: { stored: { atLeast: 1 } } }', 'inconclusive'],
    ['{ ledger: { altered: none } }', 'inconclusive'],
    ['{ ledger: { answered but not stored: none } }', 'inconclusive'],
    ['{ ledger: { timed out but stored: none } }', 'inconclusive'],
    ['{ ledger: { lost by target: none } }', 'inconclusive'],
    ['{ ledger: { altered: none, gone: none } }', 'failed'],
  ])('%s of a run whose store nobody looked into is %s', (yaml, status) => {
    expect(judge(yaml, UNREAD).status).toBe(status);
  });

  test('those that are gone are named, with where they were lost and why', () => {
    expect(told(judge('{ ledger: { gone: none } }', READ))).toMatchInlineSnapshot(`
      "failed: none gone (3 gone of 7)
      expected none gone, counted 3
      gone    notification 3, due 00:00:30.000, periodic of spring: refused, lost by the network (network: refuse; connect ECONNREFUSED)
      gone    notification 4, due 00:00:40.000, periodic of spring: refused, lost by the network (network: refuse; connect ECONNREFUSED)
      gone    notification 5, due 00:00:50.000, periodic of spring: rejected, lost by the target (400: mapper_parsing_exception)"
    `);
    expect(told(judge('{ ledger: { gone: { atMost: 2 } } }', READ, { maxShown: 2 }))).toMatchInlineSnapshot(`
      "failed: at most 2 gone (3 gone of 7)
      expected at most 2 gone, counted 3
      gone    notification 3, due 00:00:30.000, periodic of spring: refused, lost by the network (network: refuse; connect ECONNREFUSED)
      gone    notification 4, due 00:00:40.000, periodic of spring: refused, lost by the network (network: refuse; connect ECONNREFUSED)
              and 1 more"
    `);
  });

  test('where too few are stored, those that are not are named', () => {
    expect(
      told(judge('{ ledger: { stored: 6 }, event: periodic }', READ, { maxShown: 3 })),
    ).toMatchInlineSnapshot(`
      "failed: exactly 6 stored on periodic (1 stored of 5)
      expected exactly 6 stored, counted 1
      instead notification 3, due 00:00:30.000, periodic of spring: refused, lost by the network (network: refuse; connect ECONNREFUSED)
      instead notification 4, due 00:00:40.000, periodic of spring: refused, lost by the network (network: refuse; connect ECONNREFUSED)
      instead notification 5, due 00:00:50.000, periodic of spring: rejected, lost by the target (400: mapper_parsing_exception)
              and 1 more"
    `);
  });

  test('each class is judged by itself', () => {
    expect(
      told(judge('{ ledger: { altered: none, duplicated: 1, lost by network: { atMost: 1 } } }', READ)),
    ).toMatchInlineSnapshot(`
      "failed: none altered, exactly 1 duplicated and at most 1 lost by network (1 altered, 0 duplicated, 2 lost by network of 7)
      expected none altered, counted 1
      counted notification 6, due 00:01:00.000, periodic of spring: altered ($.GSW_STAT_HIT_RATIO: precision, 0.85 -> 0)
      expected exactly 1 duplicated, counted 0
      expected at most 1 lost by network, counted 2
      counted notification 3, due 00:00:30.000, periodic of spring: refused, lost by the network (network: refuse; connect ECONNREFUSED)
      counted notification 4, due 00:00:40.000, periodic of spring: refused, lost by the network (network: refuse; connect ECONNREFUSED)"
    `);
  });

  test('what passed is counted', () => {
    expect(
      told(judge('{ ledger: { gone: 3, lost by network: 2 }, group: spring }', READ)),
    ).toMatchInlineSnapshot(
      `"passed: exactly 3 gone and exactly 2 lost by network of spring (3 gone, 2 lost by network of 7)"`,
    );
  });

  test('where nobody looked into the store, it is said what to do', () => {
    expect(told(judge('{ ledger: { gone: 1 } }', UNREAD))).toMatchInlineSnapshot(`
      "inconclusive: exactly 1 gone
      inconclusive: 1 to 4 gone: 2 answered and 1 never answered, and no store was read (readBack in a target's file says how)"
    `);
    expect(told(judge('{ ledger: { altered: none } }', UNREAD.slice(0, 2)))).toMatchInlineSnapshot(`
      "inconclusive: none altered
      inconclusive: 0 to 2 altered: 2 answered, and no store was read (readBack in a target's file says how)"
    `);
  });

  test('a notification whose fate is not known yet may still be anything', () => {
    const books = [sent(1), sent(2), fate(1)];
    expect(told(judge('{ ledger: { gone: none } }', books))).toMatchInlineSnapshot(`
      "inconclusive: none gone
      inconclusive: 0 to 1 gone: what became of one is not known yet"
    `);
    expect(judge('{ ledger: { gone: none } }', [...books, fate(2)]).status).toBe('passed');
    expect(judge('{ ledger: { stored: { atLeast: 1 } } }', books).status).toBe('passed');
  });

  test('without the books of a sender it is inconclusive', () => {
    expect(told(judge('{ ledger: { gone: none }, group: spring }', [GAP]))).toMatchInlineSnapshot(`
      "inconclusive: none gone of spring
      inconclusive: the sender told of no notification of spring"
    `);
  });

  test('gaps among the arrivals do not touch it', () => {
    expect(judge('{ ledger: { gone: 3 } }', [GAP, ...READ, GAP]).status).toBe('passed');
  });

  test('the first ones are named in the order of their numbers, however late they were told', () => {
    const late = [5, 3, 9, 1, 7].map((number) => fate(number, REFUSED));
    const { failures } = judge('{ ledger: { gone: none } }', late, { maxShown: 3 });
    expect(failures.flatMap((each) => (each.kind === 'ledger' ? each.named : []))).toEqual([
      late[3],
      late[1],
      late[0],
    ]);
  });
});

test('a class that does not exist is told with the nearest one', () => {
  expect(
    complaintsAbout('ledger: { answered but not storred: none, lost by nework: 1 }'),
  ).toMatchInlineSnapshot(`
    "scenario.yaml:1:11: error[unknown-word] the ledger has no key "answered but not storred"
       1 │ ledger: { answered but not storred: none, lost by nework: 1 }
         │           ^^^^^^^^^^^^^^^^^^^^^^^^
        hint:     did you mean "answered but not stored"?
    scenario.yaml:1:43: error[unknown-word] the ledger has no key "lost by nework"
       1 │ ledger: { answered but not storred: none, lost by nework: 1 }
         │                                           ^^^^^^^^^^^^^^
        hint:     did you mean "lost by network"?"
  `);
  expect(complaintsAbout('ledger: {}')).toMatchInlineSnapshot(`
    "scenario.yaml:1:9: error[bad-value] expected at least one class of the ledger here
       1 │ ledger: {}
         │         ^^
        found:    none"
  `);
});

test('an editor knows every class', () => {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  const accepts = ajv.compile(schemaDocument(expectationShape, { title: 'x', description: 'x' }));
  expect(LEDGER_CLASSES.filter((name) => !accepts(parse(`ledger: { ${name}: { atMost: 3 } }`)))).toEqual([]);
  expect(['ledger: { stord: 1 }', 'ledger: {}', 'ledger: 3'].filter((yaml) => accepts(parse(yaml)))).toEqual(
    [],
  );
});

interface World {
  /** What is known of it. */
  readonly told: Fate;
  /** All that it may be, given what is known. */
  readonly may: readonly (readonly [FateName, LostWhere])[];
}

const UNKNOWN_OUTCOMES = [
  'reset',
  'timed out',
  'failed',
  'refused',
] as const satisfies readonly SendingOutcome[];
const MAY_BE: Readonly<Record<(typeof UNKNOWN_OUTCOMES)[number], readonly FateName[]>> = {
  reset: ['reset before the body went out', 'reset after the body went out', 'reset but stored'],
  'timed out': ['timed out', 'timed out but stored'],
  failed: ['failed', 'failed but stored'],
  refused: ['refused', 'failed but stored'],
};
const KNOWN: readonly FateName[] = FATE_NAMES.filter((name) => name !== 'answered' && name !== 'unanswered');

function whereOf(name: FateName, where: LostWhere): LostWhere {
  if (name === 'not attempted') return 'sender';
  return /^(refused|reset (before|after)|timed out$|failed$|rejected$|answered but)/.test(name)
    ? where
    : null;
}

const world: fc.Arbitrary<World> = fc
  .record({
    kind: fc.constantFrom('known', 'answered', 'unanswered'),
    known: fc.constantFrom(...KNOWN),
    where: fc.constantFrom('network', 'target'),
    outcome: fc.constantFrom(...UNKNOWN_OUTCOMES),
    event: fc.constantFrom('loaded', 'periodic'),
    group: fc.constantFrom('spring', 'summer'),
  })
  .map(({ kind, known, where, outcome, event, group }) => {
    const base = { event, group } as const;
    if (kind === 'known') {
      const lostWhere = whereOf(known, where);
      return {
        told: fate(1, { ...base, fate: known, where: lostWhere }),
        may: [[known, lostWhere]],
      } satisfies World;
    }
    if (kind === 'answered') {
      return {
        told: fate(1, { ...base, fate: 'answered' }),
        may: [
          ['stored', null],
          ['altered', null],
          ['duplicated', null],
          ['answered but not stored', 'target'],
        ],
      } satisfies World;
    }
    return {
      told: fate(1, { ...base, fate: 'unanswered', outcome, status: null }),
      may: MAY_BE[outcome].flatMap((name) =>
        (['network', 'target'] as const).map((each) => [name, whereOf(name, each)] as const),
      ),
    } satisfies World;
  });

/** Whether a notification of which all is known is counted. */
function counts(name: FateName, where: LostWhere, what: LedgerClass): boolean {
  const gone = KNOWN.filter((each) => whereOf(each, 'target') === 'target').includes(name);
  if (what === 'gone') return gone;
  if (what === 'lost by network') return gone && where === 'network';
  if (what === 'lost by target') return gone && where === 'target';
  return name === what;
}

const COUNTED = LEDGER_CLASSES.filter(
  (name) => name !== 'answered' && name !== 'unanswered' && name !== 'perhaps gone',
);

test('a verdict is given exactly where every way in which it may have been comes to the same', () => {
  const demand = fc.tuple(fc.nat({ max: 3 }), fc.option(fc.nat({ max: 3 }))).map(([min, more]) => ({
    min: more === null ? Math.max(1, min) : min,
    max: more === null ? null : min + more,
  }));
  fc.assert(
    fc.property(
      fc.array(world, { maxLength: 6 }),
      fc.constantFrom(...COUNTED),
      demand,
      (worlds, what, { min, max }) => {
        const chosen = worlds.filter(({ told }) => told.event === 'periodic' && told.group === 'spring');
        // Every number that the class may have, by trying all that each of them may be.
        let possible = new Set([0]);
        for (const { may } of chosen) {
          const steps = new Set(may.map(([name, where]) => (counts(name, where, what) ? 1 : 0)));
          possible = new Set([...possible].flatMap((sum) => [...steps].map((step) => sum + step)));
        }
        const outcomes = new Set([...possible].map((sum) => sum >= min && (max === null || sum <= max)));
        const kept = chosen.some(({ told: { fate: name } }) => FATES[name].stored === 'yes');
        const vacuous = (what === 'altered' || what === 'duplicated') && min === 0 && !kept;
        const idle =
          what !== 'not attempted' && chosen.every(({ told: { fate: name } }) => name === 'not attempted');
        const expected =
          chosen.length === 0 || outcomes.size > 1
            ? 'inconclusive'
            : !outcomes.has(true)
              ? 'failed'
              : idle || vacuous
                ? 'inconclusive'
                : 'passed';
        const count = max === null ? `{ atLeast: ${min} }` : `{ atLeast: ${min}, atMost: ${max} }`;
        const verdict = judge(
          `{ ledger: { ${what}: ${count} }, event: periodic, group: spring }`,
          worlds.map(({ told }, index) => ({ ...told, number: index + 1 })),
        );
        expect(verdict.status).toBe(expected);
      },
    ),
    { numRuns: 500 },
  );
});

test.each([
  ['{ ledger: { gone: none } }', 'inconclusive', '2 notifications due, none attempted'],
  [
    '{ ledger: { gone: none, altered: none, stored: none } }',
    'inconclusive',
    '2 notifications due, none attempted',
  ],
  ['{ ledger: { gone: none, not attempted: 2 } }', 'passed', '0 gone, 2 not attempted of 2'],
  ['{ ledger: { stored: 2 } }', 'failed', '0 stored of 2'],
])('nothing is well with notifications that nobody sent: %s is %s', (text, status, summary) => {
  const verdict = judge(text, [fate(1, NOT_ATTEMPTED), fate(2, NOT_ATTEMPTED)]);
  expect(verdict).toMatchObject({ status, summary });
});

test('once settled, the verdict stays what it is', () => {
  fc.assert(
    fc.property(
      fc.array(world, { maxLength: 8 }),
      fc.constantFrom('none', '1', '{ atMost: 2 }'),
      (worlds, count) => {
        const expectation = createExpectation(readFinal(`{ ledger: { gone: ${count}, altered: none } }`), {
          contract: CONTRACT,
          groups: [],
        });
        let settled = false;
        for (const { told } of worlds) {
          expectation.feed(told);
          if (settled) expect(expectation.verdict(0).status).toBe('failed');
          settled ||= expectation.settled;
        }
      },
    ),
  );
});
