// What failed, with its place in the file and why.

import { sinceEpochText } from '../../receiver/document/instant-text.ts';
import { placeText } from '../../receiver/document/place.ts';
import { showPlace } from '../../receiver/document/show-diagnostic.ts';
import { explainVerdict } from '../../receiver/expect/explain.ts';
import { safeText } from '../../receiver/expect/shown-text.ts';
import type { JudgedExpectation, RunResult } from '../scenario/result.ts';
import type { StepFailure } from '../scenario/stage.ts';
import type { Style } from './style.ts';
import { wrapped } from './width.ts';

/** Of names and paths no more is ever shown. */
const LONGEST = 500;

/** `✓`, `✗` or `?`. */
export function mark(status: RunResult['status'], style: Style): string {
  if (status === 'passed') return style.good('✓');
  return status === 'failed' ? style.error('✗') : style.warning('?');
}

/** A step that failed, with its place, from an empty line on. */
export function stepFailureLines(failure: StepFailure, columns: number, style: Style): string[] {
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

/** An expectation that did not pass, with its place and why, from an empty line on. */
export function verdictLines({ place, verdict }: JudgedExpectation, columns: number, style: Style): string[] {
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
