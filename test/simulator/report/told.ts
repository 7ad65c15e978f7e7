import type { Destination, Reporter, ReportSurroundings } from '../../../simulator/report/reporter.ts';
import { REPORTERS, type ReporterName } from '../../../simulator/report/reporters.ts';
import { Reporting } from '../../../simulator/report/reporting.ts';
import type { RunError, RunReport, ScenarioHead } from '../../../simulator/report/run-report.ts';
import type { RunResult } from '../../../simulator/scenario/result.ts';
import { resultOf } from './reports.ts';

/** No report depends on today. */
export const NOW_MS = Date.UTC(2026, 0, 1, 12);

/** A report's text, as it goes to a file or to standard output. */
export interface Written {
  readonly file: string;
  readonly out: string;
}

/** What a slow machine opens may be one connection more. */
const CONNECTIONS = { opened: 2, reused: 20, closedByTarget: 0, closedBySender: 2 };

/** The result of a run without the times of this machine. */
export async function timeless(name: string, stopAfter?: number): Promise<RunResult> {
  const result = await resultOf(name, stopAfter);
  const lost = result.lost.map((entry) => ({
    ...entry,
    outcome: entry.outcome && { ...entry.outcome, durationMs: 0 },
  }));
  return { ...result, realMs: 0, lost, counts: { ...result.counts, connections: CONNECTIONS } };
}

/** A scenario as it was asked for. */
export function headOf({ name, file, seed, contractTitle, timelines }: RunResult): ScenarioHead {
  return {
    name,
    file,
    seed,
    contract: contractTitle,
    groups: timelines.map(({ label }) => label),
    command: `ocs-sim run ${file} --seed ${seed}`,
  };
}

/** What a run is told beside its results. */
export interface Circumstances {
  readonly interrupted?: boolean;
  readonly error?: RunError;
  /** Scenarios that begin and never end. */
  readonly brokenOff?: readonly ScenarioHead[];
  /** Scenarios that never begin. */
  readonly notPlayed?: readonly ScenarioHead[];
}

/** Tells a run of which these are the results to reporters. */
export function tell(
  results: readonly RunResult[],
  reporters: readonly Reporter[],
  { interrupted = false, error, brokenOff = [], notPlayed = [] }: Circumstances = {},
): RunReport {
  let report: RunReport | null = null;
  const keeper: Reporter = {
    tell: () => {},
    end: (whole) => {
      report = whole;
    },
  };
  const scenarios = [...results.map(headOf), ...brokenOff, ...notPlayed];
  const reporting = new Reporting(
    {
      versions: { tool: '0.1.0', node: '24.0.0' },
      command: `ocs-sim run ${scenarios.map(({ file }) => file).join(' ')}`,
      scenarios,
      nowMs: () => NOW_MS,
    },
    [keeper, ...reporters].map((reporter, index) => ({ name: String(index), reporter })),
  );
  results.forEach((result, index) => {
    reporting.scenarioStarted(index);
    for (const entry of result.lost) reporting.settled(index, entry);
    for (const fate of result.ledger.notable) reporting.fate(index, fate);
    for (const judged of result.judged) reporting.judged(index, judged);
    for (const failure of result.stepFailures) reporting.stepFailed(index, failure);
    reporting.scenarioEnded(index, result);
  });
  brokenOff.forEach((_, index) => {
    reporting.scenarioStarted(results.length + index);
  });
  if (error !== undefined) reporting.failed(error, brokenOff.length > 0 ? results.length : null);
  const unwritten = reporting.end(interrupted, 'an earlier scenario did not pass');
  if (unwritten.length > 0) throw new Error(unwritten.map(({ reason }) => reason).join('\n'));
  return report!;
}

/** The whole of a run as reports get it. */
export function reportOf(results: readonly RunResult[], circumstances?: Circumstances): RunReport {
  return tell(results, [], circumstances);
}

/** One report of a run, as it is written. */
export async function written(
  name: ReporterName,
  results: readonly RunResult[],
  { environment = {}, ...circumstances }: Circumstances & Partial<ReportSurroundings> = {},
): Promise<Written> {
  let file = '';
  let out = '';
  const to: Destination = {
    name: 'test',
    replace: (text) => {
      file = text;
    },
    append: (text) => {
      file += text;
    },
    close: () => {},
  };
  const surroundings: ReportSurroundings = {
    out: (text) => {
      out += text;
    },
    nowMs: () => NOW_MS,
    environment,
  };
  const kind = REPORTERS.find((each) => each.name === name)!;
  tell(results, [await kind.open(to, surroundings)], circumstances);
  return { file, out };
}
