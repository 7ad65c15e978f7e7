import { describe, expect, test } from 'vitest';
import { DIAL_MODES } from '../../../receiver/contract/vocabulary.ts';
import { randomFor } from '../../../receiver/random.ts';
import { Dialer } from '../../../simulator/campaign/dialer.ts';
import {
  type CallingListSettings,
  type DialerSettings,
  type DialOrder,
  dialerSettings,
} from '../../../simulator/campaign/dialer-settings.ts';

const east: CallingListSettings = { name: 'East', dbid: 101, records: 100 };

/** One agent whose every attempt is answered after one second and takes exactly nine more: small enough for pencil and paper. */
const BY_HAND = { agents: 1, answerRate: 1, ringSeconds: 0, talkSeconds: 0, wrapUpSeconds: 9 } as const;

function dialer(
  given: Partial<Omit<DialerSettings, 'callingLists'>>,
  lists: readonly CallingListSettings[] = [east],
): Dialer {
  return new Dialer(dialerSettings(lists, given), randomFor(1, 'dialer'));
}

function order(mode: DialOrder['mode'], goal = 80): DialOrder {
  return { mode, optimizeBy: 'BusyFactor', goal };
}

const NOTHING_KNOWN = { busyFactor: null, hitRatio: null, overdialRate: null, timeToComplete: null };

describe('one agent, reckoned by hand', () => {
  test('nothing is known before dialing, nor before the first attempt has a result', () => {
    const group = dialer(BY_HAND);
    expect(group.statistics(5_000)).toMatchObject(NOTHING_KNOWN);
    group.start(10_000, order('Progress'));
    expect(group.callsInProgress(10_999)).toBe(0);
    expect(group.callsInProgress(11_000)).toBe(1);
    expect(group.statistics(11_999)).toEqual({
      ...NOTHING_KNOWN,
      callingLists: [{ hitRatio: null, timeToComplete: null }],
    });
  });

  test('two seconds in, one attempt is answered and half of the time was busy', () => {
    const group = dialer(BY_HAND);
    group.start(10_000, order('Progress'));
    // 99 records are left, at one attempt in two seconds.
    expect(group.statistics(12_000)).toEqual({
      busyFactor: 0.5,
      hitRatio: 1,
      overdialRate: 0,
      timeToComplete: 198,
      callingLists: [{ hitRatio: 1, timeToComplete: 198 }],
    });
  });

  test('a call of nine seconds every ten makes a busy factor of 0.9', () => {
    const group = dialer(BY_HAND);
    group.start(0, order('Progress'));
    // Busy from 2 to 10, from 12 to 20 and so on; ten attempts in a hundred seconds, so 90 records are left.
    const { busyFactor, timeToComplete } = group.statistics(100_000);
    expect(busyFactor).toBe(0.9);
    expect(timeToComplete).toBe(900);
    expect(group.readyRecords(100_000)).toEqual([90]);
  });

  test('the list runs empty, its time to complete falls to 0, and what is known stays known', () => {
    const group = dialer(BY_HAND);
    group.start(0, order('Progress'));
    // The attempts go out at 1, 11, 21, ... 991 seconds.
    expect(group.readyRecords(990_000)).toEqual([1]);
    expect(group.readyRecords(991_000)).toEqual([0]);
    expect(group.statistics(991_000).timeToComplete).toBe(0);
    const late = group.statistics(86_400_000);
    expect(late).toMatchObject({ hitRatio: 1, overdialRate: 0, timeToComplete: 0, busyFactor: 0 });
    expect(group.callsInProgress(86_400_000)).toBe(0);
  });

  test('after a stop the call ends by itself, and its end is known', () => {
    const group = dialer(BY_HAND);
    group.start(0, order('Progress'));
    group.stop(5_500);
    expect(group.callsInProgress(5_500)).toBe(1);
    expect(group.lastCallEndsMs(5_500)).toBe(11_000);
    expect(group.callsInProgress(10_999)).toBe(1);
    expect(group.callsInProgress(11_000)).toBe(0);
    expect(group.lastCallEndsMs(12_345)).toBe(12_345);
    expect(group.readyRecords(60_000)).toEqual([99]);
  });

  test('after a stop the speed is 0, so the time to complete is not known', () => {
    const group = dialer(BY_HAND);
    group.start(0, order('Progress'));
    group.stop(30_000);
    expect(group.statistics(30_000)).toMatchObject({ hitRatio: 1, overdialRate: 0, timeToComplete: null });
  });

  test('three lines for one agent lose two of three live parties', () => {
    const group = dialer({ ...BY_HAND, powerLines: 3, patienceSeconds: 0 });
    group.start(0, order('Power'));
    expect(group.statistics(2_000).overdialRate).toBe(0.6667);
  });

  test('a live party waits as long as its patience, then it is lost', () => {
    const group = dialer({ ...BY_HAND, powerLines: 3, patienceSeconds: 2 });
    group.start(0, order('Power'));
    expect(group.statistics(3_999).overdialRate).toBe(0);
    expect(group.callsInProgress(3_999)).toBe(3);
    expect(group.statistics(4_000).overdialRate).toBe(0.6667);
    expect(group.callsInProgress(4_000)).toBe(1);
  });

  test('a live party that finds an agent in time is not lost', () => {
    const group = dialer({ ...BY_HAND, wrapUpSeconds: 2, powerLines: 2, patienceSeconds: 3 });
    group.start(0, order('Power'));
    // Answered at 2 s: the first is served until 4 s, the second waits for two seconds and is then served.
    expect(group.statistics(5_000).overdialRate).toBe(0);
  });

  test('an agent in preview looks at the record before it is dialed', () => {
    const group = dialer({ ...BY_HAND, previewSeconds: 5 });
    group.start(0, order('Preview'));
    expect(group.callsInProgress(5_999)).toBe(0);
    expect(group.callsInProgress(6_000)).toBe(1);
    expect(group.statistics(7_000)).toMatchObject({ hitRatio: 1, overdialRate: 0 });
  });

  test('a record that is looked at when dialing stops has to be looked at again', () => {
    const group = dialer({ ...BY_HAND, previewSeconds: 5 });
    group.start(0, order('Preview'));
    group.stop(3_000);
    group.start(4_000, order('Preview'));
    expect(group.callsInProgress(9_999)).toBe(0);
    expect(group.callsInProgress(10_000)).toBe(1);
  });

  test('an attempt that rings when dialing stops rings on to its end, which is known if nobody answers', () => {
    const group = dialer({ ...BY_HAND, answerRate: 0, ringSeconds: 10 });
    group.start(0, order('Progress'));
    group.stop(1_000);
    const endMs = group.lastCallEndsMs(1_000);
    expect(endMs).toBeGreaterThanOrEqual(6_000);
    expect(endMs).toBeLessThanOrEqual(16_000);
    expect([group.callsInProgress(endMs - 1), group.callsInProgress(endMs)]).toEqual([1, 0]);
  });

  test('after a new start the speed is that of the new start alone, and not known before its first second', () => {
    const group = dialer(BY_HAND);
    group.start(0, order('Progress'));
    group.stop(95_000);
    group.start(200_000, order('Progress'));
    expect(group.statistics(200_999).timeToComplete).toBeNull();
    // Ten records were dialed before; one more in the first second leaves 89 at one attempt a second.
    expect(group.statistics(201_000).timeToComplete).toBe(89);
  });

  test('a busy factor that is waited for in vain stays 0 without agents', () => {
    const group = dialer({ ...BY_HAND, agents: 0 });
    group.start(0, order('Predict'));
    expect(group.statistics(3_600_000)).toMatchObject(NOTHING_KNOWN);
    expect(group.readyRecords(3_600_000)).toEqual([100]);
  });
});

describe('calling lists', () => {
  const lists = [
    { name: 'Short', dbid: 1, records: 3 },
    { name: 'Long', dbid: 2, records: 50, answerRate: 0 },
  ];

  test('are dialed in turn, and a list that has run empty leaves its turns to the other', () => {
    const group = dialer({ ...BY_HAND, answerRate: 0 }, lists);
    group.start(0, order('Progress'));
    // Nobody answers, so an attempt goes out every second.
    expect(group.readyRecords(4_000)).toEqual([1, 48]);
    expect(group.readyRecords(5_000)).toEqual([0, 48]);
    expect(group.readyRecords(15_000)).toEqual([0, 38]);
  });

  test('each have their own hit ratio and time to complete', () => {
    const group = dialer(BY_HAND, lists);
    group.start(0, order('Progress'));
    const { hitRatio, timeToComplete, callingLists } = group.statistics(40_000);
    expect(callingLists.map((list) => list.hitRatio)).toEqual([1, 0]);
    expect(callingLists[0]!.timeToComplete).toBe(0);
    expect(hitRatio).toBeGreaterThan(0);
    expect(hitRatio).toBeLessThan(1);
    expect(timeToComplete).toBeGreaterThan(0);
  });

  test('a list is not known before its own first attempt has a result', () => {
    const group = dialer(BY_HAND, lists);
    group.start(0, order('Progress'));
    expect(group.statistics(2_000).callingLists).toEqual([
      { hitRatio: 1, timeToComplete: 4 },
      { hitRatio: null, timeToComplete: null },
    ]);
  });

  test('begin with what an earlier load has left of them', () => {
    const group = new Dialer(dialerSettings(lists, BY_HAND), randomFor(1, 'dialer'), [0, 7]);
    expect(group.readyRecords(0)).toEqual([0, 7]);
    group.start(0, order('Progress'));
    // Nobody answers on this list, so an attempt goes out every second.
    expect(group.readyRecords(3_000)).toEqual([0, 4]);
  });
});

describe('dial modes', () => {
  test('seizing and GVP variants dial exactly as their plain ones', () => {
    const lists = [{ name: 'East', dbid: 1, records: 100_000 }];
    const dialed = DIAL_MODES.filter(({ pacing }) => pacing !== 'none').map(({ name, pacing }) => {
      const group = dialer({ agents: 20 }, lists);
      group.start(0, order(name));
      return { pacing, result: JSON.stringify(group.statistics(3_600_000)) };
    });
    expect(dialed).toHaveLength(11);
    const results = (pacing: string): readonly string[] => [
      ...new Set(dialed.filter((each) => each.pacing === pacing).map((each) => each.result)),
    ];
    const kinds = ['predictive', 'progressive', 'preview', 'power'].map(results);
    expect(kinds.map((each) => each.length)).toEqual([1, 1, 1, 1]);
    expect(new Set(kinds.flat()).size).toBe(4);
  });

  test('prediction begins only with enough history: until then it dials as progressive does', () => {
    const lists = [{ name: 'East', dbid: 1, records: 100_000 }];
    const run = (mode: 'Predict' | 'Progress', historyLength: number) => {
      const group = dialer({ agents: 10, historyLength }, lists);
      group.start(0, order(mode, 95));
      return group;
    };
    const progressive = run('Progress', 0);
    const patient = run('Predict', 1_000_000);
    const usual = run('Predict', 100);
    expect(patient.statistics(7_200_000)).toEqual(progressive.statistics(7_200_000));
    expect(usual.statistics(30_000)).toEqual(run('Progress', 0).statistics(30_000));
    expect(usual.statistics(7_200_000).overdialRate).toBeGreaterThan(0);
  });

  test('a change to progressive ends overdialing there and then, so the rate since the load declines', () => {
    const lists = [{ name: 'East', dbid: 1, records: 1_000_000 }];
    const group = dialer({ agents: 40 }, lists);
    group.start(0, order('Predict', 95));
    group.change(3_600_000, order('Progress'));
    const rates = Array.from(
      { length: 360 },
      (_, n) => group.statistics(3_600_000 + n * 10_000).overdialRate!,
    );
    expect(rates[0]).toBeGreaterThan(0.05);
    const rises = rates.filter((rate, index) => index > 0 && rate > rates[index - 1]!);
    expect(rises).toEqual([]);
    expect(rates.at(-1)).toBeLessThan(rates[0]! * 0.6);
  });

  test('dialing that is taken up again keeps counting since the load', () => {
    const group = dialer(BY_HAND);
    group.start(0, order('Progress'));
    group.stop(15_000);
    group.start(3_600_000, order('Progress'));
    expect(group.readyRecords(3_600_000)).toEqual([98]);
    expect(group.readyRecords(3_601_000)).toEqual([97]);
    // Dialing goes on on the grid of its first start, whatever the instant of the second.
    group.stop(3_601_500);
    group.start(3_700_400, order('Progress'));
    expect(group.readyRecords(3_700_999)).toEqual([97]);
    expect(group.readyRecords(3_701_000)).toEqual([96]);
  });
});
