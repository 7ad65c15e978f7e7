import type { Fate } from '../../receiver/expect/observation.ts';
import type { JudgedExpectation, RunResult } from '../scenario/result.ts';
import type { StepFailure } from '../scenario/stage.ts';
import type { LedgerEntry } from '../sender/ledger.ts';
import type { RunError, RunReport, ScenarioHead, ScenarioReport, Versions } from './run-report.ts';

/** What happened in a run, told as it happens. `scenario` counts from 0 in the order in which they were asked for. */
export type ReportEvent =
  | {
      readonly kind: 'run started';
      readonly versions: Versions;
      readonly command: string;
      readonly scenarios: readonly ScenarioHead[];
    }
  | { readonly kind: 'scenario started'; readonly scenario: number; readonly head: ScenarioHead }
  /** A notification's one attempt has ended, or there was none. */
  | { readonly kind: 'notification settled'; readonly scenario: number; readonly entry: LedgerEntry }
  /** What became of a notification in the end. */
  | { readonly kind: 'notification fate'; readonly scenario: number; readonly fate: Fate }
  | { readonly kind: 'expectation judged'; readonly scenario: number; readonly judged: JudgedExpectation }
  | { readonly kind: 'step failed'; readonly scenario: number; readonly failure: StepFailure }
  | { readonly kind: 'scenario ended'; readonly scenario: number; readonly result: RunResult }
  /** A scenario that will not be played, or that was broken off. */
  | { readonly kind: 'scenario given up'; readonly scenario: number; readonly report: ScenarioReport }
  | { readonly kind: 'error'; readonly error: RunError }
  | { readonly kind: 'run ended'; readonly report: RunReport };
