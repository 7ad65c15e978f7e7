import { expect, test } from 'vitest';
import { Correlator } from '../../../simulator/harness/correlator.ts';
import type { LedgerEntry } from '../../../simulator/sender/ledger.ts';
import fc from '../../support/fast-check.ts';

const entry = (number: number, body: string): LedgerEntry => ({
  number,
  group: 'spring',
  event: 'periodic',
  atMs: 0,
  uri: 'http://receiver/',
  body,
  outcome: null,
  notAttempted: null,
});

test('a body that arrives once, before its attempt ends, is accounted for', () => {
  const correlator = new Correlator();
  correlator.attempting(entry(1, 'a'));
  expect([correlator.arrived('a'), correlator.settled(entry(1, 'a'))]).toEqual([true, 1]);
});

test('a body that arrives once more than it was sent is a stray, and counts as an arrival of the one that was', () => {
  const correlator = new Correlator();
  correlator.attempting(entry(1, 'a'));
  expect([correlator.arrived('a'), correlator.arrived('a')]).toEqual([true, false]);
  expect(correlator.settled(entry(1, 'a'))).toBe(2);
});

test('a body that arrives again after its attempt has ended is a stray as well', () => {
  const correlator = new Correlator();
  correlator.attempting(entry(1, 'a'));
  correlator.arrived('a');
  correlator.settled(entry(1, 'a'));
  expect(correlator.arrived('a')).toBe(false);
});

test('a body that nobody sent is a stray', () => {
  expect(new Correlator().arrived('a')).toBe(false);
});

test('a body that arrives only after its attempt was given up is expected, once', () => {
  const correlator = new Correlator();
  correlator.attempting(entry(1, 'a'));
  expect(correlator.settled(entry(1, 'a'))).toBe(0);
  expect([correlator.arrived('a'), correlator.arrived('a')]).toEqual([true, false]);
});

test('identical bodies under way at the same time are each expected once', () => {
  const correlator = new Correlator();
  for (const number of [1, 2, 3]) correlator.attempting(entry(number, 'a'));
  expect([correlator.arrived('a'), correlator.arrived('a')]).toEqual([true, true]);
  const arrivals = [1, 2, 3].map((number) => correlator.settled(entry(number, 'a')));
  expect(arrivals.toSorted()).toEqual([0, 1, 1]);
  expect([correlator.arrived('a'), correlator.arrived('a')]).toEqual([true, false]);
});

const answered = (number: number, status: number): LedgerEntry => ({
  ...entry(number, 'a'),
  outcome: { kind: 'answered', status, detail: '', bytesOut: 1, durationMs: 0 },
});
const timedOut = (number: number): LedgerEntry => ({
  ...entry(number, 'a'),
  outcome: { kind: 'timed out', status: null, detail: '', bytesOut: 1, durationMs: 0 },
});

test.each([
  ['the answer comes first', [answered(2, 201), timedOut(1)]],
  ['the time-out comes first', [timedOut(1), answered(2, 201)]],
])('of two equal bodies, one of which arrived, it was the one that was answered: %s', (_when, ends) => {
  const told = new Map<number, string>();
  const correlator = new Correlator(({ number }, { kind }) => void told.set(number, kind));
  for (const number of [1, 2]) correlator.attempting(entry(number, 'a'));
  correlator.arrived('a');
  for (const end of ends) correlator.settled(end);
  correlator.finish();
  expect([told.get(1), told.get(2)]).toEqual(['missing', 'stored']);
});

test('of two equal bodies the one that was refused is the one whose answer said so', () => {
  const told = new Map<number, string>();
  const correlator = new Correlator(({ number }, { kind }) => void told.set(number, kind));
  for (const number of [1, 2]) correlator.attempting(entry(number, 'a'));
  correlator.arrived('a', false);
  correlator.arrived('a', true);
  for (const end of [answered(1, 201), answered(2, 503)]) correlator.settled(end);
  expect([told.get(1), told.get(2)]).toEqual(['stored', 'missing']);
});

/** `end` settles the oldest attempt that is under way. */
type Operation = { readonly kind: 'attempt' | 'arrive' | 'end'; readonly body: string };

const operation: fc.Arbitrary<Operation> = fc.record({
  kind: fc.constantFrom('attempt', 'arrive', 'end'),
  body: fc.constantFrom('a', 'b'),
});

test('whatever is sent, arrives and ends in whatever order, the strays are what a plain count says', () => {
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 60 }), (operations) => {
      const correlator = new Correlator();
      const sent = new Map<string, number>();
      const arrived = new Map<string, number>();
      const underWay: { readonly number: number; readonly body: string }[] = [];
      let [number, accounted, strays] = [0, 0, 0];
      const add = (counts: Map<string, number>, body: string): number => {
        counts.set(body, (counts.get(body) ?? 0) + 1);
        return counts.get(body)!;
      };
      for (const { kind, body } of operations) {
        if (kind === 'attempt') {
          number += 1;
          correlator.attempting(entry(number, body));
          underWay.push({ number, body });
          add(sent, body);
        } else if (kind === 'arrive') {
          // Of what was sent so far and has not arrived yet, this may be one; else it is one too many, for good.
          const expected = (sent.get(body) ?? 0) > (arrived.get(body) ?? 0);
          if (expected) add(arrived, body);
          else strays += 1;
          expect(correlator.arrived(body)).toBe(expected);
        } else {
          const first = underWay.shift();
          if (first !== undefined)
            accounted += Math.min(1, correlator.settled(entry(first.number, first.body)));
        }
      }
      for (const { number: open, body } of underWay)
        accounted += Math.min(1, correlator.settled(entry(open, body)));
      const total = [...arrived.values()].reduce((sum, count) => sum + count, 0);
      // What arrived late, after its own attempt had ended, was not yet there to be counted at that end.
      expect(accounted).toBeLessThanOrEqual(total);
      expect(strays + total).toBe(operations.filter((each) => each.kind === 'arrive').length);
    }),
  );
});
