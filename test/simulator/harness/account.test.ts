import { describe, expect, test } from 'vitest';
import { FATES, isGone } from '../../../receiver/expect/fates.ts';
import type { Fate } from '../../../receiver/expect/observation.ts';
import fc from '../../support/fast-check.ts';
import { ANSWERED, accountOf, type Ending, Fates, REFUSED, STORED } from '../report/ledger-results.ts';

const TIMED_OUT: Ending = { fate: 'unanswered', detail: 'no answer within 15 s' };
const OFF: Ending = { fate: 'not attempted', where: 'sender', detail: 'the feature is off' };
const LATE: Ending = { fate: 'timed out but stored', detail: 'no answer within 15 s' };

function runsOf(fates: Fates): readonly string[] {
  return accountOf(fates.all).losses.map(
    ({ first, last, count }) =>
      `${first.number}-${last.number} (${count}) ${first.event} of ${first.group}: ${first.fate}`,
  );
}

describe('losses are folded', () => {
  test('of one group one after another, whatever becomes of other groups in between', () => {
    const fates = new Fates();
    for (let time = 0; time < 4; time += 1)
      fates.add('periodic', 'spring', time * 10, REFUSED).add('periodic', 'summer', time * 10, STORED);
    expect(runsOf(fates)).toEqual(['1-7 (4) periodic of spring: refused']);
  });

  test('never over one of the group that was kept, of another event, or lost in another way', () => {
    const fates = new Fates()
      .add('periodic', 'spring', 0, REFUSED, { times: 3 })
      .add('periodic', 'spring', 30, STORED)
      .add('periodic', 'spring', 40, REFUSED)
      .add('stopped', 'spring', 50, REFUSED)
      .add('periodic', 'spring', 60, TIMED_OUT, { times: 2 });
    expect(runsOf(fates)).toEqual([
      '1-3 (3) periodic of spring: refused',
      '5-5 (1) periodic of spring: refused',
      '6-6 (1) stopped of spring: refused',
      '7-8 (2) periodic of spring: unanswered',
    ]);
  });

  test('although the same reason is told with other numbers and names', () => {
    const reject = (detail: string): Ending => ({ fate: 'rejected', where: 'target', status: 400, detail });
    const fates = new Fates()
      .add('periodic', 'spring', 0, (number) => reject(`400: {"recorded":${number}}`), { times: 5 })
      .add('periodic', 'spring', 50, reject("400: failed to parse field [A] in document with id 'k8_x-3'"))
      .add('periodic', 'spring', 60, reject("400: failed to parse field [A] in document with id 'Zz'"))
      .add('periodic', 'spring', 70, reject("400: failed to parse field [B] in document with id 'Zz'"));
    const { losses } = accountOf(fates.all);
    expect(losses.map(({ count, alike }) => [count, alike])).toEqual([
      [5, false],
      [2, false],
      [1, true],
    ]);
  });

  test('as the same ones, however late they were told of', () => {
    const event = fc.constantFrom('started', 'periodic', 'stopped', 'unloaded');
    const ending = fc.constantFrom(STORED, REFUSED, TIMED_OUT, OFF, LATE);
    const history = fc.array(fc.tuple(event, fc.constantFrom('spring', 'summer'), ending), { maxLength: 30 });
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.nat()), (steps, order) => {
        const fates = new Fates();
        for (const [what, group, end] of steps) fates.add(what, group, fates.all.length, end);
        const keys = new Map(fates.all.map((fate) => [fate, order.next().value!]));
        const late = fates.all.toSorted((a, b) => keys.get(a)! - keys.get(b)!);
        expect(accountOf(late)).toEqual(
          expect.objectContaining({ ...accountOf(fates.all), beliefs: expect.anything() }),
        );
        expect(accountOf(late).beliefs).toHaveLength(accountOf(fates.all).beliefs.length);
      }),
    );
  });

  test('so that all of them together are those that were lost', () => {
    const ending = fc.constantFrom(STORED, ANSWERED, REFUSED, TIMED_OUT, OFF, LATE);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), ending)), (steps) => {
        const fates = new Fates();
        for (const [group, end] of steps) fates.add('periodic', group, fates.all.length, end);
        const lost = fates.all.filter(({ fate }) => isGone(fate) || fate === 'unanswered');
        const { losses, counts, fates: sums } = accountOf(fates.all);
        const named = losses.flatMap(({ first, last }) =>
          fates.all.filter(
            ({ number, group }) => group === first.group && number >= first.number && number <= last.number,
          ),
        );
        expect(named.toSorted((a, b) => a.number - b.number)).toEqual(lost);
        expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(steps.length);
        for (const [name, count] of sums)
          expect(fates.all.filter(({ fate }) => fate === name)).toHaveLength(count);
      }),
    );
  });

  test('in memory that does not grow with what cannot be folded', () => {
    const fates = new Fates();
    for (let time = 0; time < 10_100; time += 1)
      fates.add('periodic', 'spring', time, REFUSED).add('periodic', 'spring', time, STORED);
    const { losses, lossesLeftOut } = accountOf(fates.all);
    expect([losses.length, lossesLeftOut]).toEqual([10_000, 100]);
  });
});

describe('what a receiver is left to believe', () => {
  test('is the last state change that is kept, where a later one is lost', () => {
    const fates = new Fates()
      .add('loaded', ['spring', 'summer', 'autumn'], 0, STORED)
      .add('started', ['spring', 'summer'], 10, STORED)
      .add('stopped', ['spring', 'summer'], 20, REFUSED)
      .add('unloaded', 'summer', 30, LATE);
    const { beliefs, lostStateChanges } = accountOf(fates.all);
    expect(beliefs).toEqual([
      {
        group: 'spring',
        kept: { number: 4, event: 'started', atMs: 10_000 },
        last: { number: 6, event: 'stopped', atMs: 20_000, fate: 'refused' },
        toldByPeriodic: false,
      },
    ]);
    expect(lostStateChanges).toBe(2);
  });

  test('is nothing where none was ever kept, and may come from periodic messages', () => {
    const fates = new Fates()
      .add('loaded', ['spring', 'summer'], 0, OFF)
      .add('general info', 'spring', 5, STORED)
      .add('periodic', 'summer', 10, ANSWERED)
      .add('periodic', 'spring', 10, REFUSED);
    expect(
      accountOf(fates.all).beliefs.map(({ group, kept, toldByPeriodic }) => [group, kept, toldByPeriodic]),
    ).toEqual([
      ['spring', null, false],
      ['summer', null, true],
    ]);
    expect(accountOf(fates.all).lostStateChanges).toBe(0);
  });

  test('comes to the same as looking through the whole history of a group', () => {
    const ending = fc.constantFrom(STORED, ANSWERED, REFUSED, TIMED_OUT, OFF);
    const event = fc.constantFrom('loaded', 'started', 'stopped', 'periodic', 'general info');
    fc.assert(
      fc.property(fc.array(fc.tuple(event, ending), { maxLength: 12 }), (steps) => {
        const fates = new Fates();
        for (const [what, end] of steps) fates.add(what, 'spring', fates.all.length, end);
        const changes = fates.all.filter(
          (fate) => fate.event !== 'periodic' && fate.event !== 'general info',
        );
        const kept = ({ fate }: Fate): boolean => FATES[fate].stored !== 'no';
        const last = changes.at(-1);
        const expected =
          last === undefined || kept(last)
            ? []
            : [
                {
                  kept: changes.findLast(kept)?.number,
                  told: fates.all.some(
                    (fate) => fate.event === 'periodic' && kept(fate) && fate.number > last.number,
                  ),
                },
              ];
        expect(
          accountOf(fates.all).beliefs.map((belief) => ({
            kept: belief.kept?.number,
            told: belief.toldByPeriodic,
          })),
        ).toEqual(expected);
      }),
    );
  });
});
