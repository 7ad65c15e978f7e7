// The desk where a run is told and every report of it is made. Whoever runs the scenarios tells what happens; the reports get it as
// events, and the whole in the end. The end may come at any time, once: the last word is written with what is known by then.

import type { Diagnostic } from '../../receiver/document/diagnostic.ts';
import type { Fate } from '../../receiver/expect/observation.ts';
import type { JudgedExpectation, RunResult } from '../scenario/result.ts';
import type { StepFailure } from '../scenario/stage.ts';
import type { LedgerEntry } from '../sender/ledger.ts';
import type { ReportEvent } from './report-event.ts';
import type { Reporter } from './reporter.ts';
import {
  type InvalidFile,
  overallStatus,
  type RunError,
  type RunReport,
  type ScenarioEnd,
  type ScenarioHead,
  type ScenarioReport,
  type Versions,
} from './run-report.ts';

/** A report, by what the user asked for. */
export interface OpenReport {
  /** `junit=FILE`; for people. */
  readonly name: string;
  readonly reporter: Reporter;
}

/** A report that could not be written. */
export interface UnwrittenReport {
  readonly name: string;
  /** The system's own words. */
  readonly reason: string;
}

/** What is known of a run before it begins. */
export interface RunPlan {
  readonly versions: Versions;
  readonly command: string;
  readonly scenarios: readonly ScenarioHead[];
  /** What was to be played as well, and cannot be; in reports they stand behind the scenarios. */
  readonly invalid?: readonly InvalidFile[];
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
}

interface UnderWay {
  readonly head: ScenarioHead;
  readonly problems: readonly Diagnostic[] | null;
  startedAtMs: number | null;
  result: RunResult | null;
  error: RunError | null;
  settled: number;
  judged: JudgedExpectation[];
  stepFailures: StepFailure[];
}

/** Tells a run to its reports. */
export class Reporting {
  readonly #plan: RunPlan;
  readonly #reports: readonly OpenReport[];
  readonly #startedAtMs: number;
  readonly #scenarios: readonly UnderWay[];
  readonly #unwritten = new Map<string, UnwrittenReport>();
  #error: RunError | null = null;
  #ended: RunReport | null = null;

  /** Begins the run. */
  constructor(plan: RunPlan, reports: readonly OpenReport[]) {
    this.#plan = plan;
    this.#reports = reports;
    this.#startedAtMs = plan.nowMs();
    const { invalid = [], ...told } = plan;
    const all = [...plan.scenarios.map((head) => ({ head, problems: null })), ...invalid];
    this.#scenarios = all.map(({ head, problems }) => ({
      head,
      problems,
      startedAtMs: null,
      result: null,
      error: null,
      settled: 0,
      judged: [],
      stepFailures: [],
    }));
    this.#tell({ kind: 'run started', ...told, scenarios: all.map(({ head }) => head) });
  }

  /** A scenario begins. */
  scenarioStarted(scenario: number): void {
    const underWay = this.#scenarios[scenario]!;
    underWay.startedAtMs = this.#plan.nowMs();
    this.#tell({ kind: 'scenario started', scenario, head: underWay.head });
  }

  /** A notification's one attempt has ended, or there was none. */
  settled(scenario: number, entry: LedgerEntry): void {
    this.#scenarios[scenario]!.settled += 1;
    this.#tell({ kind: 'notification settled', scenario, entry });
  }

  /** What became of a notification in the end. */
  fate(scenario: number, fate: Fate): void {
    this.#tell({ kind: 'notification fate', scenario, fate });
  }

  /** An expectation has its verdict. */
  judged(scenario: number, judged: JudgedExpectation): void {
    this.#scenarios[scenario]!.judged.push(judged);
    this.#tell({ kind: 'expectation judged', scenario, judged });
  }

  /** A step could not do what it says. */
  stepFailed(scenario: number, failure: StepFailure): void {
    this.#scenarios[scenario]!.stepFailures.push(failure);
    this.#tell({ kind: 'step failed', scenario, failure });
  }

  /** A scenario was played to its end, or as far as it came. */
  scenarioEnded(scenario: number, result: RunResult): void {
    const underWay = this.#scenarios[scenario]!;
    underWay.result = result;
    // The result holds them all.
    underWay.judged = [];
    underWay.stepFailures = [];
    this.#tell({ kind: 'scenario ended', scenario, result });
  }

  /** Something other than a verdict keeps a scenario, or the whole run, from its end. The first such thing is told. */
  failed(error: RunError, scenario: number | null = null): void {
    if (this.#ended !== null) return;
    if (scenario !== null) this.#scenarios[scenario]!.error ??= error;
    if (this.#error !== null) return;
    this.#error = error;
    this.#tell({ kind: 'error', error });
  }

  /**
   * The end, however it came: every report is written. Gives those that could not be, and does nothing the second time.
   * `reason` says why what never began was not played.
   */
  end(interrupted: boolean, reason: string): readonly UnwrittenReport[] {
    if (this.#ended !== null) return [...this.#unwritten.values()];
    const report = this.#report(interrupted, reason);
    this.#ended = report;
    report.scenarios.forEach((each, scenario) => {
      if (each.end.kind !== 'played') this.#tell({ kind: 'scenario given up', scenario, report: each });
    });
    this.#tell({ kind: 'run ended', report });
    for (const each of this.#reports) this.#attempt(each, () => each.reporter.end(report));
    return [...this.#unwritten.values()];
  }

  #report(interrupted: boolean, reason: string): RunReport {
    const scenarios = this.#scenarios.map(
      (underWay): ScenarioReport => ({
        head: underWay.head,
        startedAtMs: underWay.startedAtMs,
        end: this.#endOf(underWay, reason),
      }),
    );
    return {
      versions: this.#plan.versions,
      command: this.#plan.command,
      startedAtMs: this.#startedAtMs,
      realMs: Math.max(0, Math.round(this.#plan.nowMs() - this.#startedAtMs)),
      status: overallStatus(scenarios, this.#error),
      interrupted,
      error: this.#error,
      scenarios,
    };
  }

  #endOf(underWay: UnderWay, reason: string): ScenarioEnd {
    const { head, problems, result, startedAtMs, judged, stepFailures, settled } = underWay;
    if (problems !== null) return { kind: 'invalid', problems };
    if (result !== null) return { kind: 'played', result };
    if (head.skipped !== undefined) return { kind: 'not played', reason: `skipped: ${head.skipped}` };
    if (startedAtMs === null) return { kind: 'not played', reason };
    const error = underWay.error ?? this.#error ?? ENDED;
    return { kind: 'broken off', error, judged, stepFailures, settled };
  }

  #tell(event: ReportEvent): void {
    for (const each of this.#reports) this.#attempt(each, () => each.reporter.tell(event));
  }

  /** A report that cannot be written is left alone from then on; the run and the other reports go on. */
  #attempt({ name }: OpenReport, write: () => void): void {
    if (this.#unwritten.has(name)) return;
    try {
      write();
    } catch (error) {
      this.#unwritten.set(name, { name, reason: (error as Error).message });
    }
  }
}

/** What is said of a run whose process ends before it has. */
export const ENDED: RunError = {
  kind: 'ended',
  message: 'the process was ended before the run was',
  detail: null,
};
