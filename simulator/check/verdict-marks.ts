import type { Style } from '../report/style.ts';
import type { CheckCase } from './case.ts';
import { ALL_CASES } from './cases/families.ts';
import type { CaseVerdict } from './result.ts';

/** A verdict as one character. */
export const MARKS: Readonly<Record<CaseVerdict, string>> = {
  passed: '✓',
  failed: '✗',
  tolerated: '~',
  'not judged': '?',
};

/** The colour of a verdict. */
export function paint(verdict: CaseVerdict, style: Style): (text: string) => string {
  if (verdict === 'passed') return style.good;
  return verdict === 'failed' ? style.error : style.warning;
}

/** The case of a number that a result has. */
export function caseOf(number: string): CheckCase {
  return ALL_CASES.find((each) => each.number === number)!;
}
