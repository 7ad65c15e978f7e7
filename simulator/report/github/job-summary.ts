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

/**
 * GitHub throws a summary away that is longer than a mebibyte, all runs of a step together. What explains a scenario has to fit below the
 * first of these numbers, and the row of a scenario below the second, so that the runs that follow have room for their answers.
 */
const MOST_WITH_SECTIONS = 900_000;
const MOST_WITH_ROWS = 1_000_000;
const MOST_BYTES = 1_040_000;

const MARKS: Readonly<Record<ScenarioStatus, string>> = {
  passed: '✅',
  failed: '❌',
  error: '❌',
  inconclusive: '⚠️',
  'not played': '⚪',
};

const SIGNS = { passed: '✓', failed: '✗', inconclusive: '?' } as const;
const MOST_GROUPS = 50;

/**
 * The summary of a run in Markdown: the answer, a table of the scenarios, and why those did not pass that did not. `present`: so many
 * bytes stand in the summary already. What finds no room is counted; empty where there is no room at all.
 */
export function jobSummary(report: RunReport, present = 0): string {
  // Why something did not pass comes before what did.
  const passed = (scenario: ScenarioReport): boolean => scenarioStatus(scenario) === 'passed';
  const ordered = [...report.scenarios.filter((each) => !passed(each)), ...report.scenarios.filter(passed)];
  const head = headText(report);
  const foot = `\nAll of it again: ${code(report.command)} · ocs-sim ${markdownText(report.versions.tool)} on Node.js ${markdownText(report.versions.node)}\n\n`;
  let bytes = present + Buffer.byteLength(head + TABLE_HEAD + foot) + ROOM_FOR_COUNTS;
  if (bytes > MOST_BYTES) return '';
  const kept = (texts: readonly string[], most: number): readonly string[] => {
    const end = texts.findIndex((text) => {
      const more = bytes + Buffer.byteLength(text);
      if (more > most) return true;
      bytes = more;
      return false;
    });
    return end === -1 ? texts : texts.slice(0, end);
  };
  // A table that is cut off has the scenarios that did not pass.
  const all = report.scenarios.map(rowText);
  const fit = kept(all, MOST_WITH_ROWS);
  const rows = fit.length === all.length ? fit : ordered.map(rowText).slice(0, fit.length);
  const sections = ordered.map((each) => (passed(each) ? everythingText(each) : sectionText(each)));
  const shown = kept(sections, MOST_WITH_SECTIONS);
  const cut = (left: number, where: string): string =>
    left === 0
      ? ''
      : `\n${count(left, 'more scenario')}: there is no room for ${left === 1 ? 'it' : 'them'} ${where}.\n`;
  const table = `${TABLE_HEAD}${rows.join('')}\n${cut(all.length - rows.length, 'in this table')}`;
  return `${head}${table}${shown.join('')}${cut(sections.length - shown.length, 'here')}${foot}`;
}

const TABLE_HEAD = [
  markdownRow(['', 'Scenario', 'Expectations', 'Sent', 'Lost', 'Campaign time', 'Seed']),
  markdownRow(['---', '---', '---:', '---:', '---:', '---:', '---:']),
].join('');
/** Bytes for saying what found no room. */
const ROOM_FOR_COUNTS = 200;

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
