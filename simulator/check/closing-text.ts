// What a check says at its end: everything that is not as it should be, then the counts.

import { durationText } from '../../receiver/document/duration.ts';
import { harmless } from '../../receiver/document/harmless.ts';
import { count, numberText, secondsText } from '../report/numbers.ts';
import { cut, hanging, widthOf, wrapped } from '../report/width.ts';
import type { BaselineComparison } from './baseline.ts';
import { NEAR_THE_TIMEOUT } from './judge-case.ts';
import { labelled, type TextOptions } from './list-text.ts';
import type { CheckOutcome } from './outcome.ts';
import { type CaseResult, type CheckResult, countsOf, isFailure } from './result.ts';
import { caseOf, MARKS, paint } from './verdict-marks.ts';

/** Of so many findings of a case each is told in full; the others are in the JSON. */
const MOST_FINDINGS = 6;

/** Of what is tolerated likewise, over all cases, with so many numbers of cases each. */
const MOST_TOLERATED = 12;
const MOST_NUMBERS = 20;

/** What stands at the end beside the result itself. */
export interface ClosingOptions extends TextOptions {
  readonly outcome: CheckOutcome;
  readonly strict: boolean;
  readonly baseline: BaselineComparison | null;
  /** The command line that does it again for some cases. */
  readonly again: (numbers: readonly string[]) => string;
}

/** Everything that is not as it should be, and the closing lines. */
export function closingText(result: CheckResult, options: ClosingOptions): string {
  const { columns, style } = options;
  const failed = result.cases.filter(({ verdict }) => verdict === 'failed');
  const parts = [
    ...failed.map((each) => inFull(each, options)),
    toleratedText(result, options),
    notJudgedText(result, options),
    leftOutText(result, options),
    baselineText(options),
  ].filter((part) => part !== '');
  const closing = closingLines(result, options);
  const [first = '', ...rest] = wrapped(closing, columns);
  const word = wordOf(options);
  const painted = ` ${options.outcome === 'passed' ? style.good(word) : style.error(word)}${first.slice(1 + word.length)}`;
  return `\n${[...parts, [painted, ...rest, ...againLines(result, options)].join('\n')].join('\n\n')}\n`;
}

const WORDS: Readonly<Record<CheckOutcome, string>> = {
  passed: 'compatible',
  failed: 'not compatible',
  'not judged': 'not judged',
  'target gone': 'the target went away',
  interrupted: 'interrupted',
};

/** What failed before is not compatible for being known. */
function wordOf({ outcome, baseline }: Pick<ClosingOptions, 'outcome' | 'baseline'>): string {
  return outcome === 'passed' && baseline !== null && baseline.known.length > 0
    ? 'no new failure'
    : WORDS[outcome];
}

function inFull(result: CaseResult, { columns, style, baseline }: ClosingOptions): string {
  const what = caseOf(result.number);
  const { verdict, number, title, findings } = result;
  const name = `${result.slug}${baseline?.known.includes(number) ? ', known' : ''}`;
  const beside = 3 + widthOf(`${number} ${title}  ${name}`) <= columns;
  const lines = [
    ` ${paint(verdict, style)(MARKS[verdict])} ${style.strong(`${number} ${title}`)}${beside ? `  ${style.faint(name)}` : ''}`,
    ...(beside ? [] : labelled('name', name, columns)),
    ...labelled('sends', what.sends, columns),
    ...labelled('demands', what.demands, columns),
    ...labelled('why', `${what.why.text} (${what.why.mark}: ${what.why.source})`, columns),
  ];
  for (const { kind, message, times, first } of findings.slice(0, MOST_FINDINGS)) {
    const which = first === null ? '' : `#${first.number} ${harmless(cut(first.about, 60))}`;
    const others = times > 1 ? ` and ${numberText(times - 1)} more` : '';
    if (which !== '') lines.push(...labelled(kind, `${which}${others}`, columns));
    lines.push(...hanging(which === '' ? `   ${kind.padEnd(10)} ` : ' '.repeat(14), message, columns));
  }
  if (findings.length > MOST_FINDINGS)
    lines.push(...labelled('', `and ${findings.length - MOST_FINDINGS} more findings`, columns));
  return lines.join('\n');
}

/** What several cases came upon is told once, with their numbers. */
function toleratedText({ cases }: CheckResult, { columns, style, strict }: ClosingOptions): string {
  const tolerated = cases.filter(({ verdict }) => verdict === 'tolerated');
  if (tolerated.length === 0) return '';
  const numbers = new Map<
    string,
    { readonly kind: string; readonly message: string; readonly of: string[] }
  >();
  for (const { number, findings } of tolerated)
    for (const { kind, message } of findings) {
      const key = `${kind}\n${message}`;
      const known = numbers.get(key) ?? { kind, message, of: [] };
      known.of.push(number);
      numbers.set(key, known);
    }
  const all = [...numbers.values()];
  const mark = strict ? style.error(MARKS.tolerated) : style.warning(MARKS.tolerated);
  let above = '';
  return [
    ` ${mark} ${style.strong(`${count(tolerated.length, 'case')} tolerated`)}`,
    ...all.slice(0, MOST_TOLERATED).flatMap(({ kind, message, of }) => {
      const which = `${of.slice(0, MOST_NUMBERS).join(' ')}${of.length > MOST_NUMBERS ? ' …' : ''}`;
      const head = above === `${kind} ${which}` ? [] : labelled(kind, which, columns);
      above = `${kind} ${which}`;
      return [...head, ...hanging(' '.repeat(14), message, columns)];
    }),
    ...(all.length > MOST_TOLERATED
      ? labelled('', `and ${all.length - MOST_TOLERATED} more: --json has them all`, columns)
      : []),
  ].join('\n');
}

function notJudgedText({ cases }: CheckResult, { columns, style }: ClosingOptions): string {
  const byReason = new Map<string, string[]>();
  for (const { verdict, number, findings } of cases) {
    if (verdict !== 'not judged') continue;
    const why = findings[0]?.message ?? '';
    byReason.set(why, [...(byReason.get(why) ?? []), number]);
  }
  return [...byReason]
    .flatMap(([why, numbers]) => [
      ` ${style.warning('?')} ${style.strong(`${count(numbers.length, 'case')} not judged`)}`,
      ...labelled('why', why, columns),
      ...labelled('which', numbers.join(' '), columns),
    ])
    .join('\n');
}

function leftOutText({ leftOut }: CheckResult, { columns, style }: ClosingOptions): string {
  const byReason = new Map<string, string[]>();
  for (const { number, why } of leftOut) byReason.set(why, [...(byReason.get(why) ?? []), number]);
  return [...byReason]
    .flatMap(([why, numbers]) => [
      ` ${style.faint('-')} ${style.strong(`${count(numbers.length, 'case')} left out`)}`,
      ...labelled('why', why, columns),
      ...labelled('which', numbers.join(' '), columns),
    ])
    .join('\n');
}

function baselineText({ baseline, columns, style }: ClosingOptions): string {
  if (baseline === null) return '';
  const { newFailures, known, fixed, newCases, otherContract } = baseline;
  const rows = [
    ['new', newFailures, 'did not fail in the baseline'],
    ['known', known, 'failed in the baseline too'],
    ['fixed', fixed, 'failed in the baseline and no more: make a new one'],
    ['unknown', newCases, 'the baseline has no such case'],
  ] as const;
  const told = rows.filter(([, numbers]) => numbers.length > 0);
  const lines = told.flatMap(([word, numbers, about]) =>
    labelled(word, `${numbers.join(' ')} (${about})`, columns),
  );
  if (told.length === 0) lines.push(...labelled('', 'nothing failed, then or now', columns));
  if (otherContract !== null)
    lines.push(...labelled('but', `it is of another contract: ${otherContract}`, columns));
  return [` ${style.strong('beside the baseline')}`, ...lines].join('\n');
}

function closingLines(result: CheckResult, { outcome, strict, baseline }: ClosingOptions): string[] {
  const { cases, hasStore, realMs } = result;
  const counts = countsOf(result);
  const requests = cases.reduce((sum, each) => sum + each.requests, 0);
  const failed = baseline === null ? '' : ` (${baseline.newFailures.length} new)`;
  const words = [
    wordOf({ outcome, baseline }),
    ...(outcome === 'passed' && !hasStore ? ['as far as answers tell'] : []),
    ...(counts.failed > 0 ? [`${counts.failed} failed${failed}`] : []),
    ...(counts.tolerated > 0 ? [`${counts.tolerated} tolerated${strict ? ', which fails' : ''}`] : []),
    ...(counts['not judged'] > 0 ? [`${counts['not judged']} not judged`] : []),
    `${counts.passed} passed`,
    `${count(requests, 'request')} in ${secondsText(realMs)}`,
  ];
  const lines = [` ${words.join(' · ')}`];
  const slowest = cases.reduce<CaseResult | null>(
    (worst, each) => ((each.slowestMs ?? -1) > (worst?.slowestMs ?? -1) ? each : worst),
    null,
  );
  if (slowest?.slowestMs == null) return lines;
  const timeoutMs = result.responseTimeoutSeconds * 1_000;
  const which = slowest.slowestMs > timeoutMs * NEAR_THE_TIMEOUT ? ` (case ${slowest.number})` : '';
  lines.push(
    ` slowest answer ${secondsText(slowest.slowestMs)}${which} · time-out ${durationText(timeoutMs)}`,
  );
  return lines;
}

function againLines({ cases }: CheckResult, { again, strict }: ClosingOptions): string[] {
  const failed = cases.filter((each) => isFailure(each, strict));
  if (failed.length === 0) return [];
  return [
    ` again: ${again(failed.map(({ number }) => number))}`,
    ` bytes: ocs-sim check --curl ${failed[0]!.number}`,
  ];
}
