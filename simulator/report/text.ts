// The report for people: the answer first, then why. One scenario in full, many in a line each, failures always in full.

import { durationText } from '../../receiver/document/duration.ts';
import { sinceEpochText } from '../../receiver/document/instant-text.ts';
import { placeText } from '../../receiver/document/place.ts';
import { showPlace } from '../../receiver/document/show-diagnostic.ts';
import { explainVerdict } from '../../receiver/expect/explain.ts';
import { safeText } from '../../receiver/expect/shown-text.ts';
import type { JudgedExpectation, RunResult } from '../scenario/result.ts';
import type { StepFailure } from '../scenario/stage.ts';
import { type LedgerEntry, outcomeWord } from '../sender/ledger.ts';
import { logInstantText } from '../time/instant.ts';
import { activityLine, eventLine } from './group-line.ts';
import type { Style } from './style.ts';
import { cut, cutInside, spread, widthOf, wrapped } from './width.ts';

export interface ReportOptions {
  readonly columns: number;
  readonly style: Style;
  /** Everything of every scenario, also of those that passed among many. */
  readonly full: boolean;
  /** The command that plays a scenario again as it was played. */
  readonly again: (result: RunResult) => string;
}

/** Groups that get a time line of their own; the rest is counted. */
const MOST_GROUPS = 8;
const MOST_LOST = 5;
const WIDEST = 140;
/** Of names and paths no more is ever shown. */
const LONGEST = 500;
const SWITCH = 'send-campaigngroup-states';

/** Thousands apart, as people read numbers. */
export function numberText(value: number): string {
  return value.toLocaleString('en-US');
}

/** Campaign time that passed: exact on the virtual clock, to a tenth of a second where real time has its say. */
function campaignText({ campaignMs, clock }: RunResult): string {
  return durationText(clock.kind === 'virtual' ? campaignMs : Math.round(campaignMs / 100) * 100);
}

function secondsText(ms: number): string {
  return `${(ms / 1_000).toFixed(2)} s`;
}

function mark(status: RunResult['status'], style: Style): string {
  if (status === 'passed') return style.good('✓');
  return status === 'failed' ? style.error('✗') : style.warning('?');
}

/** One scenario: in one line if it passed and not all is wanted, else in full. */
export function scenarioText(result: RunResult, options: ReportOptions): string {
  const columns = Math.min(options.columns, WIDEST);
  const { style } = options;
  if (!options.full && result.status === 'passed') return `${shortLine(result, columns, style)}\n`;
  const lines = [...headLines(result, columns, style), ''];
  lines.push(...timelineLines(result, columns, style), '');
  lines.push(...wrapped(countLines(result, style), columns), '');
  lines.push(...wrapped(judgedLines(result, columns, style), columns));
  lines.push(...failureLines(result, columns, style));
  lines.push('', ...wrapped([closingLine(result, style)], columns));
  if (result.status !== 'passed') lines.push(` ${style.faint('again:')} ${options.again(result)}`);
  lines.push('');
  return `${lines.join('\n')}\n`;
}

function shortLine(result: RunResult, columns: number, style: Style): string {
  const { intended, attempted } = result.counts;
  const sent =
    intended === attempted
      ? `${numberText(attempted)} sent`
      : `${numberText(attempted)} of ${numberText(intended)} sent`;
  const right = `${sent} · ${count(result.judged.length, 'expectation')} · ${campaignText(result)} in ${secondsText(result.realMs)}`;
  return spread(
    ` ${mark(result.status, style)} ${nameText(result, columns)}`,
    style.faint(right),
    columns,
  ).join('\n');
}

/** The name, on one line with the mark before it. */
function nameText({ name }: RunResult, columns: number): string {
  return cut(safeText(name, LONGEST), columns - 3);
}

function headLines(result: RunResult, columns: number, style: Style): string[] {
  const clock =
    result.clock.kind === 'scaled' ? `clock ${result.clock.speed}x` : `${result.clock.kind} clock`;
  const facts = `${result.contractTitle} · seed ${result.seed} · ${clock} from ${logInstantText(result.epochMs)}Z`;
  const lines = spread(
    ` ${mark(result.status, style)} ${style.strong(nameText(result, columns))}`,
    style.faint(facts),
    columns,
  );
  return wrapped(lines, columns);
}

function timelineLines(result: RunResult, columns: number, style: Style): string[] {
  const shown = result.timelines.slice(0, MOST_GROUPS);
  const labelWidth = Math.min(20, Math.max(0, ...shown.map(({ label }) => label.length)));
  const duration = campaignText(result);
  const width = Math.max(10, columns - labelWidth - duration.length - 6);
  const lines = shown.flatMap((timeline) => {
    const label = cutInside(timeline.label, labelWidth).padEnd(labelWidth);
    const activity = activityLine(timeline, result.campaignMs, width, style);
    const events = eventLine(timeline, result.campaignMs, width);
    return [
      ` ${style.accent(label)}  ${activity}  ${style.faint(duration)}`,
      ...(events === '' ? [] : [` ${' '.repeat(labelWidth)}  ${events}`]),
    ];
  });
  const rest = result.timelines.length - shown.length;
  return rest > 0 ? [...lines, style.faint(` and ${count(rest, 'more group')}`)] : lines;
}

function countLines(result: RunResult, style: Style): string[] {
  const { counts } = result;
  const lost = counts.attempted - counts.delivered;
  const parts = [
    count(counts.intended, 'notification'),
    `${numberText(counts.attempted)} sent`,
    ...(counts.recorded === null
      ? [`${numberText(counts.delivered)} answered with 2xx`]
      : [`${numberText(counts.recorded)} recorded`]),
    lost === 0 ? '0 lost' : style.error(`${numberText(lost)} lost`),
    ...(counts.strays > 0 ? [style.error(`${numberText(counts.strays)} arrived twice`)] : []),
    ...(counts.unusable > 0 ? [style.warning(`${numberText(counts.unusable)} unusable`)] : []),
  ];
  const lines = [` ${parts.join(' · ')}`];
  const outcomes = [...counts.outcomes].filter(
    ([word]) => word !== 'answered 200' && word !== 'not attempted',
  );
  if (outcomes.length > 0)
    lines.push(`   ${outcomes.map(([word, times]) => `${numberText(times)} ${word}`).join(' · ')}`);
  for (const [reason, times] of result.notAttempted)
    lines.push(`   ${numberText(times)} not sent: ${reason}`);
  if (counts.attempted === 0 && [...result.notAttempted.keys()].some((reason) => reason.startsWith(SWITCH))) {
    const hint = `${SWITCH} is false by default: ocs: { options: { ${SWITCH}: true } }`;
    lines.push(`   ${style.warning('hint')} ${hint}`);
  }
  for (const entry of result.lost.slice(0, MOST_LOST)) {
    lines.push(
      `   ${style.error('lost')} ${entry.event} of ${safeText(entry.group)} at ${sinceEpochText(entry.atMs)}: ${lossText(entry)}`,
    );
  }
  if (lost > MOST_LOST) lines.push(`   and ${numberText(lost - MOST_LOST)} more lost`);
  return lines;
}

/** How an attempt ended, with what the other side or the system said of it. */
function lossText(entry: LedgerEntry): string {
  const said = entry.outcome?.detail.split('\n')[0] ?? '';
  return `${safeText(outcomeWord(entry))}${said === '' ? '' : ` (${safeText(said, 80)})`}`;
}

function judgedLines(result: RunResult, columns: number, style: Style): string[] {
  if (result.judged.length === 0)
    return [` ${style.warning('?')} nothing was expected, so nothing was judged`];
  const titles = result.judged.map(({ verdict }) => verdict.title);
  const room = Math.min(Math.max(...titles.map(widthOf)), columns - 30);
  return result.judged.map(({ verdict }) => {
    const title = cut(verdict.title, room);
    const summary =
      verdict.status === 'inconclusive' ? style.warning(verdict.summary) : style.faint(verdict.summary);
    return ` ${mark(verdict.status, style)} ${title.padEnd(room)}  ${summary}`;
  });
}

function failureLines(result: RunResult, columns: number, style: Style): string[] {
  return [
    ...result.stepFailures.flatMap((failure) => stepFailureLines(failure, columns, style)),
    ...result.judged
      .filter(({ verdict }) => verdict.status !== 'passed')
      .flatMap((judged) => verdictLines(judged, columns, style)),
  ];
}

function stepFailureLines(failure: StepFailure, columns: number, style: Style): string[] {
  return [
    '',
    ...wrapped(
      [
        ` ${style.error('✗')} ${style.strong(safeText(placeText(failure.place), LONGEST))}  ${failure.title} at ${sinceEpochText(failure.atMs)}`,
      ],
      columns,
    ),
    ...indented(showPlace(failure.place, style)),
    ...wrapped(indented(failure.lines), columns),
  ];
}

function verdictLines({ place, verdict }: JudgedExpectation, columns: number, style: Style): string[] {
  const [headline = '', ...rest] = explainVerdict(verdict, style);
  return [
    '',
    ...wrapped(
      [` ${mark(verdict.status, style)} ${style.strong(safeText(placeText(place), LONGEST))}  ${headline}`],
      columns,
    ),
    ...indented(showPlace(place, style)),
    ...wrapped(indented(rest), columns),
  ];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `   ${line}`);
}

function closingLine(result: RunResult, style: Style): string {
  const passed = result.judged.filter(({ verdict }) => verdict.status === 'passed').length;
  const status = statusText(result, style);
  const expectations = `${passed} of ${count(result.judged.length, 'expectation')}`;
  const steps = result.stepFailures.length > 0 ? [`${count(result.stepFailures.length, 'step')} failed`] : [];
  const time = `${campaignText(result)} of campaign in ${secondsText(result.realMs)}`;
  return ` ${[status, expectations, ...steps, time].join(' · ')}`;
}

function statusText(result: RunResult, style: Style): string {
  if (result.interrupted) return style.warning('interrupted');
  if (result.status === 'passed') return style.good('passed');
  if (result.status === 'failed') return style.error('failed');
  return style.warning(result.reason === null ? 'inconclusive' : `inconclusive: ${result.reason}`);
}

/** The last line of a run of several scenarios. */
export function summaryText(results: readonly RunResult[], realMs: number, style: Style): string {
  const of = (status: RunResult['status']): number =>
    results.filter((result) => result.status === status).length;
  const [failed, inconclusive] = [of('failed'), of('inconclusive')];
  const parts = [
    `${of('passed')} passed`,
    ...(failed > 0 ? [style.error(`${failed} failed`)] : []),
    ...(inconclusive > 0 ? [style.warning(`${inconclusive} inconclusive`)] : []),
    `${numberText(results.reduce((sum, { counts }) => sum + counts.attempted, 0))} notifications sent`,
    secondsText(realMs),
  ];
  const head =
    failed > 0
      ? style.error('failed')
      : inconclusive > 0
        ? style.warning('inconclusive')
        : style.good('passed');
  return `\n ${head} · ${count(results.length, 'scenario')}: ${parts.join(' · ')}\n`;
}

function count(value: number, one: string): string {
  return `${numberText(value)} ${value === 1 ? one : `${one}s`}`;
}
