// An earlier result beside a new one: what was known to fail is known, and only what is new counts.

import {
  CASE_VERDICTS,
  type CaseResult,
  type CaseVerdict,
  type CheckResult,
  isFailure,
  RESULT_FORMAT,
  RESULT_VERSION,
} from './result.ts';

/** An earlier result, as far as it is compared. */
export interface Baseline {
  /** The contract of that time, for people. */
  readonly contract: string;
  /** Verdicts by number of the case. */
  readonly verdicts: ReadonlyMap<string, CaseVerdict>;
}

/** What became of the cases since; numbers in the order of the cases. */
export interface BaselineComparison {
  /** Fail now, and did not then, or were not there then. */
  readonly newFailures: readonly string[];
  /** Fail now as they did then. */
  readonly known: readonly string[];
  /** Failed then and do not now. */
  readonly fixed: readonly string[];
  /** Were not there then. */
  readonly newCases: readonly string[];
  /** The contract of that time, where it was another one; null where it was the same. */
  readonly otherContract: string | null;
}

/** Reads the text of a result; what is wrong with it in a few words. */
export function readBaseline(text: string): Baseline | { readonly wrong: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { wrong: 'it is no JSON' };
  }
  if (!isRecord(json) || json.format !== RESULT_FORMAT)
    return { wrong: 'it is no result of ocs-sim check --json' };
  if (json.version !== RESULT_VERSION)
    return { wrong: `it is of version ${json.version}, and this ocs-sim reads version ${RESULT_VERSION}` };
  const verdicts = new Map<string, CaseVerdict>();
  for (const each of Array.isArray(json.cases) ? (json.cases as readonly unknown[]) : []) {
    const verdict = isRecord(each) ? CASE_VERDICTS.find((word) => word === each.verdict) : undefined;
    if (!isRecord(each) || typeof each.number !== 'string' || verdict === undefined)
      return { wrong: 'one of its cases has no number or no verdict' };
    verdicts.set(each.number, verdict);
  }
  if (verdicts.size === 0) return { wrong: 'it has no cases' };
  return { contract: String(json.contract), verdicts };
}

/** Compares. @param strict what is tolerated counts as failed, then as now */
export function compareWithBaseline(
  { cases, contractTitle }: Pick<CheckResult, 'cases' | 'contractTitle'>,
  { contract, verdicts }: Baseline,
  strict: boolean,
): BaselineComparison {
  const failed = (verdict: CaseVerdict | undefined): boolean =>
    verdict !== undefined && isFailure({ verdict }, strict);
  const numbersOf = (fits: (each: CaseResult) => boolean): string[] =>
    cases.filter(fits).map(({ number }) => number);
  return {
    newFailures: numbersOf(({ number, verdict }) => failed(verdict) && !failed(verdicts.get(number))),
    known: numbersOf(({ number, verdict }) => failed(verdict) && failed(verdicts.get(number))),
    // What could not be judged now is not mended.
    fixed: numbersOf(
      ({ number, verdict }) => !failed(verdict) && verdict !== 'not judged' && failed(verdicts.get(number)),
    ),
    newCases: numbersOf(({ number }) => !verdicts.has(number)),
    otherContract: contract === contractTitle ? null : contract,
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
