import { isGoneForEver } from '../../receiver/expect/ledger-class.ts';
import type { RunResult } from '../scenario/result.ts';
import {
  judgedOf,
  type RunReport,
  type ScenarioStatus,
  scenarioStatus,
  stepFailuresOf,
} from './run-report.ts';

/** Counts over all scenarios of a run. */
export interface Totals {
  readonly scenarios: number;
  readonly passed: number;
  readonly failed: number;
  readonly inconclusive: number;
  /** Broken off. */
  readonly errors: number;
  readonly notPlayed: number;
  readonly expectations: number;
  readonly expectationsPassed: number;
  readonly stepsFailed: number;
  readonly intended: number;
  readonly attempted: number;
  readonly delivered: number;
  /** Attempted and surely not kept. */
  readonly lost: number;
}

/** How many notifications of a result are gone for ever, by its ledger; the same number in every report. */
export function lostOf({ ledger }: Pick<RunResult, 'ledger'>): number {
  return ledger.counts.reduce((sum, each) => sum + (isGoneForEver(each) ? each.count : 0), 0);
}

/** Adds up what the scenarios of a run came to. */
export function totalsOf({ scenarios }: Pick<RunReport, 'scenarios'>): Totals {
  const of = (status: ScenarioStatus): number =>
    scenarios.filter((scenario) => scenarioStatus(scenario) === status).length;
  const judged = scenarios.flatMap(judgedOf);
  const sum = (what: 'intended' | 'attempted' | 'delivered'): number =>
    scenarios.reduce((total, { end }) => total + (end.kind === 'played' ? end.result.counts[what] : 0), 0);
  return {
    scenarios: scenarios.length,
    passed: of('passed'),
    failed: of('failed'),
    inconclusive: of('inconclusive'),
    errors: of('error'),
    notPlayed: of('not played'),
    expectations: judged.length,
    expectationsPassed: judged.filter(({ verdict }) => verdict.status === 'passed').length,
    stepsFailed: scenarios.reduce((total, scenario) => total + stepFailuresOf(scenario).length, 0),
    intended: sum('intended'),
    attempted: sum('attempted'),
    delivered: sum('delivered'),
    lost: scenarios.reduce((total, { end }) => total + (end.kind === 'played' ? lostOf(end.result) : 0), 0),
  };
}
