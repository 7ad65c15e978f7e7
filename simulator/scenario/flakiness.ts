import type { RunResult, RunStatus } from './result.ts';

/** How a scenario came out that was played several times. */
export interface Tally {
  /** Without the number of the round. */
  readonly name: string;
  readonly counts: Readonly<Record<RunStatus, number>>;
  /** It did not come out the same every time. */
  readonly flaky: boolean;
}

/**
 * Counts how often each scenario came out how. `names` says of each result which scenario it is a round of; a result that is missing,
 * because the run ended before, counts nowhere.
 */
export function tallied(
  names: readonly string[],
  results: readonly (Pick<RunResult, 'status'> | undefined)[],
): readonly Tally[] {
  const counts = new Map<string, Record<RunStatus, number>>();
  for (const [index, name] of names.entries()) {
    const own = counts.get(name) ?? { passed: 0, failed: 0, inconclusive: 0 };
    counts.set(name, own);
    const result = results[index];
    if (result !== undefined) own[result.status] += 1;
  }
  return [...counts].map(([name, own]) => ({
    name,
    counts: own,
    flaky: Object.values(own).filter((count) => count > 0).length > 1,
  }));
}
