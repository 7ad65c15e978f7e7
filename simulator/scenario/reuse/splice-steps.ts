import { didYouMean } from '../../../receiver/document/closest-word.ts';
import type { Diagnostic } from '../../../receiver/document/diagnostic.ts';
import type { Place } from '../../../receiver/document/place.ts';
import { complain, foundText, newReading, type Reading } from '../../../receiver/document/shape.ts';
import {
  type DocNode,
  headOf,
  type MappingNode,
  type ScalarNode,
} from '../../../receiver/document/source.ts';
import { includeStepShape } from './include-shape.ts';
import { keysOfPiece, type OnTheWay, type PieceFiles } from './piece-files.ts';
import { substituted } from './substitute.ts';
import { RECEIVER_VARIABLE, readVariables, type Variables, variableNames } from './variables.ts';

/** Where steps stand that may include others. */
export interface Surroundings {
  readonly files: PieceFiles;
  readonly way: readonly OnTheWay[];
  /** What the values after `with` can speak of; the steps of a piece know only what it declares itself. */
  readonly variables: Variables;
  readonly reading: Reading;
}

/**
 * A list of steps with the steps of pieces in the place of `- include: PATH`, also within `repeat` and `parallel`. Where a piece
 * cannot be had, which is complained of, the step stays as it is.
 */
export function spliced(steps: DocNode, around: Surroundings): DocNode {
  if (steps.kind !== 'list') return steps;
  return {
    ...steps,
    items: steps.items.flatMap((item) => (isInclude(item) ? stepsOf(item, around) : [within(item, around)])),
  };
}

function isInclude(node: DocNode): boolean {
  return node.kind === 'mapping' && node.entries.some(({ key }) => key === 'include');
}

/** A step with the steps that it holds. */
function within(node: DocNode, around: Surroundings): DocNode {
  if (node.kind !== 'mapping') return node;
  const entries = node.entries.map((entry) => {
    const { key, value } = entry;
    if (key === 'steps') return { ...entry, value: spliced(value, around) };
    if (key !== 'parallel' || value.kind !== 'list') return entry;
    return { ...entry, value: { ...value, items: value.items.map((branch) => spliced(branch, around)) } };
  });
  return { ...node, entries };
}

function stepsOf(node: DocNode, around: Surroundings): readonly DocNode[] {
  const { files, way, variables, reading } = around;
  const step = includeStepShape.read(node, { ...newReading(variables.values), problems: reading.problems });
  if (step === undefined) return [node];
  const found = files.piece(step.include, 'steps', way, reading);
  if (found === null) return [node];
  const piece = keysOfPiece(found.piece, 'steps', reading);
  const problems: Diagnostic[] = [];
  const own = variablesOf(piece, node, { ...around, reading: { ...reading, problems } });
  reading.problems.push(...problems);
  // Without its variables a piece would be wrong in many places for one reason.
  if (problems.some(({ severity }) => severity === 'error')) return [node];
  const steps = withValues(valueAt(piece, 'steps')!, own, reading);
  if (steps.kind !== 'list')
    complain(reading, 'wrong-type', steps.place, 'expected a list of steps', { found: foundText(steps) });
  const result = spliced(steps, { ...around, way: found.way, variables: own });
  return result.kind === 'list' ? result.items : [node];
}

/** The variables of a piece: what the step says after `with`, and the defaults of the piece. */
function variablesOf(piece: MappingNode, step: DocNode, { variables, reading }: Surroundings): Variables {
  const declared = valueAt(piece, 'variables');
  const names = variableNames(declared);
  const given = step.kind === 'mapping' ? valueAt(step, 'with') : undefined;
  const nodes = new Map<string, DocNode>();
  for (const { key, keyPlace, value } of given?.kind === 'mapping' ? given.entries : []) {
    if (names.includes(key)) {
      nodes.set(key, withValues(value, variables, reading));
      continue;
    }
    const hint = didYouMean(key, names);
    complain(reading, 'unknown-reference', keyPlace, `the piece has no variable "${key}"`, {
      found: key,
      expected: names.length > 0 ? `one of ${names.join(', ')}` : 'none: it has no variables',
      ...(hint === undefined ? {} : { hint }),
    });
  }
  const hint = (name: string): string => `say which where the piece is included: with: { ${name}: … }`;
  // What is missing is said where it is missing, which is not in the piece.
  const problems: Diagnostic[] = [];
  const own = readVariables(declared, { nodes, hint }, problems);
  const place = placeOfStep(step);
  reading.problems.push(
    ...problems.map((problem) => (problem.code === 'missing-key' ? { ...problem, place } : problem)),
  );
  return own;
}

/** The node with the values of all variables in it; a name that is none of them is complained of. */
export function withValues(node: DocNode, { nodes, without }: Variables, reading: Reading): DocNode {
  const meaning = (name: string, at: ScalarNode): DocNode | null => {
    const found = nodes.get(name);
    if (found !== undefined) return found;
    if (name === RECEIVER_VARIABLE || without.has(name)) return null;
    const names = [...nodes.keys(), ...without, RECEIVER_VARIABLE];
    const hint = didYouMean(name, names);
    return (
      complain(reading, 'unknown-reference', at.place, `there is no variable "${name}"`, {
        found: `\${${name}}`,
        expected: `one of ${names.join(', ')}`,
        ...(hint === undefined ? {} : { hint }),
      }) ?? null
    );
  };
  return substituted(node, meaning, reading);
}

function placeOfStep(step: DocNode): Place {
  if (step.kind !== 'mapping') return step.place;
  return step.entries.find(({ key }) => key === 'include')?.value.place ?? headOf(step);
}

function valueAt(node: MappingNode, key: string): DocNode | undefined {
  return node.entries.find((entry) => entry.key === key)?.value;
}
