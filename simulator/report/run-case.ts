import { errorLines } from './cases.ts';
import { type RunReport, scenarioStatus } from './run-report.ts';

/** The run as a whole as a test case. */
export interface RunCase {
  readonly name: string;
  readonly status: 'error' | 'inconclusive';
  /** The kind of the error, or `inconclusive`. */
  readonly type: string;
  readonly headline: string;
  readonly lines: readonly string[];
}

/**
 * The run as a case of its own, for the formats that know nothing but cases: where none of its scenarios tells that it did not pass.
 * What was not played is skipped there, which looks well to most readers. Null where there is nothing to be added.
 */
export function runCaseOf({ status, interrupted, error, scenarios }: RunReport): RunCase | null {
  const name = 'the run as a whole';
  const statuses = scenarios.map(scenarioStatus);
  if (error !== null && !statuses.includes('error'))
    return { name, status: 'error', type: error.kind, headline: error.message, lines: errorLines(error) };
  if (status !== 'inconclusive' || statuses.includes('inconclusive')) return null;
  const why = interrupted
    ? 'it was interrupted before its end'
    : statuses.includes('passed')
      ? 'not everything was played'
      : 'nothing was played';
  return { name, status, type: status, headline: `inconclusive: ${why}`, lines: [] };
}
