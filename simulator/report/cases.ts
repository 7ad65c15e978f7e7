// What a scenario comes to as a list of test cases, for the formats that know nothing else: its expectations, the steps that failed,
// and the scenario itself where nothing in it says why it did not pass.

import type { Diagnostic } from '../../receiver/document/diagnostic.ts';
import { sinceEpochText } from '../../receiver/document/instant-text.ts';
import type { Place } from '../../receiver/document/place.ts';
import type { Verdict } from '../../receiver/expect/expectation.ts';
import { explainVerdict } from '../../receiver/expect/explain.ts';
import type { StepFailure } from '../scenario/stage.ts';
import { count } from './numbers.ts';
import type { RunError, ScenarioReport } from './run-report.ts';
import { judgedOf, stepFailuresOf } from './run-report.ts';

/** `error`: the run was kept from judging it; `skipped`: it was never begun. */
export type CaseStatus = 'passed' | 'failed' | 'inconclusive' | 'error' | 'skipped';

/** A test case. */
export interface ReportCase {
  readonly kind: 'expectation' | 'step' | 'scenario';
  /** Within its scenario no other has it; the same from run to run. */
  readonly name: string;
  readonly status: CaseStatus;
  /** Where it stands in the file; null for the scenario itself. */
  readonly place: Place | null;
  /** What went wrong in one line; of a case that passed, what was seen. */
  readonly headline: string;
  /** The explanation that follows the headline. */
  readonly lines: readonly string[];
  /** Of an expectation what was found, as data. */
  readonly verdict: Verdict | null;
}

/** All cases of a scenario: failed steps first, as in the report for people. Never empty. */
export function casesOf(scenario: ScenarioReport): readonly ReportCase[] {
  if (scenario.end.kind === 'invalid') return numbered(scenario.end.problems.flatMap(problemCases));
  const found = [
    ...stepFailuresOf(scenario).map(stepCase),
    ...judgedOf(scenario).map(({ place, verdict }) => verdictCase(place, verdict)),
  ];
  const open = scenarioCase(scenario, found);
  return numbered(open === null ? found : [...found, open]);
}

/** An error in the file; warnings are for people who look at it. */
function problemCases({ severity, code, place, message, found, expected, hint }: Diagnostic): ReportCase[] {
  if (severity !== 'error') return [];
  const lines = Object.entries({ found, expected, hint }).flatMap(([name, text]) =>
    text === undefined ? [] : [`${name}: ${text}`],
  );
  const headline = `${code}: ${message}`;
  const isText = place.source.text !== '';
  const name = isText ? `the file: ${message}` : message;
  return [
    { kind: 'scenario', name, status: 'error', place: isText ? place : null, headline, lines, verdict: null },
  ];
}

function stepCase(failure: StepFailure): ReportCase {
  const { title, place, lines, atMs } = failure;
  return {
    kind: 'step',
    name: `step: ${title}`,
    status: 'failed',
    place,
    headline: `${title} at ${sinceEpochText(atMs)}`,
    lines,
    verdict: null,
  };
}

function verdictCase(place: Place, verdict: Verdict): ReportCase {
  const [headline = verdict.summary, ...lines] = explainVerdict(verdict);
  return {
    kind: 'expectation',
    name: verdict.title,
    status: verdict.status,
    place,
    headline,
    lines,
    verdict,
  };
}

/** The scenario as a case of its own, where its cases do not tell by themselves that it did not pass. */
function scenarioCase({ end }: ScenarioReport, found: readonly ReportCase[]): ReportCase | null {
  if (end.kind === 'invalid') return null;
  const own = { kind: 'scenario', name: 'the scenario as a whole', place: null, verdict: null } as const;
  if (end.kind === 'not played')
    return { ...own, status: 'skipped', headline: `not played: ${end.reason}`, lines: [] };
  if (end.kind === 'broken off') {
    const lines = [
      ...errorLines(end.error),
      `${count(end.settled, 'notification')} had come to an end by then`,
    ];
    return { ...own, status: 'error', headline: end.error.message, lines };
  }
  const { status, reason, interrupted } = end.result;
  if (reason !== null)
    return { ...own, status: 'inconclusive', headline: `inconclusive: ${reason}`, lines: [] };
  if (interrupted)
    return { ...own, status: 'inconclusive', headline: 'it was interrupted before its end', lines: [] };
  if (status !== 'passed' && found.every((each) => each.status === 'passed'))
    return { ...own, status, headline: status, lines: [] };
  return null;
}

/** What is known of an error beside its message. */
export function errorLines({ detail }: RunError): readonly string[] {
  return detail === null ? [] : detail.split('\n');
}

/** Of those with one name, the second and all after it are numbered: some readers take only the first of a name. */
function numbered(cases: readonly ReportCase[]): readonly ReportCase[] {
  const taken = new Set<string>();
  return cases.map((each) => {
    const own = each.name === '' ? `the ${each.kind}` : each.name;
    let name = own;
    for (let times = 2; taken.has(name); times += 1) name = `${own} (${times})`;
    taken.add(name);
    return { ...each, name };
  });
}
