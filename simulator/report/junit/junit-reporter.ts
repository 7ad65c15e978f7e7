// The report `junit`: what Jenkins and GitLab read. A scenario is a suite, an expectation or a failed step a case. What could not be
// judged is an error of the type `inconclusive`: either shows an error as broken, while a skipped case would look well.

import Builder from 'fast-xml-builder';
import { placeText } from '../../../receiver/document/place.ts';
import { showPlace } from '../../../receiver/document/show-diagnostic.ts';
import { casesOf, type ReportCase } from '../cases.ts';
import { isoInstant } from '../iso-instant.ts';
import { atTheEnd, type Destination, type Reporter } from '../reporter.ts';
import { type RunCase, runCaseOf } from '../run-case.ts';
import type { RunReport, ScenarioReport } from '../run-report.ts';
import { PLAIN_STYLE } from '../style.ts';
import { scenarioText } from '../text.ts';
import { xmlLine, xmlLines } from './xml-text.ts';

/** The report `junit`. */
export function junitReporter(to: Destination): Reporter {
  return atTheEnd(to, junitText);
}

type Tag = Readonly<Record<string, unknown>>;

interface Suite {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly tag: Tag;
}

const COLUMNS = 100;
const BUILDER = new Builder({
  attributeNamePrefix: '@',
  ignoreAttributes: false,
  suppressBooleanAttributes: false,
  suppressEmptyNode: true,
  format: true,
});

/** The document as text. */
export function junitText(report: RunReport): string {
  const names = suiteNames(report.scenarios);
  const suites = report.scenarios.map((scenario, index) => suiteOf(scenario, names[index]!, index, report));
  const whole = runCaseOf(report);
  if (whole !== null) suites.push(runSuite(whole, report));
  const sum = (what: 'tests' | 'failures' | 'errors'): number =>
    suites.reduce((total, suite) => total + suite[what], 0);
  return BUILDER.build({
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    testsuites: {
      '@name': 'ocs-sim run',
      '@tests': sum('tests'),
      '@failures': sum('failures'),
      '@errors': sum('errors'),
      '@time': seconds(report.realMs),
      testsuite: suites.map(({ tag }) => tag),
    },
  });
}

/** The scenarios' names; where several have the same, each with its file: readers take only the first of a name. */
function suiteNames(scenarios: readonly ScenarioReport[]): readonly string[] {
  const taken = new Set<string>();
  return scenarios.map(({ head }) => {
    const alone = scenarios.filter((each) => each.head.name === head.name).length === 1;
    const own = alone && head.name !== '' ? head.name : `${head.name} (${head.file})`;
    let name = own;
    for (let count = 2; taken.has(name); count += 1) name = `${own} (${count})`;
    taken.add(name);
    return name;
  });
}

function suiteOf(scenario: ScenarioReport, name: string, id: number, report: RunReport): Suite {
  const { head, startedAtMs, end } = scenario;
  const cases = casesOf(scenario);
  const realMs = end.kind === 'played' ? end.result.realMs : 0;
  const of = (...statuses: readonly ReportCase['status'][]): number =>
    cases.filter(({ status }) => statuses.includes(status)).length;
  const counts = { tests: cases.length, failures: of('failed'), errors: of('error', 'inconclusive') };
  return {
    ...counts,
    tag: {
      '@name': xmlLine(name),
      '@tests': counts.tests,
      '@failures': counts.failures,
      '@errors': counts.errors,
      '@skipped': of('skipped'),
      '@time': seconds(realMs),
      ...(startedAtMs === null ? {} : { '@timestamp': isoInstant(startedAtMs).slice(0, 19) }),
      '@id': id,
      '@file': xmlLine(head.file),
      properties: { property: propertiesOf(scenario, report) },
      // Nobody can tell which expectation took how long: each has an equal share, so that sums are right.
      testcase: cases.map((each) => caseTag(each, name, realMs / cases.length)),
      ...(end.kind === 'played'
        ? {
            'system-out': xmlLines([
              scenarioText(end.result, {
                columns: COLUMNS,
                style: PLAIN_STYLE,
                full: true,
                again: () => head.command,
              }),
            ]),
          }
        : {}),
    },
  };
}

function propertiesOf({ head, end }: ScenarioReport, { versions, command }: RunReport): readonly Tag[] {
  const played = end.kind === 'played' ? end.result : null;
  const properties = {
    scenario: head.name,
    seed: head.seed,
    release: played?.release,
    contract: head.contract,
    groups: head.groups.join(', '),
    command: head.command,
    'command of the run': command,
    'ocs-sim': versions.tool,
    node: versions.node,
  };
  return Object.entries(properties).flatMap(([name, value]) =>
    value === undefined ? [] : [{ '@name': name, '@value': xmlLine(String(value)) }],
  );
}

function caseTag(each: ReportCase, suite: string, ms: number): Tag {
  const tag = {
    // Dots would make packages of it.
    '@classname': xmlLine(suite.replaceAll('.', '_')),
    '@name': xmlLine(each.name),
    '@time': seconds(ms),
  };
  if (each.status === 'passed') return tag;
  const message = xmlLine(each.headline);
  if (each.status === 'skipped') return { ...tag, skipped: { '@message': message } };
  const found = { '@type': each.status, '@message': message, '#text': xmlLines(bodyOf(each)) };
  return each.status === 'failed' ? { ...tag, failure: found } : { ...tag, error: found };
}

/** The explanation with the place it is about; it begins with the headline, for readers that show nothing else. */
function bodyOf({ place, headline, lines }: ReportCase): readonly string[] {
  if (place === null) return [headline, ...lines];
  return [`${placeText(place)}  ${headline}`, ...showPlace(place), ...lines];
}

function runSuite({ name, type, headline, lines }: RunCase, { command }: RunReport): Suite {
  const found = {
    '@type': type,
    '@message': xmlLine(headline),
    '#text': xmlLines([headline, ...lines]),
  };
  return {
    tests: 1,
    failures: 0,
    errors: 1,
    tag: {
      '@name': 'ocs-sim',
      '@tests': 1,
      '@failures': 0,
      '@errors': 1,
      '@time': seconds(0),
      properties: { property: [{ '@name': 'command', '@value': xmlLine(command) }] },
      testcase: [{ '@classname': 'ocs-sim', '@name': name, '@time': seconds(0), error: found }],
    },
  };
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(3);
}
