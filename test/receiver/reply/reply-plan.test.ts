import { describe, expect, test, vi } from 'vitest';
import { statusAnswer } from '../../../receiver/reply/answer.ts';
import {
  type ReplyCondition,
  ReplyPlan,
  type ReplyRule,
  type ReplySubject,
} from '../../../receiver/reply/reply-plan.ts';

const spring: ReplySubject = { event: 'periodic', group: 'spring' };
const summer: ReplySubject = { event: 'loaded', group: 'summer' };

/** What a plan answers to so many requests in turn. */
function statuses(plan: ReplyPlan, subjects: readonly ReplySubject[]): number[] {
  return subjects.map((subject) => {
    const answer = plan.decide(() => subject)?.answer;
    if (answer === undefined) return 200;
    return answer.kind === 'status' ? answer.status! : 0;
  });
}

const times = (count: number, subject: ReplySubject = spring): ReplySubject[] =>
  Array.from({ length: count }, () => subject);
const rule = (when: ReplyCondition, status: number) => ({ when, answer: statusAnswer(status) });

describe('A reply plan', () => {
  test('without rules answers as usual, without asking what the request is about', () => {
    const subject = vi.fn(() => spring);
    expect(new ReplyPlan().decide(subject)).toBeNull();
    expect(subject).not.toHaveBeenCalled();
  });

  test.each<[string, ReplyCondition, number[]]>([
    ['to every request', {}, [500, 500, 500, 500, 500]],
    ['to the third', { nth: [3] }, [200, 200, 500, 200, 200]],
    ['to the first and the fourth', { nth: [1, 4] }, [500, 200, 200, 500, 200]],
    ['to the first two', { first: 2 }, [500, 500, 200, 200, 200]],
    ['after the first two', { after: 2 }, [200, 200, 500, 500, 500]],
    ['twice', { times: 2 }, [500, 500, 200, 200, 200]],
    ['twice after the first two', { after: 2, times: 2 }, [200, 200, 500, 500, 200]],
  ])('answers %s', (_what, when, expected) => {
    expect(statuses(new ReplyPlan([rule(when, 500)]), times(5))).toEqual(expected);
  });

  test('tells events and groups apart, and counts only what fits', () => {
    const plan = new ReplyPlan([rule({ events: ['periodic'], groups: ['s*g'], nth: [2] }, 500)]);
    expect(statuses(plan, [spring, summer, spring, summer, spring])).toEqual([200, 200, 500, 200, 200]);
  });

  test('leaves alone what does not say what it is about', () => {
    const plan = new ReplyPlan([rule({ groups: ['*'] }, 500), rule({ events: ['loaded'] }, 501)]);
    expect(statuses(plan, [{ event: null, group: null }])).toEqual([200]);
  });

  test('takes the first rule that applies', () => {
    const plan = new ReplyPlan([rule({ groups: ['summer'] }, 500), rule({}, 503)]);
    expect(statuses(plan, [spring, summer])).toEqual([503, 500]);
  });

  test('lets rules with `times` follow one another', () => {
    const plan = new ReplyPlan([rule({ times: 2 }, 500), rule({ times: 1 }, 503)]);
    expect(statuses(plan, times(5))).toEqual([500, 500, 503, 200, 200]);
  });

  test('counts `nth` over all requests that fit, whoever answered them', () => {
    const plan = new ReplyPlan([rule({ nth: [2] }, 500), rule({ nth: [4] }, 503)]);
    expect(statuses(plan, times(5))).toEqual([200, 500, 200, 503, 200]);
  });

  test('puts new rules in front, in their order, and keeps the counts of the others', () => {
    const plan = new ReplyPlan([rule({ nth: [3] }, 500)]);
    statuses(plan, times(1));
    plan.apply({ kind: 'in front', rules: [rule({ first: 1 }, 503), rule({ first: 1 }, 504)] });
    expect(statuses(plan, times(3))).toEqual([503, 500, 200]);
    expect(plan.rules.map(({ fitted, answered }) => [fitted, answered])).toEqual([
      [3, 1],
      [3, 0],
      [4, 1],
    ]);
  });

  test.each<[string, ReplyCondition, number[]]>([
    ['every third', { every: 3 }, [200, 200, 500, 200, 200, 500, 200]],
    ['every second after the first two', { every: 2, after: 2 }, [200, 200, 200, 500, 200, 500, 200]],
  ])('answers %s', (_what, when, expected) => {
    expect(statuses(new ReplyPlan([rule(when, 500)]), times(7))).toEqual(expected);
  });

  test('tells states apart, and leaves alone what reports none', () => {
    const plan = new ReplyPlan([rule({ states: ['Running'] }, 500)]);
    const subjects: ReplySubject[] = [
      { ...spring, state: 'Running' },
      { ...spring, state: 'Active' },
      { ...spring, state: null },
      spring,
    ];
    expect(statuses(plan, subjects)).toEqual([500, 200, 200, 200]);
  });

  test('keeps to its time: from an instant, until another, for so long since the rule was set', () => {
    let now = 0;
    const plan = new ReplyPlan([rule({ fromMs: 10, untilMs: 30 }, 500)], { sinceStartMs: () => now });
    const at = (ms: number): number => {
      now = ms;
      return statuses(plan, [spring])[0]!;
    };
    expect([9, 10, 29, 30].map(at)).toEqual([200, 500, 500, 200]);
    now = 100;
    plan.apply({ kind: 'in front', rules: [rule({ forMs: 20 }, 503)] });
    expect([100, 119, 120].map(at)).toEqual([503, 503, 200]);
    expect(plan.rules.map(({ fitted }) => fitted)).toEqual([2, 2]);
  });

  test('hits as many as its probability says, the same ones for the same seed, whatever other rules do', () => {
    const hits = (seed: number, more: readonly ReplyRule[] = []): number[] => {
      const plan = new ReplyPlan([rule({ probability: 0.25 }, 500), ...more], { seed });
      return statuses(plan, times(2_000)).map((status) => (status === 500 ? 1 : 0));
    };
    const share = hits(7).reduce((sum, hit) => sum + hit, 0) / 2_000;
    expect(share).toBeGreaterThan(0.22);
    expect(share).toBeLessThan(0.28);
    expect(hits(7)).toEqual(hits(7));
    expect(hits(7, [rule({ nth: [3] }, 503)])).toEqual(hits(7));
    expect(hits(8)).not.toEqual(hits(7));
  });

  test('a rule that is switched off neither answers nor counts, and comes back as it was', () => {
    const plan = new ReplyPlan([rule({ times: 2 }, 500), rule({}, 503)]);
    expect(statuses(plan, times(1))).toEqual([500]);
    expect(plan.switch(1, false)).toBe(true);
    expect(statuses(plan, times(3))).toEqual([503, 503, 503]);
    expect(plan.rules.map(({ id, on, fitted }) => [id, on, fitted])).toEqual([
      [1, false, 1],
      [2, true, 4],
    ]);
    plan.switch(1, true);
    expect(statuses(plan, times(2))).toEqual([500, 503]);
    expect(plan.switch(9, true)).toBe(false);
  });

  test('a rule can be taken away, and its number is never given again', () => {
    const plan = new ReplyPlan([rule({}, 500), rule({}, 503)]);
    expect([plan.remove(1), plan.remove(1)]).toEqual([true, false]);
    plan.apply({ kind: 'in front', rules: [{ ...rule({}, 504), name: 'late' }] });
    expect(plan.rules.map(({ id }) => id)).toEqual([3, 2]);
    expect(plan.decide(() => spring)?.rule).toBe('late');
    plan.remove(3);
    expect(plan.decide(() => spring)?.rule).toBe('rule 2');
  });

  test('goes back to answering as usual', () => {
    const plan = new ReplyPlan([rule({}, 500)]);
    plan.apply({ kind: 'default' });
    expect(statuses(plan, times(1))).toEqual([200]);
    expect(plan.rules).toEqual([]);
  });

  test('starts its counts anew when its rules are replaced', () => {
    const plan = new ReplyPlan([rule({ first: 1 }, 500)]);
    expect(statuses(plan, times(2))).toEqual([500, 200]);
    plan.replace([rule({ first: 1 }, 500)]);
    expect(statuses(plan, times(2))).toEqual([500, 200]);
  });
});
