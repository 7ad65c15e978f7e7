import type { RunResult } from '../../scenario/result.ts';
import type { Scenario } from '../../scenario/scenario.ts';

/** One go of `run`: of all that it finds, or of what somebody who watches wants of it. */
export interface Round {
  /** Ends it early, besides an interrupt; null: nothing does. */
  readonly signal: AbortSignal | null;
  /** Somebody else says what came out. */
  readonly silent: boolean;
  /** A file is about to be read for a scenario file; for all of them, if that is null. */
  reads(file: string, scenarioFile: string | null): void;
  /** Of the scenarios that could be played those that shall be. */
  wanted(scenarios: readonly Scenario[]): readonly Scenario[];
  ended(scenario: Scenario, result: RunResult): void;
}

/** A plan with as much in it as the round wants. */
export function planOfRound<
  Plan extends { readonly scenarios: readonly Scenario[]; readonly names: readonly string[] },
>(plan: Plan, round: Round): Plan {
  const wanted = new Set(round.wanted(plan.scenarios));
  const isWanted = (_: unknown, index: number): boolean => wanted.has(plan.scenarios[index]!);
  return { ...plan, scenarios: plan.scenarios.filter(isWanted), names: plan.names.filter(isWanted) };
}

/** Plays all that there is, once. */
export const ONE_ROUND: Round = {
  signal: null,
  silent: false,
  reads: () => {},
  wanted: (scenarios) => scenarios,
  ended: () => {},
};
