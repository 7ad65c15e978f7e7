import { describe, expect, test, vi } from 'vitest';
import { statusAnswer } from '../../../receiver/reply/answer.ts';
import { type ReplyCondition, ReplyPlan, type ReplySubject } from '../../../receiver/reply/reply-plan.ts';

const spring: ReplySubject = { event: 'periodic', group: 'spring' };
const summer: ReplySubject = { event: 'loaded', group: 'summer' };

/** What a plan answers to so many requests in turn. */
function statuses(plan: ReplyPlan, subjects: readonly ReplySubject[]): number[] {
  return subjects.map((subject) => {
    const answer = plan.decide(() => subject);
    return answer.kind === 'status' ? answer.status : 0;
  });
}

const times = (count: number, subject: ReplySubject = spring): ReplySubject[] =>
  Array.from({ length: count }, () => subject);
const rule = (when: ReplyCondition, status: number) => ({ when, answer: statusAnswer(status) });

describe('A reply plan', () => {
  test('without rules answers as usual, without asking what the request is about', () => {
    const subject = vi.fn(() => spring);
    expect(new ReplyPlan().decide(subject)).toMatchObject({ status: 200, manner: 'as usual' });
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
