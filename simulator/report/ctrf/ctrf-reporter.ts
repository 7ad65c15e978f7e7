// The report `ctrf`: the Common Test Report Format (ctrf.io). Its statuses know nothing of inconclusive: that is `other`, and the word
// itself stands in `rawStatus`.

import { lineColumn } from '../../../receiver/document/place.ts';
import { showPlace } from '../../../receiver/document/show-diagnostic.ts';
import { type CaseStatus, casesOf, type ReportCase } from '../cases.ts';
import { isoInstant } from '../iso-instant.ts';
import { errorJson, reasonOf } from '../json/run-json.ts';
import { atTheEnd, type Destination, type Reporter } from '../reporter.ts';
import { type RunCase, runCaseOf } from '../run-case.ts';
import { type RunReport, type ScenarioReport, scenarioStatus } from '../run-report.ts';

/** The version of the specification that the report is written by. */
const SPEC_VERSION = '0.0.0';

const STATUS: Readonly<Record<CaseStatus, 'passed' | 'failed' | 'skipped' | 'other'>> = {
  passed: 'passed',
  failed: 'failed',
  inconclusive: 'other',
  error: 'failed',
  skipped: 'skipped',
};

/** The report `ctrf`. */
export function ctrfReporter(to: Destination): Reporter {
  return atTheEnd(to, ctrfText);
}

/** The document as text. */
export function ctrfText(report: RunReport): string {
  return `${JSON.stringify(ctrfJson(report), null, 2)}\n`;
}

function ctrfJson(report: RunReport) {
  const { versions, startedAtMs, realMs, status, error, scenarios } = report;
  const stop = startedAtMs + realMs;
  const tests = scenarios.flatMap(testsOf);
  const whole = runCaseOf(report);
  if (whole !== null) tests.push(runTest(whole, realMs));
  const of = (wanted: string): number => tests.filter((each) => each.status === wanted).length;
  return {
    reportFormat: 'CTRF',
    specVersion: SPEC_VERSION,
    timestamp: isoInstant(stop),
    generatedBy: `ocs-sim ${versions.tool}`,
    results: {
      tool: { name: 'ocs-sim', version: versions.tool, extra: { node: versions.node } },
      summary: {
        tests: tests.length,
        passed: of('passed'),
        failed: of('failed'),
        skipped: of('skipped'),
        pending: 0,
        other: of('other'),
        suites: scenarios.length,
        start: startedAtMs,
        stop,
        duration: realMs,
      },
      tests,
      environment: { healthy: status !== 'error', extra: { command: report.command } },
      extra: {
        status,
        interrupted: report.interrupted,
        ...(error === null ? {} : { error: errorJson(error) }),
        scenarios: scenarios.map(scenarioJson),
      },
    },
  };
}

/** What belongs to the scenario as a whole, beside its tests. */
function scenarioJson(scenario: ScenarioReport) {
  const { head, end } = scenario;
  return {
    ...head,
    status: scenarioStatus(scenario),
    reason: reasonOf(scenario),
    ...(end.kind === 'played'
      ? {
          release: end.result.release,
          campaignMs: end.result.campaignMs,
          intended: end.result.counts.intended,
          attempted: end.result.counts.attempted,
          delivered: end.result.counts.delivered,
          fates: Object.fromEntries(end.result.ledger.fates),
        }
      : {}),
  };
}

interface CtrfTest {
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'skipped' | 'other';
  readonly duration: number;
  readonly [more: string]: unknown;
}

function testsOf(scenario: ScenarioReport): CtrfTest[] {
  const { head, end, startedAtMs } = scenario;
  const cases = casesOf(scenario);
  const realMs = end.kind === 'played' ? end.result.realMs : 0;
  return cases.map(
    (each): CtrfTest => ({
      name: each.name,
      status: STATUS[each.status],
      // Nobody can tell which expectation took how long: each has an equal share, so that sums are right.
      duration: Math.round(realMs / cases.length),
      ...(startedAtMs === null ? {} : { start: startedAtMs, stop: startedAtMs + Math.round(realMs) }),
      suite: [head.name],
      rawStatus: each.status,
      type: each.kind,
      filePath: head.file,
      ...explained(each),
      parameters: { seed: head.seed, contract: head.contract },
      extra: { command: head.command },
    }),
  );
}

function explained({ place, status, headline, lines }: ReportCase): Readonly<Record<string, unknown>> {
  return {
    message: headline,
    ...(status === 'passed' || lines.length === 0 ? {} : { trace: lines.join('\n') }),
    ...(place === null
      ? {}
      : { line: lineColumn(place.source, place.start).line, snippet: showPlace(place).join('\n') }),
  };
}

function runTest({ name, status, headline, lines }: RunCase, duration: number): CtrfTest {
  return {
    name,
    status: STATUS[status],
    duration,
    rawStatus: status,
    message: headline,
    ...(lines.length === 0 ? {} : { trace: lines.join('\n') }),
  };
}
