// All that a report can tell of one call of `run`: what was asked for, how each scenario ended, and what went wrong around them.
// It is complete at any moment, so that a report can be written however the run ends.

import type { Diagnostic } from '../../receiver/document/diagnostic.ts';
import type { JudgedExpectation, RunResult } from '../scenario/result.ts';
import type { StepFailure } from '../scenario/stage.ts';

/** What ran. */
export interface Versions {
  /** Of ocs-sim. */
  readonly tool: string;
  /** Of Node.js. */
  readonly node: string;
}

/** A scenario as it was asked for. */
export interface ScenarioHead {
  readonly name: string;
  /** As the user named it. */
  readonly file: string;
  readonly seed: number;
  /** For people: the release, and the site's contract where there is one. */
  readonly contract: string;
  /** Its campaign groups, by the scenario's names for them. */
  readonly groups: readonly string[];
  /** The command line that plays it again in the same way. */
  readonly command: string;
  /** Why its file says that it is not to be played; only where it does. */
  readonly skipped?: string;
}

/** A file that could not be played, because of what is wrong with it. */
export interface InvalidFile {
  readonly head: ScenarioHead;
  /** At least one of them is an error. */
  readonly problems: readonly Diagnostic[];
}

/**
 * What kept a run from going its way, other than what it judged:
 * - `environment`: something around it failed, such as a target that cannot be reached;
 * - `internal`: an exception in our own code;
 * - `ended`: the process was told to end before the run had;
 * - `invalid`: its file is wrong.
 */
export interface RunError {
  readonly kind: 'environment' | 'internal' | 'ended' | 'invalid';
  readonly message: string;
  /** What to do about it, or where it happened; null where nothing is known. */
  readonly detail: string | null;
}

/** How far a scenario came. */
export type ScenarioEnd =
  | { readonly kind: 'played'; readonly result: RunResult }
  /** Its file is wrong. */
  | { readonly kind: 'invalid'; readonly problems: readonly Diagnostic[] }
  /** It never began. */
  | { readonly kind: 'not played'; readonly reason: string }
  /** It began and never ended: this much is known. */
  | {
      readonly kind: 'broken off';
      readonly error: RunError;
      readonly judged: readonly JudgedExpectation[];
      readonly stepFailures: readonly StepFailure[];
      /** Notifications whose one attempt had ended, or that were not attempted. */
      readonly settled: number;
    };

/** One scenario of a run. */
export interface ScenarioReport {
  readonly head: ScenarioHead;
  /** Milliseconds since 1970; null where it never began. */
  readonly startedAtMs: number | null;
  readonly end: ScenarioEnd;
}

/** How a scenario came out: as its result says, or `not played`, or `error` where it was broken off or its file is wrong. */
export type ScenarioStatus = RunResult['status'] | 'not played' | 'error';

/**
 * How the whole run came out: the worst of its scenarios, `error` where something around them failed, and never `passed` where one
 * of them that was not to be skipped was not played.
 */
export type OverallStatus = RunResult['status'] | 'error';

/** One call of `run`. */
export interface RunReport {
  readonly versions: Versions;
  /** The command line as it can be given again. */
  readonly command: string;
  /** Milliseconds since 1970. */
  readonly startedAtMs: number;
  readonly realMs: number;
  readonly status: OverallStatus;
  /** It was stopped from outside. */
  readonly interrupted: boolean;
  readonly error: RunError | null;
  /** In the order in which they were asked for. */
  readonly scenarios: readonly ScenarioReport[];
}

/** How a scenario came out, in one word. */
export function scenarioStatus({ end }: ScenarioReport): ScenarioStatus {
  if (end.kind === 'played') return end.result.status;
  return end.kind === 'not played' ? 'not played' : 'error';
}

/** The worst: error before failed before inconclusive before passed; what was not played has passed nothing. */
export function overallStatus(scenarios: readonly ScenarioReport[], error: RunError | null): OverallStatus {
  const statuses = scenarios.map(scenarioStatus);
  if (error !== null || statuses.includes('error')) return 'error';
  if (statuses.includes('failed')) return 'failed';
  const wanted = statuses.filter(
    (status, index) => status !== 'not played' || scenarios[index]!.head.skipped === undefined,
  );
  return wanted.length > 0 && wanted.every((status) => status === 'passed') ? 'passed' : 'inconclusive';
}

/** The verdicts of a scenario, as far as it came. */
export function judgedOf({ end }: ScenarioReport): readonly JudgedExpectation[] {
  if (end.kind === 'played') return end.result.judged;
  return end.kind === 'broken off' ? end.judged : [];
}

/** The steps of a scenario that failed, as far as it came. */
export function stepFailuresOf({ end }: ScenarioReport): readonly StepFailure[] {
  if (end.kind === 'played') return end.result.stepFailures;
  return end.kind === 'broken off' ? end.stepFailures : [];
}
