import { describe, expect, test } from 'vitest';
import { explainVerdict } from '../../../receiver/expect/explain.ts';
import { expectStepShape } from '../../../receiver/expect/vocabulary.ts';
import { complaintsAbout, judgeStep, told } from './judging.ts';
import { arrival, arrivals, GAP } from './observations.ts';

const AT_2M = { startMs: 120_000 };
const STEP = '{ group: spring, event: dial mode changed, within: 1s, fields: { GSW_DIAL_MODE: 2 } }';

describe('the step expect', () => {
  test('holds and is settled as soon as the notification came', () => {
    const came = arrival('dial mode changed', 120_000, { dialMode: 'Progress' });
    const before = judgeStep(STEP, [], AT_2M);
    expect(before.expectation.settled).toBe(false);
    const { expectation, verdict } = judgeStep(STEP, [came], AT_2M);
    expect(expectation.settled).toBe(true);
    expect(told(verdict)).toMatchInlineSnapshot(
      `"passed: dial mode changed of spring with GSW_DIAL_MODE = 2 (Progress) within 1 s (1)"`,
    );
  });

  test('says how long it waited and what came nearest', () => {
    const other = arrival('dial mode changed', 120_000, { number: 14, dialMode: 'Predict' });
    const { verdict } = judgeStep(STEP, [other, arrival('periodic', 120_500, { number: 15 })], AT_2M);
    expect(told(verdict)).toMatchInlineSnapshot(`
      "failed: dial mode changed of spring with GSW_DIAL_MODE = 2 (Progress) within 1 s (0)
      expected a notification that never came
      waited  1 s of campaign time from 00:02:00.000
      nearest #14, posted 00:02:00.000, dial mode changed of spring: one field differs
              GSW_DIAL_MODE   expected 2 (Progress)   got 1 (Predict)"
    `);
  });

  test('the nearest one lists all that differs', () => {
    const other = arrival('stopped', 123_000, { number: 15, group: 'summer' });
    const { verdict } = judgeStep(STEP, [other], AT_2M);
    expect(told(verdict)).toMatchInlineSnapshot(`
      "failed: dial mode changed of spring with GSW_DIAL_MODE = 2 (Progress) within 1 s (0)
      expected a notification that never came
      waited  1 s of campaign time from 00:02:00.000
      nearest #15, posted 00:02:03.000, stopped of summer: event, group, time and one field differ
              event           expected dial mode changed   got stopped
              group           expected spring              got summer
              time            expected within the window   got 2 s too late
              GSW_DIAL_MODE   expected 2 (Progress)        got 0 (NoDialMode)"
    `);
  });

  test('of several that are near the one with the fewest differences is shown', () => {
    const yaml = '{ event: periodic, fields: { GSW_DIAL_MODE: 2, GSW_QUEUE_NAME: Q, GSW_OPTIMIZE_GOAL: 5 } }';
    const two = arrival('periodic', 120_100, { number: 2, fields: { GSW_QUEUE_NAME: 'Q' } });
    const one = arrival('periodic', 120_200, {
      number: 3,
      dialMode: 'Progress',
      fields: { GSW_QUEUE_NAME: 'Q' },
    });
    const other = arrival('started', 120_300, { number: 4 });
    const { verdict } = judgeStep(yaml, [two, one, other], AT_2M);
    expect(told(verdict)).toMatchInlineSnapshot(`
      "failed: periodic with GSW_DIAL_MODE = 2 (Progress) and 2 more within 1 s (0)
      expected a notification that never came
      waited  1 s of campaign time from 00:02:00.000
      nearest #3, posted 00:02:00.200, periodic of spring: one field differs
              GSW_OPTIMIZE_GOAL   expected 5   got 0"
    `);
  });

  test('one of another event is further off than a field or two', () => {
    const yaml = '{ event: dial mode changed, fields: { GSW_DIAL_MODE: Progress, GSW_QUEUE_NAME: Q } }';
    const fields = { GSW_QUEUE_NAME: 'Q' };
    const other = arrival('periodic', 120_000, { number: 2, dialMode: 'Progress', fields });
    const meant = arrival('dial mode changed', 120_100, { number: 3 });
    const { verdict } = judgeStep(yaml, [other, meant], AT_2M);
    expect(explainVerdict(verdict)).toContain(
      'nearest #3, posted 00:02:00.100, dial mode changed of spring: two fields differ',
    );
  });

  test('one that came out of time is shown with how far it was off', () => {
    const early = arrival('dial mode changed', 119_750, { number: 13, dialMode: 'Progress' });
    const late = arrival('dial mode changed', 121_500, { number: 15, dialMode: 'Progress' });
    expect(told(judgeStep(STEP, [late, early], AT_2M).verdict)).toMatchInlineSnapshot(`
      "failed: dial mode changed of spring with GSW_DIAL_MODE = 2 (Progress) within 1 s (0)
      expected a notification that never came
      waited  1 s of campaign time from 00:02:00.000
      nearest #13, posted 00:01:59.750, dial mode changed of spring: time differs
              time   expected within the window   got 250 ms too early"
    `);
    expect(told(judgeStep(STEP, [late], AT_2M).verdict)).toMatchInlineSnapshot(`
      "failed: dial mode changed of spring with GSW_DIAL_MODE = 2 (Progress) within 1 s (0)
      expected a notification that never came
      waited  1 s of campaign time from 00:02:00.000
      nearest #15, posted 00:02:01.500, dial mode changed of spring: time differs
              time   expected within the window   got 500 ms too late"
    `);
  });

  test('both ends of its time belong to it', () => {
    const at = (ms: number) => [arrival('dial mode changed', ms, { dialMode: 'Progress' })];
    expect(judgeStep(STEP, at(120_000), AT_2M).verdict.status).toBe('passed');
    expect(judgeStep(STEP, at(121_000), AT_2M).verdict.status).toBe('passed');
    expect(judgeStep(STEP, at(121_001), AT_2M).verdict.status).toBe('failed');
    expect(judgeStep(STEP, at(119_999), AT_2M).verdict.status).toBe('failed');
  });

  test('it takes a second unless it says otherwise', () => {
    expect(judgeStep('{ event: loaded }', [arrival('loaded', 1_000)]).verdict.status).toBe('passed');
    expect(judgeStep('{ event: loaded }', [arrival('loaded', 1_001)]).verdict.status).toBe('failed');
  });

  test('when nothing arrived at all it says so', () => {
    expect(told(judgeStep(STEP, [], AT_2M).verdict)).toMatchInlineSnapshot(`
      "failed: dial mode changed of spring with GSW_DIAL_MODE = 2 (Progress) within 1 s (0)
      expected a notification that never came
      waited  1 s of campaign time from 00:02:00.000
      nearest none: nothing else arrived"
    `);
  });

  test('a body that cannot be judged is shown as what came nearest', () => {
    const broken = arrival('loaded', 120_000, {
      number: 9,
      content: { kind: 'unusable', problem: 'cut short', detail: '12 of 400 bytes' },
    });
    expect(told(judgeStep(STEP, [broken], AT_2M).verdict)).toMatchInlineSnapshot(`
      "failed: dial mode changed of spring with GSW_DIAL_MODE = 2 (Progress) within 1 s (0)
      expected a notification that never came
      waited  1 s of campaign time from 00:02:00.000
      nearest #9, posted 00:02:00.000, an unknown event of an unknown group: its body cannot be judged
      body    cut short: 12 of 400 bytes"
    `);
  });

  test('none waits for the whole time, and the first that comes settles it', () => {
    const none = '{ event: periodic, within: 30s, none: true }';
    expect(judgeStep(none, []).verdict.status).toBe('passed');
    expect(judgeStep(none, []).expectation.settled).toBe(false);
    const { expectation, verdict } = judgeStep(none, [arrival('periodic', 10_000)]);
    expect(expectation.settled).toBe(true);
    expect(told(verdict)).toMatchInlineSnapshot(`
      "failed: no periodic notifications within 30 s (1)
      expected no notifications, 1 came
      waited  30 s of campaign time from 00:00:00.000
      surplus #2, posted 00:00:10.000, periodic of spring"
    `);
    expect(judgeStep(none, [GAP]).verdict.status).toBe('inconclusive');
  });

  test('a count may be demanded', () => {
    const three = arrivals([
      ['periodic', 1],
      ['periodic', 2],
      ['periodic', 3],
    ]);
    expect(judgeStep('{ event: periodic, within: 5s, count: 3 }', three).verdict.status).toBe('passed');
    expect(judgeStep('{ event: periodic, within: 5s, count: 2 }', three).verdict.status).toBe('failed');
    expect(
      told(judgeStep('{ event: periodic, within: 5s, count: { atLeast: 4 } }', three).verdict),
    ).toMatchInlineSnapshot(`
      "failed: at least 4 periodic notifications within 5 s (3)
      expected at least 4 notifications, 3 came
      waited  5 s of campaign time from 00:00:00.000"
    `);
  });

  test('each group that is named must show it', () => {
    const yaml = '{ group: [spring, summer], event: loaded }';
    const spring = arrival('loaded', 0);
    const summer = arrival('loaded', 0, { group: 'summer' });
    expect(judgeStep(yaml, [spring, summer]).expectation.settled).toBe(true);
    expect(judgeStep(yaml, [spring]).expectation.settled).toBe(false);
    expect(
      told(judgeStep(yaml, [spring, arrival('loaded', 0, { group: 'autumn' })]).verdict),
    ).toMatchInlineSnapshot(`
      "failed: loaded of spring and summer within 1 s (spring 1, summer 0)
      expected a notification of summer that never came
      waited  1 s of campaign time from 00:00:00.000
      nearest #1, posted 00:00:00.000, loaded of autumn: group differs
              group   expected summer   got autumn"
    `);
  });

  test('a pattern that means no known group fails', () => {
    expect(judgeStep('{ group: x*, event: loaded }', [arrival('loaded', 0)]).verdict.status).toBe('failed');
  });

  test('a gap leaves open what did not come, not what came', () => {
    expect(judgeStep('{ event: loaded }', [GAP]).verdict.status).toBe('inconclusive');
    expect(judgeStep('{ event: loaded }', [GAP, arrival('loaded', 0)]).verdict.status).toBe('passed');
    expect(judgeStep('{ event: loaded, count: 1 }', [GAP, arrival('loaded', 0)]).verdict.status).toBe(
      'inconclusive',
    );
  });

  test('none and count do not go together', () => {
    expect(
      complaintsAbout('{ event: loaded, none: true, count: 2 }', expectStepShape),
    ).toMatchInlineSnapshot(`
      "scenario.yaml:1:1: error[conflicting-keys] none and count cannot stand together
         1 │ { event: loaded, none: true, count: 2 }
           │ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          hint:     count: none says the same as none: true"
    `);
  });
});
