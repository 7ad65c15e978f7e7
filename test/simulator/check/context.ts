import { contractOf } from '../../../receiver/contract/contract.ts';
import type { ReleaseName } from '../../../receiver/contract/releases.ts';
import { loadContract } from '../../../receiver/contract/site.ts';
import type { CaseContext, CheckCase } from '../../../simulator/check/case.ts';
import { ALL_CASES } from '../../../simulator/check/cases/families.ts';
import type { CheckEnd } from '../../../simulator/check/check-end.ts';
import type { CaseResult, CheckResult } from '../../../simulator/check/result.ts';
import { type CheckOptions, runCheck } from '../../../simulator/check/run-check.ts';

/** What cases are made from in tests: connections rest only shortly. */
export const CONTEXT: CaseContext = {
  contract: contractOf(),
  contractOf,
  contractFile: undefined,
  onlyRelease: null,
  seed: 1,
  idleMs: 20,
  poolSize: 4,
};

/** The same for a release alone, with a site's contract file where one is named. */
export function contextFor(release: ReleaseName, file?: string): CaseContext {
  return {
    ...CONTEXT,
    contract: loadContract({ release, file }).contract!,
    contractOf: (each) => loadContract({ release: each, file }).contract,
    contractFile: file,
    onlyRelease: release,
  };
}

/** The cases of these numbers. */
export function casesOf(...numbers: readonly string[]): readonly CheckCase[] {
  const cases = ALL_CASES.filter(({ number }) => numbers.includes(number));
  if (cases.length !== numbers.length) throw new Error(`not all of ${numbers.join(' ')} are there`);
  return cases;
}

/** Checks, and ends whoever was checked; trouble is the test's own. */
export async function checked(
  end: CheckEnd,
  cases: readonly CheckCase[],
  options: Partial<CheckOptions> = {},
): Promise<CheckResult> {
  try {
    const signal = new AbortController().signal;
    const result = await runCheck({ cases, end, context: CONTEXT, signal, hostile: true, ...options });
    if ('kind' in result) throw new Error(result.message);
    return result;
  } finally {
    await end.close();
  }
}

/** The result of one case. */
export function caseResult({ cases }: CheckResult, number: string): CaseResult {
  const found = cases.find((each) => each.number === number);
  if (found === undefined) throw new Error(`case ${number} was not checked`);
  return found;
}

/** Verdicts by number. */
export function verdicts({ cases }: CheckResult): Readonly<Record<string, string>> {
  return Object.fromEntries(cases.map(({ number, verdict }) => [number, verdict]));
}
