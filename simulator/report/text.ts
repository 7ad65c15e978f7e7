// The report for people: the answer first, then why. One scenario in full, many in a line each, failures always in full.

import { durationText } from '../../receiver/document/duration.ts';
import { safeText } from '../../receiver/expect/shown-text.ts';
import type { RunResult } from '../scenario/result.ts';
import { logInstantText } from '../time/instant.ts';
import { mark, stepFailureLines, verdictLines } from './failure-lines.ts';
import { activityLine, eventLine, faultLine, faultNames } from './group-line.ts';
import { isUneventful, ledgerLines, wayLine } from './ledger-text.ts';
import { count, numberText, secondsText } from './numbers.ts';
import { storeLines } from './store-text.ts';
import type { Style } from './style.ts';
import { cut, cutInside, spread, widthOf, wrapped } from './width.ts';

export interface ReportOptions {
  readonly columns: number;
  readonly style: Style;
  /** Everything of every scenario, also of those that passed among many. */
  readonly full: boolean;
  /** Every notification that was lost, however many lines it takes; else the first dozen lines. */
  readonly allLosses?: boolean;
  /** The command that plays a scenario again as it was played. */
  readonly again: (result: RunResult) => string;
}

/** Groups that get a time line of their own; the rest is counted. */
const MOST_GROUPS = 8;
const WIDEST = 140;
/** Of names and paths no more is ever shown. */
const LONGEST = 500;
const SWITCH = 'send-campaigngroup-states';

/** Campaign time that passed: exact on the virtual clock, to a tenth of a second where real time has its say. */
function campaignText({ campaignMs, clock }: RunResult): string {
  return durationText(clock.kind === 'virtual' ? campaignMs : Math.round(campaignMs / 100) * 100);
}

/** One scenario: in one line if it passed and not all is wanted, else in full. */
export function scenarioText(result: RunResult, options: ReportOptions): string {
  const columns = Math.min(options.columns, WIDEST);
  const { style } = options;
  if (!options.full && result.status === 'passed') return `${shortLine(result, columns, style)}\n`;
  const lines = [...headLines(result, columns, style), ''];
  lines.push(...timelineLines(result, columns, style), '');
  lines.push(...wrapped(countLines(result, style), columns));
  const showing = { columns, style, all: options.allLosses === true };
  if (!isUneventful(result)) lines.push(...ledgerLines(result, showing));
  if (result.store !== null) lines.push(...storeLines(result.store, showing));
  lines.push('');
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

/** With less room beside its name, the line of a group stands below it. */
const NARROWEST_LINE = 10;

function timelineLines(result: RunResult, columns: number, style: Style): string[] {
  const shown = result.timelines.slice(0, MOST_GROUPS);
  const titles = result.networkFaults.spans.length > 0 ? ['network'] : [];
  const labels = [...shown.map(({ label }) => label), ...titles];
  const labelWidth = Math.min(20, Math.max(0, ...labels.map((label) => label.length)));
  const duration = campaignText(result);
  const width = columns - labelWidth - duration.length - 6;
  const beside = width >= NARROWEST_LINE;
  const lines = shown.flatMap((timeline) => {
    const label = cutInside(timeline.label, labelWidth).padEnd(labelWidth);
    if (!beside) {
      const all = columns - 2;
      const below = eventLine(timeline, result.campaignMs, all, all);
      return [
        ...wrapped([` ${style.accent(label.trimEnd())}  ${style.faint(duration)}`], columns),
        ` ${activityLine(timeline, result.campaignMs, all, style)}`,
        ...(below === '' ? [] : [` ${below}`]),
      ];
    }
    const activity = activityLine(timeline, result.campaignMs, width, style);
    const events = eventLine(timeline, result.campaignMs, width, columns - labelWidth - 3);
    return [
      ` ${style.accent(label)}  ${activity}  ${style.faint(duration)}`,
      ...(events === '' ? [] : [` ${' '.repeat(labelWidth)}  ${events}`]),
    ];
  });
  const rest = result.timelines.length - shown.length;
  if (rest > 0) lines.push(style.faint(` and ${count(rest, 'more group')}`));
  return [...lines, ...networkLines(result, { labelWidth, width, beside }, columns, style)];
}

/** When network faults were in force, in line with the groups. */
function networkLines(
  { networkFaults, campaignMs }: RunResult,
  {
    labelWidth,
    width,
    beside,
  }: { readonly labelWidth: number; readonly width: number; readonly beside: boolean },
  columns: number,
  style: Style,
): string[] {
  if (networkFaults.spans.length === 0) return [];
  const title = 'network';
  if (!beside) {
    const all = columns - 2;
    return [
      ` ${style.accent(title)}`,
      ` ${faultLine(networkFaults, campaignMs, all, style)}`.trimEnd(),
      ` ${faultNames(networkFaults, campaignMs, all, all)}`,
    ];
  }
  return [
    ` ${style.accent(title.padEnd(labelWidth))}  ${faultLine(networkFaults, campaignMs, width, style)}`.trimEnd(),
    ` ${' '.repeat(labelWidth)}  ${faultNames(networkFaults, campaignMs, width, columns - labelWidth - 3)}`,
  ];
}

function countLines(result: RunResult, style: Style): string[] {
  const { counts } = result;
  const uneventful = isUneventful(result);
  const odd = [
    ...(counts.strays > 0 ? [style.error(`${numberText(counts.strays)} arrived twice`)] : []),
    ...(counts.unusable > 0 ? [style.warning(`${numberText(counts.unusable)} unusable`)] : []),
  ];
  const outcomes = outcomeParts(counts);
  const recorded = counts.recorded === null ? [] : [`${numberText(counts.recorded)} recorded`];
  const details = uneventful ? outcomes : [...recorded, ...outcomes, ...odd];
  const lines = [uneventful ? plainLine(result, odd) : wayLine(result, style)];
  if (details.length > 0) lines.push(`   ${details.join(' · ')}`);
  for (const [reason, times] of result.notAttempted)
    lines.push(`   ${numberText(times)} not sent: ${reason}`);
  if (counts.attempted === 0 && [...result.notAttempted.keys()].some((reason) => reason.startsWith(SWITCH))) {
    const hint = `${SWITCH} is false by default: ocs: { options: { ${SWITCH}: true } }`;
    lines.push(`   ${style.warning('hint')} ${hint}`);
  }
  return lines;
}

/** How the attempts ended, every class of them, so that they add up; nothing where all were answered 200, as is usual. */
function outcomeParts({ attempted, outcomes }: RunResult['counts']): readonly string[] {
  const ended = [...outcomes].filter(([word]) => word !== 'not attempted');
  const open = attempted - ended.reduce((sum, [, times]) => sum + times, 0);
  if (open === 0 && ended.every(([word]) => word === 'answered 200')) return [];
  return [
    ...ended.map(([word, times]) => `${numberText(times)} ${word}`),
    ...(open > 0 ? [`${numberText(open)} under way`] : []),
  ];
}

/** All that there is to say where everything that was attempted arrived. */
function plainLine({ counts, receiver }: RunResult, odd: readonly string[]): string {
  const parts = [
    count(counts.intended, 'notification'),
    `${numberText(counts.attempted)} sent`,
    ...(counts.recorded === null
      ? [`${numberText(counts.delivered)} answered with 2xx`]
      : [`${numberText(counts.recorded)} recorded`]),
    receiver.kind === 'target' && counts.attempted > 0 ? 'not read back' : '0 lost',
    ...odd,
  ];
  return ` ${parts.join(' · ')}`;
}

/** With less room for its title, what came of an expectation stands below it. */
const NARROWEST_TITLE = 12;
/** What came of an expectation gets so many columns; longer ones go on below. */
const NARROWEST_SUMMARY = 25;
const WIDEST_SUMMARY = 40;

function judgedLines(result: RunResult, columns: number, style: Style): string[] {
  if (result.judged.length === 0)
    return [` ${style.warning('?')} nothing was expected, so nothing was judged`];
  const titles = result.judged.map(({ verdict }) => verdict.title);
  const widest = Math.max(...titles.map(widthOf));
  const summaries = result.judged
    .filter(({ verdict }) => verdict.status !== 'inconclusive')
    .map(({ verdict }) => widthOf(verdict.summary));
  const forSummary = Math.min(WIDEST_SUMMARY, Math.max(NARROWEST_SUMMARY, ...summaries));
  // A mark with a space on either side before the title, and two after it.
  const room = Math.min(widest, columns - forSummary - 5);
  return result.judged.flatMap(({ verdict }) => {
    const title = cut(verdict.title, room);
    const summary =
      verdict.status === 'inconclusive' ? style.warning(verdict.summary) : style.faint(verdict.summary);
    if (room < widest && room < NARROWEST_TITLE)
      return [...wrapped([` ${mark(verdict.status, style)} ${verdict.title}`], columns), `   ${summary}`];
    const padding = ' '.repeat(Math.max(0, room - widthOf(title)));
    return ` ${mark(verdict.status, style)} ${title}${padding}  ${summary}`;
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

function closingLine(result: RunResult, style: Style): string {
  const passed = result.judged.filter(({ verdict }) => verdict.status === 'passed').length;
  const status = statusText(result, style);
  const expectations = `${passed} of ${count(result.judged.length, 'expectation')}`;
  const steps = result.stepFailures.length > 0 ? [`${count(result.stepFailures.length, 'step')} failed`] : [];
  const time = `${campaignText(result)} of campaign in ${secondsText(result.realMs)}`;
  return ` ${[status, expectations, ...steps, ...lookedAt(result), time].join(' · ')}`;
}

/** How far a run against a target could be judged; nothing for the embedded receiver, which knows all. */
function lookedAt({ receiver, counts, store }: RunResult): readonly string[] {
  if (receiver.kind !== 'target' || counts.attempted === 0) return [];
  return [store === null ? 'answers only, not what is stored' : 'answers and store'];
}

function statusText(result: RunResult, style: Style): string {
  if (result.interrupted) return style.warning('interrupted');
  if (result.status === 'passed') return style.good('passed');
  if (result.status === 'failed') return style.error('failed');
  return style.warning(result.reason === null ? 'inconclusive' : `inconclusive: ${result.reason}`);
}

/** Scenarios that have no result, and why. */
export interface Unplayed {
  readonly skipped?: number;
  readonly notPlayed?: number;
  /** Files with an error. */
  readonly invalid?: number;
}

/** The last line of a run of several scenarios, of which some may have been skipped. */
export function summaryText(
  results: readonly RunResult[],
  realMs: number,
  style: Style,
  { skipped = 0, notPlayed = 0, invalid = 0 }: Unplayed = {},
): string {
  const of = (status: RunResult['status']): number =>
    results.filter((result) => result.status === status).length;
  const [failed, inconclusive] = [of('failed'), of('inconclusive')];
  const parts = [
    `${of('passed')} passed`,
    ...(failed > 0 ? [style.error(`${failed} failed`)] : []),
    ...(inconclusive > 0 ? [style.warning(`${inconclusive} inconclusive`)] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(notPlayed > 0 ? [style.warning(`${notPlayed} not played`)] : []),
    ...(invalid > 0 ? [style.error(`${invalid} invalid`)] : []),
    `${numberText(results.reduce((sum, { counts }) => sum + counts.attempted, 0))} notifications sent`,
    secondsText(realMs),
  ];
  const head =
    failed > 0 || invalid > 0
      ? style.error(failed > 0 ? 'failed' : 'error')
      : inconclusive > 0 || notPlayed > 0 || results.length === 0
        ? style.warning('inconclusive')
        : style.good('passed');
  return `\n ${head} · ${count(results.length + skipped + notPlayed + invalid, 'scenario')}: ${parts.join(' · ')}\n`;
}
