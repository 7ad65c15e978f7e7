import { describe, expect, test } from 'vitest';
import type { Sent } from '../../../receiver/expect/observation.ts';
import { isUnacknowledged } from '../../../receiver/expect/sent-class.ts';
import { complaintsAbout, judge, told } from './judging.ts';
import { arrival, arrivals, GAP, sent, stray } from './observations.ts';

const refused: Partial<Sent> = {
  outcome: 'refused',
  status: null,
  arrivals: 0,
  detail: 'connect ECONNREFUSED',
};
const BOOKS: readonly Sent[] = [
  sent(1, { event: 'loaded', status: 201 }),
  sent(2),
  sent(3, { status: 503 }),
  sent(4, refused),
  sent(5, { outcome: 'timed out', status: null, detail: 'no answer within 15 s' }),
  sent(6, { outcome: 'not attempted', status: null, arrivals: 0, detail: 'no campaigngroup-states-uri' }),
];

describe('exactly one attempt', () => {
  test('says how each attempt ended', () => {
    expect(told(judge('{ attempts: exactly one }', BOOKS))).toMatchInlineSnapshot(
      `"passed: exactly one attempt (5: 1 answered 200, 1 answered 201, 1 answered 503, 1 refused, 1 timed out; 1 not attempted)"`,
    );
  });

  test('a body that arrived twice fails', () => {
    const verdict = judge('{ attempts: exactly one }', [...BOOKS, sent(7, { status: 503, arrivals: 2 })]);
    expect(told(verdict)).toMatchInlineSnapshot(`
      "failed: exactly one attempt (6: 1 answered 200, 1 answered 201, 2 answered 503, 1 refused, 1 timed out; 1 not attempted)
      notification 7 arrived 2 times, expected one attempt
      sent    notification 7, due 00:01:10.000, periodic of spring: answered 503"
    `);
  });

  test('a body that nobody sent fails', () => {
    const again = arrival('periodic', 20_000, { number: 9 });
    const verdict = judge('{ attempts: exactly one }', [...BOOKS, again, stray(again)]);
    expect(told(verdict)).toMatchInlineSnapshot(`
      "failed: exactly one attempt (5: 1 answered 200, 1 answered 201, 1 answered 503, 1 refused, 1 timed out; 1 not attempted)
      #9 arrived once more than it was sent
      arrived #9, posted 00:00:20.000, periodic of spring"
    `);
    expect(
      judge('{ attempts: exactly one, group: summer }', [sent(1, { group: 'summer' }), stray(again)]).status,
    ).toBe('passed');
  });

  test("where the receiver does not share its records it rests on the sender's, and says so", () => {
    const verdict = judge('{ attempts: exactly one }', [sent(1), sent(2, { arrivals: null })], {
      sources: { arrivals: 'sender', ends: 'sender' },
    });
    expect([verdict.status, verdict.summary]).toEqual([
      'passed',
      "2: 2 answered 200, from the sender's records",
    ]);
  });

  test("without the sender's books it is inconclusive", () => {
    expect(told(judge('{ attempts: exactly one }', arrivals([['loaded', 0]])))).toMatchInlineSnapshot(`
      "inconclusive: exactly one attempt
      inconclusive: the sender told of no notification"
    `);
    expect(told(judge('{ attempts: exactly one }', [BOOKS[5]!]))).toMatchInlineSnapshot(`
      "inconclusive: exactly one attempt
      inconclusive: 1 notification due, none attempted"
    `);
  });

  test('a gap leaves open what it may have swallowed', () => {
    expect(judge('{ attempts: exactly one }', [...BOOKS, GAP]).status).toBe('inconclusive');
    expect(judge('{ attempts: exactly one }', [sent(1, { arrivals: 2 }), GAP]).status).toBe('failed');
  });
});

describe('what was lost', () => {
  test.each([
    ['{ lost: 3 }', 'passed'],
    ['{ lost: { atMost: 3 } }', 'passed'],
    ['{ lost: { atLeast: 4 } }', 'failed'],
    ['{ lost: none }', 'failed'],
    ['{ lost: none, event: loaded }', 'passed'],
    ['{ lost: 1, from: 30s, until: 40s }', 'passed'],
    ['{ lost: none, group: summer }', 'inconclusive'],
    ['{ lost: none, group: [spring, summer], event: loaded }', 'inconclusive'],
    ['{ notSent: 1 }', 'passed'],
    ['{ notSent: none }', 'failed'],
    ['{ notSent: none, event: loaded }', 'passed'],
    ['{ lost: none, from: 1m }', 'inconclusive'],
    ["{ outcome: { refused: 1, 'timed out': 1, answered 503: 1 } }", 'passed'],
    ['{ outcome: { answered: 3, answered 2xx: 2, not attempted: 1 } }', 'passed'],
    ['{ outcome: { answered 2xx: { atLeast: 3 } } }', 'failed'],
    ['{ outcome: { reset: none } }', 'passed'],
  ])('%s of six notifications is %s', (yaml, status) => {
    expect(judge(yaml, BOOKS).status).toBe(status);
  });

  test('each lost one is named with the reason', () => {
    expect(told(judge('{ lost: none }', BOOKS))).toMatchInlineSnapshot(`
      "failed: none lost (3 lost of 5)
      expected none lost, counted 3
      lost    notification 3, due 00:00:30.000, periodic of spring: answered 503
      lost    notification 4, due 00:00:40.000, periodic of spring: refused (connect ECONNREFUSED)
      lost    notification 5, due 00:00:50.000, periodic of spring: timed out (no answer within 15 s)"
    `);
    expect(told(judge('{ notSent: none }', BOOKS))).toMatchInlineSnapshot(`
      "failed: none left unsent (1 left unsent of 6)
      expected none left unsent, counted 1
      counted notification 6, due 00:01:00.000, periodic of spring: not attempted (no campaigngroup-states-uri)"
    `);
  });

  test('of many the first few are named and all are counted', () => {
    const many = Array.from({ length: 40 }, (_, index) => sent(index + 1, refused));
    expect(told(judge('{ lost: { atMost: 2 } }', many, { maxShown: 2 }))).toMatchInlineSnapshot(`
      "failed: at most 2 lost (40 lost of 40)
      expected at most 2 lost, counted 40
      lost    notification 1, due 00:00:10.000, periodic of spring: refused (connect ECONNREFUSED)
      lost    notification 2, due 00:00:20.000, periodic of spring: refused (connect ECONNREFUSED)
              and 38 more"
    `);
  });

  test('outcomes that differ are said one by one', () => {
    expect(told(judge('{ outcome: { refused: 2, reset: 1 } }', BOOKS))).toMatchInlineSnapshot(`
      "failed: exactly 2 refused, exactly 1 reset (1 refused, 0 reset of 6)
      expected exactly 2 refused, counted 1
      counted notification 4, due 00:00:40.000, periodic of spring: refused (connect ECONNREFUSED)
      expected exactly 1 reset, counted 0"
    `);
  });

  test('gaps among the arrivals do not touch the books of the sender', () => {
    expect(judge('{ lost: 3 }', [GAP, ...BOOKS, GAP]).status).toBe('passed');
  });

  test('nothing is lost only where something was attempted', () => {
    expect(told(judge('{ lost: none }', []))).toMatchInlineSnapshot(`
      "inconclusive: none lost
      inconclusive: the sender told of no notification"
    `);
    expect(judge('{ lost: none }', [BOOKS[5]!]).status).toBe('inconclusive');
    expect(judge('{ lost: 1 }', []).status).toBe('inconclusive');
  });

  test('lost is what was attempted and not taken', () => {
    expect(BOOKS.map(isUnacknowledged)).toEqual([false, false, true, true, true, false]);
  });

  test('an outcome that does not exist is told with the nearest one', () => {
    expect(complaintsAbout('outcome: { timedout: 1 }')).toMatchInlineSnapshot(`
      "scenario.yaml:1:12: error[unknown-word] there is no outcome "timedout"
         1 │ outcome: { timedout: 1 }
           │            ^^^^^^^^
          hint:     did you mean "timed out"?"
    `);
  });
});
