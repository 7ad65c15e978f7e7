// From a file to a scenario that can be played, or to everything that is wrong with it.

import { dirname, isAbsolute, join } from 'node:path';
import type { ReleaseName } from '../../receiver/contract/releases.ts';
import { loadContract } from '../../receiver/contract/site.ts';
import type { Diagnostic } from '../../receiver/document/diagnostic.ts';
import type { Source } from '../../receiver/document/place.ts';
import { isDiagnostic, readSource } from '../../receiver/document/read-file.ts';
import { newReading, type Scalar } from '../../receiver/document/shape.ts';
import { type DocNode, readYaml } from '../../receiver/document/source.ts';
import { DEFAULT_EPOCH_MS } from '../time/instant.ts';
import { castGroups } from './cast.ts';
import { checkParts, checkScenario } from './check-scenario.ts';
import type { ClockSetting } from './clock-setting.ts';
import { overlay } from './overlay.ts';
import type { Scenario } from './scenario.ts';
import { type ScenarioValue, scenarioShape, variableShape } from './scenario-shape.ts';

/** What a command line puts in place of what the file says. */
export interface LoadOptions {
  readonly release?: ReleaseName;
  /** Path of a contract file. */
  readonly contract?: string;
  readonly seed?: number;
  readonly clock?: ClockSetting;
  /** Settings `path=value`, in turn. */
  readonly set?: readonly string[];
}

/** A scenario with warnings at most, or null with at least one error. */
export type LoadResult =
  | { readonly scenario: Scenario; readonly problems: readonly Diagnostic[] }
  | { readonly scenario: null; readonly problems: readonly Diagnostic[] };

/** The receiver's address, which only a run knows: it may stand in the value of an option and in a reply. */
const RECEIVER_VARIABLE = 'receiver';
export const RECEIVER_PLACEHOLDER = `\${${RECEIVER_VARIABLE}}`;

/** Reads, checks and completes the scenario at a path. Never throws for anything that the file may hold. */
export async function loadScenario(path: string, options: LoadOptions = {}): Promise<LoadResult> {
  const source = readSource(path);
  if (isDiagnostic(source)) return { scenario: null, problems: [source] };
  return readScenario(source, options);
}

/** The same for a text; paths in it are relative to the folder of its name. */
export async function readScenario(source: Source, options: LoadOptions = {}): Promise<LoadResult> {
  const { root, problems: yamlProblems } = readYaml(source);
  const problems: Diagnostic[] = [...yamlProblems];
  if (root === null || (root.kind === 'scalar' && root.value === null)) {
    if (!problems.some(isError)) problems.push(emptyFile(source));
    return { scenario: null, problems };
  }
  let document: DocNode = root;
  for (const setting of options.set ?? []) {
    const changed = overlay(document, setting);
    if ('problem' in changed) problems.push(changed.problem);
    else document = changed.root;
  }
  const variables = readVariables(document);
  const reading = newReading(variables.values, [RECEIVER_VARIABLE]);
  const value = scenarioShape.read(document, reading);
  problems.push(...variables.problems, ...reading.problems);
  if (value === undefined || problems.some(isError)) {
    problems.push(...checkParts(document, reading));
    return { scenario: null, problems: tidied(problems) };
  }

  const contractFile = options.contract ?? besideThe(source, value.contract?.value);
  const { contract, problems: contractProblems } = loadContract({
    release: options.release ?? value.release,
    file: contractFile,
  });
  problems.push(...contractProblems);
  if (contract === null) return { scenario: null, problems };

  const seed = options.seed ?? value.seed;
  const cast = await castGroups(value, seed);
  problems.push(...cast.problems);
  const scenario: Scenario = {
    name: value.name,
    about: value.about ?? null,
    file: source.name,
    contract,
    clock: options.clock ?? value.clock,
    epochMs: value.epoch ?? DEFAULT_EPOCH_MS,
    seed,
    applications: cast.applications,
    groups: cast.groups,
    replies: startingReplies(value),
    answerAs: value.receiver?.answerAs ?? { kind: 'plain' },
    steps: value.steps,
    expectations: value.expect,
  };
  problems.push(...checkScenario(scenario, value, document.place));
  return problems.some(isError)
    ? { scenario: null, problems: tidied(problems) }
    : { scenario, problems: tidied(problems) };
}

export function isError(problem: Diagnostic): boolean {
  return problem.severity === 'error';
}

/** The variables one after another, so that each can speak of those before it. */
function readVariables(document: DocNode): {
  readonly values: ReadonlyMap<string, Scalar>;
  readonly problems: readonly Diagnostic[];
} {
  const node =
    document.kind === 'mapping' ? document.entries.find(({ key }) => key === 'variables')?.value : undefined;
  const values = new Map<string, Scalar>();
  const problems: Diagnostic[] = [];
  for (const entry of node?.kind === 'mapping' ? node.entries : []) {
    const reading = newReading(values, [RECEIVER_VARIABLE]);
    const value = variableShape.read(entry.value, reading);
    if (value !== undefined) values.set(entry.key, value);
    problems.push(...reading.problems);
  }
  return { values, problems };
}

function startingReplies(value: ScenarioValue): Scenario['replies'] {
  const change = value.receiver?.reply?.change;
  return change?.kind === 'in front' ? change.rules : [];
}

function besideThe(source: Source, path: string | undefined): string | undefined {
  return path === undefined || isAbsolute(path) ? path : join(dirname(source.name), path);
}

function emptyFile(source: Source): Diagnostic {
  return {
    code: 'empty-file',
    severity: 'error',
    place: { source, start: 0, end: Math.min(1, source.text.length) },
    message: 'the file says nothing',
    hint: 'ocs-sim init writes a scenario to begin with',
  };
}

/** In the order of the text, and nothing twice: an alias can lead to the same place again. */
function tidied(problems: readonly Diagnostic[]): readonly Diagnostic[] {
  const said = new Set<string>();
  return problems
    .filter(({ place, code, message }) => {
      const key = `${place.source.name}:${place.start}:${code}:${message}`;
      return !said.has(key) && said.add(key);
    })
    .sort((a, b) => (a.place.source === b.place.source ? a.place.start - b.place.start : 0));
}
