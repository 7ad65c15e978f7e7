// From a file to the scenarios that it holds, ready to be played, or to everything that is wrong with it. A file is one scenario; with
// a matrix it is one for each case.

import type { Diagnostic } from '../../receiver/document/diagnostic.ts';
import type { Source } from '../../receiver/document/place.ts';
import { isDiagnostic, readSource } from '../../receiver/document/read-file.ts';
import type { LoadOptions } from './load-options.ts';
import { isError, tidied } from './problems.ts';
import { type CaseResult, readCase } from './read-case.ts';
import { partOf, type ReadDocument, readDocument } from './read-document.ts';
import { isCase, parseCase, type ScenarioCase, whyNoCase } from './reuse/case-name.ts';
import { inWhichCases } from './reuse/in-which-cases.ts';
import { fewCases, type MatrixCase } from './reuse/matrix.ts';
import type { Scenario } from './scenario.ts';

export type { LoadOptions };

/** A scenario with warnings at most, or null with at least one error. */
export type LoadResult =
  | { readonly scenario: Scenario; readonly problems: readonly Diagnostic[] }
  | { readonly scenario: null; readonly problems: readonly Diagnostic[] };

/** At least one scenario with warnings at most, or none with at least one error. */
export interface CasesResult {
  readonly cases: readonly Scenario[];
  readonly problems: readonly Diagnostic[];
}

/**
 * Reads, checks and completes the scenario at a path. Never throws for anything that the file may hold. Of a file with a matrix one
 * case must be chosen: without, the problem names them.
 */
export async function loadScenario(path: string, options: LoadOptions = {}): Promise<LoadResult> {
  options.onRead?.(path);
  const source = readSource(path);
  if (isDiagnostic(source)) return { scenario: null, problems: [source] };
  return readScenario(source, options);
}

/** The same for a text; paths in it are relative to the folder of its name. */
export async function readScenario(source: Source, options: LoadOptions = {}): Promise<LoadResult> {
  const { cases, problems } = await readCases(source, options);
  const [scenario, another] = cases;
  if (scenario === undefined) return { scenario: null, problems };
  if (another === undefined) return { scenario, problems };
  return { scenario: null, problems: [severalCases(source, cases), ...problems] };
}

/** Reads, checks and completes every case of the scenario at a path; one without a matrix has one. Never throws. */
export async function loadCases(path: string, options: LoadOptions = {}): Promise<CasesResult> {
  options.onRead?.(path);
  const source = readSource(path);
  if (isDiagnostic(source)) return { cases: [], problems: [source] };
  return readCases(source, options);
}

/** The same for a text; paths in it are relative to the folder of its name. */
export async function readCases(source: Source, options: LoadOptions = {}): Promise<CasesResult> {
  const read = readDocument(source, options);
  if (read.document === null) return { cases: [], problems: tidied(source, read.problems) };
  const chosen = chosenCases(read, options.case);
  read.problems.push(...overruled(read, options));
  if ('problem' in chosen) return { cases: [], problems: tidied(source, [...read.problems, chosen.problem]) };
  const results: CaseResult[] = [];
  for (const each of chosen.cases) results.push(await readCase(read, each, options));
  const problems = tidied(source, [
    ...read.problems,
    ...inWhichCases(
      chosen.cases.map((each) => each?.name ?? null),
      results.map((result) => result.problems),
    ),
  ]);
  if (problems.some(isError)) return { cases: [], problems };
  return { cases: results.flatMap(({ scenario }) => (scenario === null ? [] : [scenario])), problems };
}

/** The cases that are wanted; null stands for the one scenario of a file without a matrix. */
function chosenCases(
  { matrix }: ReadDocument,
  wanted: string | undefined,
): { readonly cases: readonly (MatrixCase | null)[] } | { readonly problem: Diagnostic } {
  if (wanted === undefined) return { cases: matrix ?? [null] };
  const problem = (message: string, hint?: string): { readonly problem: Diagnostic } => ({
    problem: {
      code: 'unknown-reference',
      severity: 'error',
      place: { source: { name: '--case', text: wanted }, start: 0, end: Math.max(1, wanted.length) },
      message,
      ...(hint === undefined ? {} : { hint }),
    },
  });
  const values = parseCase(wanted);
  if ('wrong' in values) return problem(values.wrong);
  if (matrix === null) return problem('the scenario has no matrix, so it has no cases');
  const cases = matrix.filter(({ name }) => isCase(name, values));
  if (cases.length > 0) return { cases };
  const { message, hint } = whyNoCase(
    values,
    matrix.map(({ name }) => name),
  );
  return problem(message, hint);
}

/** A case is called after what the matrix says, so nobody else can say otherwise. */
function overruled({ document, matrix }: ReadDocument, options: LoadOptions): readonly Diagnostic[] {
  const names = matrix?.[0] === undefined ? [] : [...matrix[0].nodes.keys()];
  return (['release', 'contract', 'clock', 'seed'] as const).flatMap((key): readonly Diagnostic[] => {
    const node = document === null ? undefined : partOf(document, key);
    if (options[key] === undefined || node?.kind !== 'scalar' || typeof node.value !== 'string') return [];
    const name = names.find((each) => String(node.value).includes(`\${${each}}`));
    if (name === undefined) return [];
    return [
      {
        code: 'conflicting-keys',
        severity: 'error',
        place: node.place,
        message: `the matrix says which ${key} it is, so --${key} cannot`,
        hint: `leave it out, or choose among the cases: --case ${name}=…`,
      },
    ];
  });
}

function severalCases(source: Source, scenarios: readonly Scenario[]): Diagnostic {
  const cases = scenarios.flatMap((scenario): ScenarioCase[] =>
    scenario.case === null ? [] : [scenario.case],
  );
  const at = Math.max(0, source.text.search(/^["']?matrix["']?\s*:/m));
  return {
    code: 'several-cases',
    severity: 'error',
    place: { source, start: at, end: at + 'matrix'.length },
    message: `this scenario is ${cases.length} cases, and one is wanted`,
    expected: `one of ${fewCases(cases)}`,
    hint: `choose one: --case '${cases[0]!.text}'`,
  };
}
