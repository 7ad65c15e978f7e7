import { durationText } from '../../../receiver/document/duration.ts';
import { placeText } from '../../../receiver/document/place.ts';
import { showPlace } from '../../../receiver/document/show-diagnostic.ts';
import { casesOf, errorLines, type ReportCase } from '../cases.ts';
import { count, numberText, secondsText } from '../numbers.ts';
import {
  judgedOf,
  type RunReport,
  type ScenarioReport,
  type ScenarioStatus,
  scenarioStatus,
} from '../run-report.ts';
import { lostOf, totalsOf } from '../totals.ts';
import { markdownBlock, markdownRow, markdownText } from './markdown-text.ts';

/** GitHub shows no summary of more than a mebibyte; the rest of it belongs to other steps of ours. */
const MOST_BYTES = 900_000;

const MARKS: Readonly<Record<ScenarioStatus, string>> = {
  passed: '✅',
  failed: '❌',
  error: '❌',
  inconclusive: '⚠️',
  'not played': '⚪',
};

const SIGNS = { passed: '✓', failed: '✗', inconclusive: '?' } as const;
const MOST_GROUPS = 50;

/** The summary of a run in Markdown: the answer, a table of the scenarios, and why those did not pass that did not. */
export function jobSummary(report: RunReport): string {
  const head = `${headText(report)}${tableText(report.scenarios)}`;
  // Why something did not pass comes before what did.
  const passed = (scenario: ScenarioReport): boolean => scenarioStatus(scenario) === 'passed';
  const sections = [
    ...report.scenarios.filter((each) => !passed(each)).map(sectionText),
    ...report.scenarios.filter(passed).map(everythingText),
  ];
  const foot = `\nAll of it again: ${code(report.command)} · ocs-sim ${markdownText(report.versions.tool)} on Node.js ${markdownText(report.versions.node)}\n\n`;
  const kept: string[] = [];
  let bytes = Buffer.byteLength(head + foot);
  for (const section of sections) {
    bytes += Buffer.byteLength(section);
    if (bytes > MOST_BYTES) break;
    kept.push(section);
  }
  const rest = sections.length - kept.length;
  const more = rest === 0 ? '' : `\n${count(rest, 'more scenario')}: there is no room for them here.\n`;
  return `${head}${kept.join('')}${more}${foot}`;
}

function headText(report: RunReport): string {
  const totals = totalsOf(report);
  const parts = [
    `${totals.passed} of ${count(totals.scenarios, 'scenario')} passed`,
    `${numberText(totals.expectationsPassed)} of ${count(totals.expectations, 'expectation')}`,
    `${count(totals.attempted, 'notification')} sent`,
    secondsText(report.realMs),
  ];
  const status = report.interrupted ? 'interrupted' : report.status;
  const error =
    report.error === null ? '' : markdownBlock([report.error.message, ...errorLines(report.error)]);
  return `## ${MARKS[report.status]} ocs-sim: ${status}\n\n${parts.join(' · ')}\n${error}\n`;
}

function tableText(scenarios: readonly ScenarioReport[]): string {
  return [
    markdownRow(['', 'Scenario', 'Expectations', 'Sent', 'Lost', 'Campaign time', 'Seed']),
    markdownRow(['---', '---', '---:', '---:', '---:', '---:', '---:']),
    ...scenarios.map(rowText),
    '\n',
  ].join('');
}

function rowText(scenario: ScenarioReport): string {
  const { head, end } = scenario;
  const judged = judgedOf(scenario);
  const passed = judged.filter(({ verdict }) => verdict.status === 'passed').length;
  const played = end.kind === 'played' ? end.result : null;
  return markdownRow([
    MARKS[scenarioStatus(scenario)],
    `${markdownText(head.name)}<br>${code(head.file)}`,
    judged.length === 0 ? '' : `${passed} of ${judged.length}`,
    played === null ? '' : numberText(played.counts.attempted),
    played === null ? '' : numberText(lostOf(played)),
    played === null ? '' : durationText(Math.round(played.campaignMs)),
    String(head.seed),
  ]);
}

function sectionText(scenario: ScenarioReport): string {
  const { head } = scenario;
  const cases = casesOf(scenario).filter(({ status }) => status !== 'passed');
  const status = scenarioStatus(scenario);
  return [
    `### ${MARKS[status]} ${markdownText(head.name)}: ${status}\n`,
    ...cases.map((each) => `\n**${markdownText(each.name)}**\n${markdownBlock(caseLines(each))}`),
    `\n${everythingText(scenario)}\nAgain: ${code(head.command)}\n\n`,
  ].join('');
}

/** Every expectation and group of a scenario, to be opened. */
function everythingText(scenario: ScenarioReport): string {
  const { name, groups } = scenario.head;
  const judged = judgedOf(scenario);
  if (judged.length === 0 && groups.length === 0) return '';
  const left = groups.length - MOST_GROUPS;
  const lines = [
    ...judged.map(({ verdict }) => `${SIGNS[verdict.status]} ${verdict.title}  ${verdict.summary}`),
    `groups: ${groups.slice(0, MOST_GROUPS).join(', ')}${left > 0 ? ` and ${left} more` : ''}`,
  ];
  const title = `${markdownText(name)}: ${count(judged.length, 'expectation')}, ${count(groups.length, 'group')}`;
  return `<details><summary>${title}</summary>\n${markdownBlock(lines)}\n</details>\n`;
}

function caseLines({ place, headline, lines }: ReportCase): readonly string[] {
  if (place === null) return [headline, ...lines];
  return [`${placeText(place)}  ${headline}`, ...showPlace(place), ...lines];
}

function code(text: string): string {
  return `<code>${markdownText(text)}</code>`;
}
