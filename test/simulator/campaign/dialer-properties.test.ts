import { describe, expect, test } from 'vitest';
import type { DialMode } from '../../../receiver/contract/vocabulary.ts';
import { randomFor } from '../../../receiver/random.ts';
import { Dialer } from '../../../simulator/campaign/dialer.ts';
import type { DialerSettings, DialOrder } from '../../../simulator/campaign/dialer-settings.ts';
import type { DialingStatistics } from '../../../simulator/campaign/dialing-statistics.ts';
import fc from '../../support/fast-check.ts';

// Tenths and thousandths: doubles drawn at large are nearly all next to nothing.
const seconds = (max: number) => fc.integer({ min: 0, max: max * 10 }).map((tenths) => tenths / 10);
const fraction = fc.integer({ min: 0, max: 1_000 }).map((thousandths) => thousandths / 1_000);

const settings: fc.Arbitrary<DialerSettings> = fc.record({
  agents: fc.integer({ min: 0, max: 120 }),
  callingLists: fc.array(
    fc.record(
      {
        name: fc.string(),
        dbid: fc.nat(),
        records: fc.integer({ min: 0, max: 2_000 }),
        answerRate: fraction,
      },
      { requiredKeys: ['name', 'dbid', 'records'] },
    ),
    { maxLength: 4 },
  ),
  answerRate: fraction,
  ringSeconds: seconds(40),
  talkSeconds: seconds(300),
  wrapUpSeconds: seconds(60),
  previewSeconds: seconds(40),
  patienceSeconds: seconds(8),
  powerLines: fc.integer({ min: 1, max: 12 }).map((halves) => halves / 2),
  historyLength: fc.integer({ min: 0, max: 200 }),
});

function orders(...modes: DialMode[]): fc.Arbitrary<DialOrder> {
  return fc.record({
    mode: fc.constantFrom(...modes),
    optimizeBy: fc.constantFrom('BusyFactor', 'OverdialRate', 'WaitTime'),
    goal: fc.integer({ min: 1, max: 100 }),
  });
}
const anyOrder = orders('Predict', 'Progress', 'Preview', 'Power');

/** A day's work as a script: at growing instants something is done. */
const script = fc.array(
  fc.record({
    afterMs: fc.integer({ min: 0, max: 900_000 }),
    what: fc.constantFrom('start', 'stop', 'change'),
    order: anyOrder,
  }),
  { maxLength: 6 },
);
type Script = typeof script extends fc.Arbitrary<infer T> ? T : never;

/** Plays a script up to an instant, looking every `lookEveryMs` on the way; gives what was seen at the end and on the way. */
function play(
  dialer: Dialer,
  acts: Script,
  untilMs: number,
  lookEveryMs: number,
  look: (nowMs: number) => void,
): void {
  let nowMs = 0;
  const lookUntil = (instantMs: number): void => {
    for (; nowMs < instantMs; nowMs += lookEveryMs) look(nowMs);
    nowMs = instantMs;
  };
  let atMs = 0;
  let dialing = false;
  for (const act of acts) {
    atMs += act.afterMs;
    if (atMs >= untilMs) break;
    lookUntil(atMs);
    if (act.what === 'stop' && dialing) dialer.stop(atMs);
    if (act.what === 'change' && dialing) dialer.change(atMs, act.order);
    if (act.what === 'start' && !dialing) dialer.start(atMs, act.order);
    dialing = act.what === 'start' || (dialing && act.what !== 'stop');
  }
  lookUntil(untilMs);
}

const UNTIL_MS = 3_600_000;

function seenAt(dialer: Dialer, nowMs: number): string {
  return JSON.stringify([
    dialer.statistics(nowMs),
    dialer.readyRecords(nowMs),
    dialer.callsInProgress(nowMs),
  ]);
}

describe('whatever the settings and whatever is done', () => {
  test('rates stay within 0 and 1, times are whole seconds, and nothing is known before the first result', () => {
    fc.assert(
      fc.property(settings, fc.nat(), script, (given, seed, acts) => {
        const dialer = new Dialer(given, randomFor(seed, 'any'));
        let known = false;
        play(dialer, acts, UNTIL_MS, 97_000, (nowMs) => {
          const statistics = dialer.statistics(nowMs);
          const { busyFactor, hitRatio, overdialRate, timeToComplete } = statistics;
          const rates = [busyFactor, hitRatio, overdialRate];
          const nulls = rates.filter((rate) => rate === null).length;
          expect([0, 3]).toContain(nulls);
          if (nulls === 3) expect([timeToComplete, known]).toEqual([null, false]);
          known ||= nulls === 0;
          expect(rates.filter((rate) => rate !== null && !(rate >= 0 && rate <= 1))).toEqual([]);
          expect(timesOf(statistics).filter((time) => !Number.isInteger(time) || time < 0)).toEqual([]);
          for (const list of statistics.callingLists) {
            if (list.hitRatio === null) expect(list.timeToComplete).toBeNull();
            else expect(list.hitRatio >= 0 && list.hitRatio <= 1).toBe(true);
          }
        });
      }),
    );
  });

  test('ready records only ever become fewer, and calls in progress are never fewer than none', () => {
    fc.assert(
      fc.property(settings, fc.nat(), script, (given, seed, acts) => {
        const dialer = new Dialer(given, randomFor(seed, 'any'));
        let before = given.callingLists.map((list) => list.records);
        play(dialer, acts, UNTIL_MS, 61_000, (nowMs) => {
          const ready = dialer.readyRecords(nowMs);
          expect(ready.filter((records, index) => records < 0 || records > before[index]!)).toEqual([]);
          expect(dialer.callsInProgress(nowMs)).toBeGreaterThanOrEqual(0);
          before = [...ready];
        });
      }),
    );
  });

  test('what is seen does not depend on how often one looks, and the same seed gives the same again', () => {
    fc.assert(
      fc.property(
        settings,
        fc.nat(),
        script,
        fc.integer({ min: 300, max: 50_000 }),
        (given, seed, acts, every) => {
          const [often, seldom, again] = Array.from(
            { length: 3 },
            () => new Dialer(given, randomFor(seed, 'any')),
          );
          play(often!, acts, UNTIL_MS, every, (nowMs) => seenAt(often!, nowMs));
          play(seldom!, acts, UNTIL_MS, UNTIL_MS, () => undefined);
          play(again!, acts, UNTIL_MS, UNTIL_MS, () => undefined);
          expect(seenAt(often!, UNTIL_MS)).toBe(seenAt(seldom!, UNTIL_MS));
          expect(seenAt(again!, UNTIL_MS)).toBe(seenAt(seldom!, UNTIL_MS));
        },
      ),
    );
  });

  test('after a stop all calls end, no earlier than foretold and no later than their times allow', () => {
    fc.assert(
      fc.property(
        settings,
        fc.nat(),
        anyOrder,
        fc.integer({ min: 0, max: 1_200_000 }),
        (given, seed, order, stopMs) => {
          const dialer = new Dialer(given, randomFor(seed, 'any'));
          dialer.start(0, order);
          dialer.stop(stopMs);
          const { ringSeconds, talkSeconds, wrapUpSeconds, patienceSeconds } = given;
          const longest = 1.5 * (ringSeconds + talkSeconds) + wrapUpSeconds + patienceSeconds + 5;
          const latestMs = stopMs + Math.ceil(longest) * 1_000;
          let nowMs = stopMs;
          while (dialer.callsInProgress(nowMs) > 0 && nowMs <= latestMs) {
            const endMs = dialer.lastCallEndsMs(nowMs);
            expect(endMs).toBeGreaterThan(nowMs);
            expect(dialer.callsInProgress(endMs - 1)).toBeGreaterThan(0);
            nowMs = endMs;
          }
          expect(dialer.callsInProgress(latestMs)).toBe(0);
        },
      ),
    );
  });
});

describe('overdialing', () => {
  test('is exactly none in progressive and preview modes', () => {
    let answered = 0;
    fc.assert(
      fc.property(
        settings,
        fc.nat(),
        orders('Progress', 'Preview', 'ProgressGVP', 'PushPreview'),
        (given, seed, order) => {
          const dialer = new Dialer(given, randomFor(seed, 'none'));
          dialer.start(0, order);
          for (let nowMs = 0; nowMs <= UNTIL_MS; nowMs += 300_000) {
            const { overdialRate, hitRatio } = dialer.statistics(nowMs);
            if (hitRatio) answered += 1;
            expect(overdialRate ?? 0).toBe(0);
          }
        },
      ),
    );
    expect(answered).toBeGreaterThan(100);
  });

  test('never rises any more after a change to progressive', () => {
    let overdialed = 0;
    fc.assert(
      fc.property(settings, fc.nat(), fc.integer({ min: 1, max: 1_800_000 }), (given, seed, changeMs) => {
        const dialer = new Dialer(given, randomFor(seed, 'declines'));
        dialer.start(0, { mode: 'Predict', optimizeBy: 'WaitTime', goal: 0 });
        dialer.change(changeMs, { mode: 'Progress', optimizeBy: 'WaitTime', goal: 0 });
        let before = dialer.statistics(changeMs).overdialRate ?? 0;
        if (before > 0) overdialed += 1;
        for (let nowMs = changeMs; nowMs <= changeMs + 900_000; nowMs += 7_000) {
          const rate = dialer.statistics(nowMs).overdialRate ?? 0;
          expect(rate).toBeLessThanOrEqual(before);
          before = rate;
        }
      }),
    );
    expect(overdialed).toBeGreaterThan(10);
  });
});

function timesOf({ timeToComplete, callingLists }: DialingStatistics): readonly number[] {
  return [timeToComplete, ...callingLists.map((list) => list.timeToComplete)].filter((time) => time !== null);
}
