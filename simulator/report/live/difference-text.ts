// What a run of some scenarios has changed: what newly fails in full, all else in a line each, and what is as it was in one line.

import { safeText } from '../../../receiver/expect/shown-text.ts';
import type { RunResult } from '../../scenario/result.ts';
import { stepFailureLines, verdictLines } from '../failure-lines.ts';
import { count, numberText } from '../numbers.ts';
import type { Style } from '../style.ts';
import { wrapped } from '../width.ts';
import { type ChangedCount, differenceOf, isDifferent, type ResultDifference } from './difference.ts';

/** A scenario that was played again, or for the first time, or is no longer there. */
export interface Replayed {
  readonly before: RunResult | null;
  readonly after: RunResult | null;
}

/** How it is shown, and what else is. */
export interface DifferenceOptions {
  readonly columns: number;
  readonly style: Style;
  /** A scenario that was not there before, as any run shows it. */
  readonly whole: (result: RunResult) => string;
}

const PAINTS: Readonly<Record<RunResult['status'], (text: string, style: Style) => string>> = {
  passed: (text) => text,
  failed: (text, style) => style.error(text),
  inconclusive: (text, style) => style.warning(text),
};
const LONGEST = 500;
const WIDEST = 140;

/** All that has changed; one line where nothing has. */
export function differenceText(replayed: readonly Replayed[], options: DifferenceOptions): string {
  const columns = Math.min(options.columns, WIDEST);
  const shown = replayed.map((each) => scenarioDifference(each, { ...options, columns }));
  const told = shown.filter((text) => text !== null).join('');
  const same = replayed.filter((_, index) => shown[index] === null);
  const rest =
    same.length > 0 ? `${wrapped([unchangedLine(same, options.style)], columns).join('\n')}\n` : '';
  return told + rest;
}

/** It came out as it did before. */
export function isUnchanged({ before, after }: Replayed): boolean {
  return before !== null && after !== null && !isDifferent(differenceOf(before, after), before, after);
}

function scenarioDifference({ before, after }: Replayed, options: DifferenceOptions): string | null {
  const { columns, style } = options;
  if (after === null) return before === null ? null : ` ${style.faint('gone')} ${nameOf(before)}\n`;
  if (before === null) return options.whole(after);
  const difference = differenceOf(before, after);
  if (!isDifferent(difference, before, after)) return null;
  const lines = wrapped([headLine(before, after, style), ...changeLines(difference, style)], columns);
  const failures = [
    ...difference.newStepFailures.flatMap((failure) => stepFailureLines(failure, columns, style)),
    ...difference.newlyFailing.flatMap((judged) => verdictLines(judged, columns, style)),
  ];
  return `${[...lines, ...failures, ''].join('\n')}\n`;
}

function nameOf({ name }: RunResult): string {
  return safeText(name, LONGEST);
}

function headLine(before: RunResult, after: RunResult, style: Style): string {
  return ` ${changeWord(before, after, style)}  ${style.strong(nameOf(after))}`;
}

/** What became of it, in a word or two. */
function changeWord({ status: before }: RunResult, { status: after }: RunResult, style: Style): string {
  if (after === before) {
    if (after === 'failed') return style.error('✗ still fails, otherwise');
    return after === 'passed' ? style.good('✓ passes, otherwise') : style.warning('? still inconclusive');
  }
  if (after === 'failed') return style.error('✗ newly fails');
  if (after === 'inconclusive') return style.warning('? inconclusive now');
  return style.good(before === 'failed' ? '✓ mended' : '✓ passes now');
}

function changeLines({ mended, counts, stillFailing }: ResultDifference, style: Style): readonly string[] {
  return [
    ...mended.map((title) => `   ${style.good('✓')} ${title} ${style.faint('holds now')}`),
    ...(stillFailing > 0 ? [`   ${style.error('✗')} ${count(stillFailing, 'other')} as before`] : []),
    ...(counts.length === 0 ? [] : [`   ${counts.map(countText).join(' · ')}`]),
  ];
}

function countText({ what, before, after }: ChangedCount): string {
  return `${what} ${numberText(before)} → ${numberText(after)}`;
}

/** `unchanged: 12 scenarios · 11 passed · 1 failed`; by its name where it is one. */
function unchangedLine(same: readonly Replayed[], style: Style): string {
  const of = (status: RunResult['status']): number =>
    same.filter(({ after }) => after?.status === status).length;
  const [only] = same;
  const what = same.length === 1 && only?.after != null ? nameOf(only.after) : count(same.length, 'scenario');
  const states = (['passed', 'failed', 'inconclusive'] as const)
    .filter((status) => of(status) > 0)
    .map((status) => PAINTS[status](same.length === 1 ? status : `${of(status)} ${status}`, style));
  return ` unchanged: ${what} · ${states.join(' · ')}`;
}
