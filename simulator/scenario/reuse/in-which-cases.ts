import type { Diagnostic } from '../../../receiver/document/diagnostic.ts';
import type { ScenarioCase } from './case-name.ts';
import { fewCases } from './matrix.ts';

/**
 * The problems of several cases of one scenario, each once. Of a problem that not all cases have, the message says which ones have
 * it.
 */
export function inWhichCases(
  cases: readonly (ScenarioCase | null)[],
  problems: readonly (readonly Diagnostic[])[],
): readonly Diagnostic[] {
  const all = new Map<string, { readonly problem: Diagnostic; readonly cases: ScenarioCase[] }>();
  for (const [index, own] of problems.entries()) {
    const name = cases[index] ?? null;
    for (const problem of own) {
      const { place, code, message } = problem;
      const key = JSON.stringify([place.source.name, place.source.text.length, place.start, code, message]);
      const known = all.get(key) ?? { problem, cases: [] };
      all.set(key, known);
      if (name !== null && known.cases.at(-1) !== name) known.cases.push(name);
    }
  }
  return [...all.values()].map(({ problem, cases: having }) =>
    having.length === 0 || having.length === cases.length
      ? problem
      : { ...problem, message: `${problem.message} (in the case ${fewCases(having, 1)})` },
  );
}
