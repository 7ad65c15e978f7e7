import { dirname, isAbsolute, join } from 'node:path';
import { loadContract } from '../../receiver/contract/site.ts';
import type { Diagnostic } from '../../receiver/document/diagnostic.ts';
import type { Source } from '../../receiver/document/place.ts';
import { newReading, type Reading } from '../../receiver/document/shape.ts';
import type { DocNode } from '../../receiver/document/source.ts';
import { DEFAULT_EPOCH_MS } from '../time/instant.ts';
import { castGroups } from './cast.ts';
import { checkParts, checkScenario } from './check-scenario.ts';
import type { LoadOptions } from './load-options.ts';
import { isError } from './problems.ts';
import { partOf, type ReadDocument } from './read-document.ts';
import type { MatrixCase } from './reuse/matrix.ts';
import { spliced } from './reuse/splice-steps.ts';
import { substituted } from './reuse/substitute.ts';
import { RECEIVER_VARIABLE, readVariables, speaksOf, type Variables } from './reuse/variables.ts';
import type { Scenario } from './scenario.ts';
import { type ScenarioValue, scenarioShape } from './scenario-shape.ts';

/** One case of a scenario: null where there is an error among its problems, or in what all cases have in common. */
export interface CaseResult {
  readonly scenario: Scenario | null;
  readonly problems: readonly Diagnostic[];
}

/** Reads one case of a scenario, or the one that it is without a matrix. */
export async function readCase(
  read: ReadDocument,
  chosen: MatrixCase | null,
  options: LoadOptions,
): Promise<CaseResult> {
  const problems: Diagnostic[] = [];
  const nodes = new Map([...read.params, ...(chosen?.nodes ?? [])]);
  const hint = (name: string): string => `say which: --param ${name}=…, or give it a default`;
  const variables = readVariables(partOf(read.document!, 'variables'), { nodes, hint }, problems);
  const reading: Reading = { ...newReading(variables.values, [RECEIVER_VARIABLE]), problems };
  const document = inPlace(read, variables, nodes, reading);
  const value = scenarioShape.read(document, reading);
  const unknown = [...variables.without, ...read.unread];
  // That a variable has no value has been complained of; so need not be every place where it is used.
  const said = (): readonly Diagnostic[] => problems.filter((problem) => !speaksOf(problem, unknown));
  if (value === undefined || [...read.problems, ...problems].some(isError)) {
    problems.push(...checkParts(document, reading));
    return { scenario: null, problems: said() };
  }

  const file = options.contract ?? besideThe(read.source, value.contract?.value);
  if (file !== undefined) options.onRead?.(file);
  const { contract, problems: contractProblems } = loadContract({
    release: options.release ?? value.release,
    file,
  });
  problems.push(...contractProblems);
  if (contract === null) return { scenario: null, problems };

  const seed = options.seed ?? value.seed;
  const cast = await castGroups(value, seed);
  problems.push(...cast.problems);
  const scenario: Scenario = {
    name: chosen === null ? value.name : `${value.name} · ${chosen.name.text}`,
    about: value.about ?? null,
    file: read.source.name,
    case: chosen?.name ?? null,
    tags: value.tags,
    skip: value.skip ?? null,
    contract,
    clock: options.clock ?? value.clock,
    epochMs: value.epoch ?? DEFAULT_EPOCH_MS,
    seed,
    applications: cast.applications,
    groups: cast.groups,
    replies: startingReplies(value),
    answerAs: value.receiver?.answerAs ?? { kind: 'plain' },
    target: value.target ?? null,
    steps: value.steps,
    expectations: value.expect,
  };
  problems.push(...checkScenario(scenario, value, document.place));
  return { scenario: problems.some(isError) ? null : scenario, problems };
}

/** The document without its variables, in which whole mappings stand for names, and steps for the pieces that hold them. */
function inPlace(
  { document: whole, pieces: files, way }: ReadDocument,
  variables: Variables,
  given: ReadonlyMap<string, DocNode>,
  reading: Reading,
): DocNode {
  const document = whole!;
  if (document.kind !== 'mapping') return document;
  // What was given stands elsewhere than where it is used, and that is where a mistake in it is.
  const apart = new Map(
    [...variables.nodes].filter(([name, { kind }]) => kind !== 'scalar' || given.has(name)),
  );
  const meaning = (name: string): DocNode | null => apart.get(name) ?? null;
  const entries = document.entries
    .filter(({ key }) => key !== 'variables')
    .map((entry) => {
      const value = apart.size > 0 ? substituted(entry.value, meaning, reading) : entry.value;
      const steps = entry.key === 'steps' ? spliced(value, { files, way, variables, reading }) : value;
      return steps === entry.value ? entry : { ...entry, value: steps };
    });
  return { ...document, entries };
}

function startingReplies(value: ScenarioValue): Scenario['replies'] {
  const change = value.receiver?.reply?.change;
  return change?.kind === 'in front' ? change.rules : [];
}

function besideThe(source: Source, path: string | undefined): string | undefined {
  return path === undefined || isAbsolute(path) ? path : join(dirname(source.name), path);
}
