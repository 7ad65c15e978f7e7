import { dirname, isAbsolute, join } from 'node:path';
import type { Contract } from '../../receiver/contract/contract.ts';
import { DEFAULT_RELEASE } from '../../receiver/contract/releases.ts';
import { loadContract } from '../../receiver/contract/site.ts';
import type { Diagnostic } from '../../receiver/document/diagnostic.ts';
import type { Source } from '../../receiver/document/place.ts';
import { newReading, type Reading, type Shape } from '../../receiver/document/shape.ts';
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
import { type ScenarioValue, scenarioFields, scenarioShape } from './scenario-shape.ts';
import { distrusted } from './untrusted.ts';

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
  if (options.untrusted !== undefined)
    problems.push(...distrusted(document, read.source, options.untrusted, reading));
  const value = scenarioShape.read(document, reading);
  const unknown = [...variables.without, ...read.unread];
  // That a variable has no value has been complained of; so need not be every place where it is used.
  const said = (): readonly Diagnostic[] => problems.filter((problem) => !speaksOf(problem, unknown));
  const isWrong = value === undefined || [...read.problems, ...problems].some(isError);
  const contract = contractFor(document, reading, [...read.problems, ...problems].filter(isError), options);
  if (value === undefined || isWrong || contract === null) {
    const more = checkParts(document, reading, contract);
    // What the contract calls its attributes is not known.
    problems.push(...(contract === null ? more.filter(({ code }) => code !== 'unknown-word') : more));
    return { scenario: null, problems: said() };
  }

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

/**
 * The contract that a scenario names, or the command line; null where that cannot be read. What is wrong with the rest of the scenario
 * does not matter to it. `said`: the errors that are told already.
 */
function contractFor(
  document: DocNode,
  reading: Reading,
  said: readonly Diagnostic[],
  options: LoadOptions,
): Contract | null {
  const quiet: Reading = { ...reading, problems: [] };
  const read = <T>(key: string, shape: Shape<T>): T | undefined => {
    const node = partOf(document, key);
    return node && shape.read(node, quiet);
  };
  const named = options.contract === undefined ? read('contract', scenarioFields.contract.shape) : undefined;
  // Of a path that is wrong already no more is said, and one that is refused is not read.
  if (said.some(({ place }) => place.source === named?.place.source && place.start === named.place.start))
    return null;
  const file = options.contract ?? besideThe(named?.place.source, named?.value);
  if (file !== undefined) options.onRead?.(file);
  const release = options.release ?? read('release', scenarioFields.release.shape) ?? DEFAULT_RELEASE;
  const { contract, problems } = loadContract({ release, file });
  for (const problem of problems) {
    // Of a file that is not there, or is another, the place is where it is named.
    const isFile = named !== undefined && problem.place.source.text === '';
    const message = problem.message.replace(/^(?:it|the file) /, `${file} `);
    const hint = problem.hint ?? 'a path is relative to the file in which it stands';
    reading.problems.push(isFile ? { ...problem, place: named.place, message, hint } : problem);
  }
  return contract;
}

function besideThe(source: Source | undefined, path: string | undefined): string | undefined {
  return path === undefined || source === undefined || isAbsolute(path)
    ? path
    : join(dirname(source.name), path);
}
