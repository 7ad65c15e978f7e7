import { durationText } from '../../../receiver/document/duration.ts';
import { isoInstant } from '../iso-instant.ts';
import { count, numberText, secondsText } from '../numbers.ts';
import {
  judgedOf,
  type OverallStatus,
  type RunReport,
  type ScenarioHead,
  type ScenarioReport,
  type ScenarioStatus,
  scenarioStatus,
} from '../run-report.ts';
import { lostOf, totalsOf } from '../totals.ts';
import { type Child, element, type Markup } from './markup.ts';

/** Which colour a status has. */
export function toneOf(status: ScenarioStatus | OverallStatus): 'good' | 'bad' | 'gap' | 'faint' {
  if (status === 'passed') return 'good';
  if (status === 'failed' || status === 'error') return 'bad';
  return status === 'not played' ? 'faint' : 'gap';
}

const MARKS: Readonly<Record<ScenarioStatus, string>> = {
  passed: '✓',
  failed: '✗',
  error: '✗',
  inconclusive: '?',
  'not played': '–',
};

/** A sign before a name, which says its status to those who do not see the sign. */
export function markOf(status: ScenarioStatus): Markup {
  return element(
    'span',
    { class: `mark ${toneOf(status)}`, role: 'img', 'aria-label': status },
    MARKS[status],
  );
}

/** What a scenario is called where its name is to be seen, and to be clicked. */
export function nameOf({ name, file }: ScenarioHead): string {
  return name.trim() === '' ? file : name;
}

/** The answer first: the verdict, the totals, and how to do it again. */
export function headPart(report: RunReport): Markup {
  const totals = totalsOf(report);
  const { lost } = totals;
  return element(
    'header',
    { id: 'top' },
    element(
      'div',
      { class: 'brand' },
      element('h1', {}, 'ocs-sim ', element('span', { class: 'faint' }, 'run')),
      element(
        'p',
        { class: 'faint' },
        `${isoInstant(report.startedAtMs).replace('T', ' ').slice(0, 19)} UTC · ocs-sim ${report.versions.tool} on Node.js ${report.versions.node}`,
      ),
    ),
    element('p', { id: 'verdict', class: toneOf(report.status) }, verdictText(report)),
    report.error === null
      ? null
      : element(
          'div',
          { class: 'notice', role: 'alert' },
          element('strong', {}, report.error.message),
          report.error.detail === null ? null : element('pre', {}, report.error.detail),
        ),
    element(
      'ul',
      { class: 'counts' },
      totals.scenarios > 1
        ? [
            tile(totals.passed, 'passed', totals.passed > 0 ? 'good' : 'faint'),
            totals.failed > 0 ? tile(totals.failed, 'failed', 'bad') : null,
            totals.errors > 0 ? tile(totals.errors, totals.errors === 1 ? 'error' : 'errors', 'bad') : null,
            totals.inconclusive > 0 ? tile(totals.inconclusive, 'inconclusive', 'gap') : null,
            totals.notPlayed > 0 ? tile(totals.notPlayed, 'not played', 'faint') : null,
          ]
        : null,
      tile(
        `${numberText(totals.expectationsPassed)} of ${numberText(totals.expectations)}`,
        totals.expectations === 1 ? 'expectation' : 'expectations',
        totals.expectationsPassed < totals.expectations ? 'bad' : 'faint',
      ),
      totals.stepsFailed > 0
        ? tile(totals.stepsFailed, totals.stepsFailed === 1 ? 'step failed' : 'steps failed', 'bad')
        : null,
      tile(numberText(totals.attempted), 'sent', 'faint'),
      tile(numberText(lost), 'lost', lost > 0 && report.status !== 'passed' ? 'bad' : 'faint'),
      tile(secondsText(report.realMs), 'in all', 'faint'),
    ),
    element(
      'p',
      { class: 'again' },
      element('span', { class: 'faint' }, 'again '),
      element('code', { class: 'command' }, report.command),
    ),
  );
}

function verdictText({ status, interrupted, scenarios, error }: RunReport): string {
  const of = count(scenarios.length, 'scenario');
  if (interrupted) return `Interrupted: ${of}`;
  if (status === 'error') return error === null ? 'Broken off' : 'Broken off by an error';
  const totals = totalsOf({ scenarios });
  if (status === 'passed') {
    if (totals.notPlayed > 0) return `${totals.passed} of ${of} passed, ${totals.notPlayed} skipped`;
    return scenarios.length === 1 ? 'Passed' : `All ${of} passed`;
  }
  if (status === 'failed') return scenarios.length === 1 ? 'Failed' : `${totals.failed} of ${of} failed`;
  return scenarios.length === 1
    ? 'Inconclusive'
    : 'Inconclusive: nothing failed, and not all could be judged';
}

/** A number with what it counts. */
export function tile(value: Child, what: string, tone: 'good' | 'bad' | 'gap' | 'faint'): Markup {
  return element('li', { class: `count ${tone}` }, element('strong', {}, value), ' ', what);
}

/** The scenarios at a glance, each a link to what it came to. */
export function scenarioTable(scenarios: readonly ScenarioReport[]): Markup {
  const head = ['', 'Scenario', 'Expectations', 'Sent', 'Lost', 'Campaign time', 'Seed'];
  return element(
    'section',
    { class: 'card' },
    element('h2', {}, 'Scenarios'),
    element(
      'div',
      { class: 'wide' },
      element(
        'table',
        { class: 'scenarios' },
        element(
          'thead',
          {},
          element(
            'tr',
            {},
            head.map((each, index) =>
              element(
                'th',
                { scope: 'col', class: index > 4 ? 'figure spare' : index > 1 ? 'figure' : null },
                each,
              ),
            ),
          ),
        ),
        element('tbody', {}, scenarios.map(scenarioRow)),
      ),
    ),
  );
}

function scenarioRow(scenario: ScenarioReport, index: number): Markup {
  const { head, end } = scenario;
  const status = scenarioStatus(scenario);
  const judged = judgedOf(scenario);
  const passed = judged.filter(({ verdict }) => verdict.status === 'passed').length;
  const played = end.kind === 'played' ? end.result : null;
  const figure = (text: string, kind = 'figure'): Markup => element('td', { class: kind }, text);
  return element(
    'tr',
    { class: toneOf(status) },
    element('td', {}, markOf(status)),
    element(
      'th',
      { scope: 'row' },
      element('a', { href: `#scenario-${index}` }, nameOf(head)),
      element('small', {}, head.file),
    ),
    figure(judged.length === 0 ? '' : `${passed} of ${judged.length}`),
    figure(played === null ? '' : numberText(played.counts.attempted)),
    figure(played === null ? '' : numberText(lostOf(played))),
    figure(played === null ? '' : durationText(Math.round(played.campaignMs)), 'figure spare'),
    figure(String(head.seed), 'figure spare'),
  );
}
