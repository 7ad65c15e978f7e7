import { describe, expect, test } from 'vitest';
import { dialerSettings } from '../../../simulator/campaign/dialer-settings.ts';
import { Pacer, type PacingView } from '../../../simulator/campaign/pacing.ts';

const settings = dialerSettings([], { agents: 10, powerLines: 2.5 });

/** Ten agents, of whom four are free; three in ten attempts were answered. */
const usual: PacingView = {
  freeAgents: 4,
  waiting: 0,
  ringing: 0,
  connected: 0,
  answered: 0,
  overdialed: 0,
  attempts: 1_000,
  answers: 300,
};

function pacer(goal: number): Pacer {
  const made = new Pacer(settings);
  made.take({ mode: 'Predict', optimizeBy: 'OverdialRate', goal });
  return made;
}

describe('how many attempts are begun', () => {
  test.each([
    { mode: 'Progress', view: usual, attempts: 4 },
    { mode: 'Progress', view: { ...usual, ringing: 3 }, attempts: 1 },
    { mode: 'Progress', view: { ...usual, ringing: 9 }, attempts: 0 },
    { mode: 'Progress', view: { ...usual, waiting: 4 }, attempts: 0 },
    { mode: 'Power', view: usual, attempts: 10 },
    { mode: 'Power', view: { ...usual, ringing: 3, waiting: 2 }, attempts: 2 },
    { mode: 'Preview', view: usual, attempts: 0 },
  ] as const)('in $mode: $attempts', ({ mode, view, attempts }) => {
    const made = new Pacer(settings);
    made.take({ mode, optimizeBy: 'BusyFactor', goal: 80 });
    expect(made.attempts(view)).toBe(attempts);
  });

  test('in Predict, more than there are free agents, in proportion to how few answer', () => {
    const dialed = (answers: number): number => pacer(5).attempts({ ...usual, answers });
    expect(dialed(300)).toBeGreaterThan(4);
    expect(dialed(150) / dialed(300)).toBeCloseTo(2, 0);
  });
});

describe('steering by the overdial rate', () => {
  test('what could not be spent is not saved up: overdialing is answered at once', () => {
    const patient = pacer(100);
    const before = Array.from({ length: 100 }, () => patient.attempts({ ...usual, answered: 50 })).at(-1)!;
    const after = patient.attempts({ ...usual, overdialed: 20 });
    expect(after).toBeLessThan(before / 2);
  });

  test('a new goal begins without the debts of the old one', () => {
    const indebted = pacer(1);
    indebted.attempts({ ...usual, overdialed: 100 });
    expect(indebted.attempts(usual)).toBe(4);
    indebted.take({ mode: 'Predict', optimizeBy: 'OverdialRate', goal: 5 });
    expect(indebted.attempts(usual)).toBe(pacer(5).attempts(usual));
    expect(indebted.attempts(usual)).toBeGreaterThan(4);
  });

  test('however deep in debt, the free agents are dialed for', () => {
    const indebted = pacer(1);
    indebted.attempts({ ...usual, overdialed: 1_000 });
    expect(indebted.attempts({ ...usual, ringing: 1 })).toBe(3);
  });
});
