import {
  type DialMode,
  OPTIMIZATION_METHODS,
  type OptimizationMethod,
} from '../../receiver/contract/vocabulary.ts';
import { type Refused, refused } from './refusal.ts';

/** What a goal can be: whole numbers, both ends included. */
export interface GoalRange {
  readonly min: number;
  readonly max: number;
  readonly unit: 'percent' | 'seconds';
}

/**
 * The goals that each method can have; a method that is not here cannot be dialed by. The units are inferred.
 * @assumption the bounds; that DistributionTime and MaximumGain, whose numbers are unknown, cannot be dialed by; that a predictive
 * mode needs a method
 */
export const GOAL_RANGES: Readonly<Partial<Record<OptimizationMethod, GoalRange>>> = {
  BusyFactor: { min: 1, max: 100, unit: 'percent' },
  OverdialRate: { min: 0, max: 100, unit: 'percent' },
  WaitTime: { min: 0, max: 3_600, unit: 'seconds' },
};

/** Why a predictive mode cannot be dialed with a method and a goal; null if it can. */
export function optimizationRefusal(
  mode: DialMode,
  method: OptimizationMethod,
  goal: number,
): Refused | null {
  const range = GOAL_RANGES[method];
  if (range === undefined) {
    const unnumbered = OPTIMIZATION_METHODS.find(({ name }) => name === method)?.number === null;
    return refused(
      'no optimization',
      unnumbered
        ? `${mode} cannot be dialed by ${method}: no public page gives its number`
        : `${mode} needs an optimization method, and ${method} is none`,
      `name one of ${Object.keys(GOAL_RANGES).join(', ')}`,
    );
  }
  if (Number.isInteger(goal) && goal >= range.min && goal <= range.max) return null;
  return refused(
    'goal out of range',
    `the goal of ${method} cannot be ${goal}`,
    `give whole ${range.unit} from ${range.min} to ${range.max}`,
  );
}
