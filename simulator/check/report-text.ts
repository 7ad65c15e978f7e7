// What a check says on a terminal as it goes: a head, and a line a case as it ends. closing-text.ts has the end.

import { durationText } from '../../receiver/document/duration.ts';
import { harmless } from '../../receiver/document/harmless.ts';
import { maskUrls } from '../../receiver/document/url-secrets.ts';
import { count } from '../report/numbers.ts';
import { cut, spread, widthOf, wrapped } from '../report/width.ts';
import { familyOf } from './cases/families.ts';
import type { CheckEnd } from './check-end.ts';
import type { TextOptions } from './list-text.ts';
import type { CaseResult } from './result.ts';
import { shortText } from './summary.ts';
import { caseOf, MARKS, paint } from './verdict-marks.ts';

/** What is about to be checked. */
export function headText(
  { kind, url, poolSize, responseTimeoutSeconds, hasStore }: CheckEnd,
  { contractTitle, cases }: { readonly contractTitle: string; readonly cases: number },
  { columns, style }: TextOptions,
): string {
  const whom = kind === 'embedded' ? 'the embedded receiver' : harmless(maskUrls(url));
  const timeout = durationText(responseTimeoutSeconds * 1_000);
  const right = `${contractTitle} · ${count(cases, 'case')} · pool of ${poolSize} · time-out ${timeout}`;
  const [first = '', ...more] = spread(` check of ${whom}`, right, columns);
  const lines = [
    ` ${style.strong(`check of ${whom}`)}${first.slice(` check of ${whom}`.length)}`,
    ...more,
  ].flatMap((line) => wrapped([line], columns));
  if (!hasStore)
    lines.push(
      ...wrapped(
        [' What it keeps cannot be read back: passed means accepted, whether it is kept is not looked at.'],
        columns,
      ).map(style.warning),
    );
  return `${lines.join('\n')}\n`;
}

/** What is said before the first hostile case. */
export function hostileText({ columns, style }: TextOptions): string {
  const text = ' The last cases send what OCS never sends and what can take a target down (--hostile).';
  return `\n${wrapped([text], columns).map(style.warning).join('\n')}\n`;
}

/** With fewer columns, what came of a case stands below it. */
const NARROW = 48;

/** The line of a case; above the first of a family its title. */
export function caseLine(
  result: CaseResult,
  previous: CaseResult | null,
  { columns, style, standing }: TextOptions & { readonly standing: string | null },
): string {
  const family = familyOf(result);
  const title =
    previous !== null && familyOf(previous) === family
      ? ''
      : `\n${wrapped([` ${style.strong(`${family.number} ${family.title}`)}`], columns).join('\n')}\n`;
  const short = `${shortText(result, caseOf(result.number).timed === true)}${standing === null ? '' : ` · ${standing}`}`;
  const head = `   ${MARKS[result.verdict]} ${result.number.padEnd(5)} `;
  if (columns < NARROW) {
    const marked = `   ${paint(result.verdict, style)(MARKS[result.verdict])} ${result.number} ${result.title}`;
    return `${title}${[...wrapped([marked], columns), ...wrapped([`     ${short}`], columns)].join('\n')}\n`;
  }
  const room = Math.max(16, columns - widthOf(head) - widthOf(short) - 2);
  const left = `${head}${cut(result.title, room)}`;
  const gap = ' '.repeat(Math.max(2, columns - widthOf(left) - widthOf(short)));
  const marked = `   ${paint(result.verdict, style)(MARKS[result.verdict])}${left.slice(4)}`;
  const painted = result.verdict === 'passed' ? style.faint(short) : paint(result.verdict, style)(short);
  return `${title}${marked}${gap}${painted}\n`;
}
