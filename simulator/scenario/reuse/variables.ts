// `variables:` of a scenario or a piece: a name with its value, or with what is known of it.
//
//   variables:
//     interval: 20
//     mode: { default: Predict, oneOf: [Predict, Progress], about: how the group dials }
//     group: { about: the group that is loaded }          # no default: whoever uses it must say

import { didYouMean } from '../../../receiver/document/closest-word.ts';
import { byKind, listOf, mapOf } from '../../../receiver/document/composite-shapes.ts';
import type { Diagnostic } from '../../../receiver/document/diagnostic.ts';
import { optional, record } from '../../../receiver/document/record.ts';
import { scalar, text } from '../../../receiver/document/scalar-shapes.ts';
import {
  complain,
  foundText,
  newReading,
  type Reading,
  refine,
  type Scalar,
  type Shape,
  type ValueOf,
} from '../../../receiver/document/shape.ts';
import type { DocNode, MappingEntry } from '../../../receiver/document/source.ts';
import { literalText } from './substitute.ts';

/** The receiver's address, which only a run knows: it may stand in the value of an option and in a reply. */
export const RECEIVER_VARIABLE = 'receiver';
export const RECEIVER_PLACEHOLDER = `\${${RECEIVER_VARIABLE}}`;

const DEFERRED: ReadonlySet<string> = new Set([RECEIVER_VARIABLE]);

/** Any value, as it is written. */
export const anyValue: Shape<DocNode> = {
  expects: 'a value',
  read: (node) => node,
  schema: () => ({ type: ['string', 'number', 'boolean', 'null', 'array', 'object'] }),
};

const declaration = record(
  {
    default: optional(
      anyValue,
      'its value unless something else is said; without it, something must be said',
      { example: 'Predict' },
    ),
    oneOf: optional(listOf(scalar(), { atLeast: 1 }), 'the values that it may have', {
      example: ['Predict', 'Progress'],
    }),
    about: optional(text(), 'what it is, for people', { example: 'how the group dials' }),
  },
  { what: 'a variable' },
);

type Declaration = ValueOf<typeof declaration>;

const plainValue = scalar();

/** Characters of a value: variables that speak of variables grow beyond all bounds within a few lines. */
const LONGEST_VALUE = 65_536;

/** One variable as it is written: its value, or a mapping that says what it may be. */
const variableShape: Shape<DocNode | Declaration> = {
  ...byKind({ scalar: refine(plainValue, (_, node) => node), mapping: declaration }),
  read: (node, reading) =>
    node.kind === 'mapping'
      ? declaration.read(node, reading)
      : refine(plainValue, (_, each) => each).read(node, reading),
};

/** For the schema; the reading needs more than a shape knows. */
export const variablesShape: Shape<ReadonlyMap<string, unknown>> = mapOf(variableShape, 'names to values');

/** What the variables stand for. */
export interface Variables {
  /** Those with a plain value. */
  readonly values: ReadonlyMap<string, Scalar>;
  /** All of them, as nodes that can be put in their place. */
  readonly nodes: ReadonlyMap<string, DocNode>;
  /** Those that are declared and have no value, which has been complained of. */
  readonly without: ReadonlySet<string>;
}

/** Who gives values to variables, for messages. */
export interface Given {
  readonly nodes: ReadonlyMap<string, DocNode>;
  /** How to give one that is missing. */
  readonly hint: (name: string) => string;
}

/**
 * Reads variables one after another, so that each can speak of those before it. What is given counts more than a default, comes
 * first, and need not be declared; a variable without any value, and a value that is none of those that it may have, are
 * complained of.
 */
export function readVariables(
  node: DocNode | undefined,
  given: Given,
  problems: Reading['problems'],
): Variables {
  const values = new Map<string, Scalar>();
  const nodes = new Map<string, DocNode>();
  const without = new Set<string>();
  // That a variable has no value is said once, not wherever another speaks of it.
  const declared = node?.kind === 'mapping' ? node.entries : [];
  const add = (found: Reading['problems']): void =>
    void problems.push(
      ...found
        .filter((problem) => !speaksOf(problem, without))
        .map(
          (problem) =>
            tooEarly(
              problem,
              declared.map(({ key }) => key),
            ) ?? problem,
        ),
    );
  const take = (name: string, value: DocNode, allowed: readonly Scalar[] | undefined): void => {
    const reading = newReading(values, [...DEFERRED]);
    const read = value.kind === 'scalar' ? plainValue.read(value, reading) : undefined;
    add(reading.problems);
    if (value.kind === 'scalar' && read === undefined) {
      without.add(name);
      return;
    }
    if (typeof read === 'string' && read.length > LONGEST_VALUE) {
      complain(
        { ...reading, problems },
        'bad-value',
        value.place,
        `the variable "${name}" becomes too long`,
        {
          found: `${read.length.toLocaleString('en')} characters`,
          expected: `at most ${LONGEST_VALUE.toLocaleString('en')}`,
        },
      );
      without.add(name);
      return;
    }
    if (allowed !== undefined && (read === undefined || !allowed.includes(read)))
      complainOfOther(name, value, read, allowed, problems);
    if (value.kind !== 'scalar') nodes.set(name, value);
    else {
      values.set(name, read!);
      nodes.set(name, {
        ...value,
        value: typeof read === 'string' ? literalText(read, DEFERRED) : read!,
      });
    }
  };
  for (const [name, value] of given.nodes)
    if (!declared.some(({ key }) => key === name)) take(name, value, undefined);
  for (const entry of declared) {
    const reading = newReading(values, [...DEFERRED]);
    const read = variableShape.read(entry.value, reading);
    add(reading.problems);
    if (read === undefined) {
      without.add(entry.key);
      continue;
    }
    const own: Declaration = 'kind' in read ? { default: read } : read;
    const value = given.nodes.get(entry.key) ?? own.default;
    if (value !== undefined) take(entry.key, value, own.oneOf);
    else {
      without.add(entry.key);
      complainOfNone(entry, given, problems);
    }
  }
  return { values, nodes, without };
}

/** Whether it complains of a name that is one of these. */
export function speaksOf({ code, found }: Diagnostic, names: Iterable<string>): boolean {
  return code === 'unknown-reference' && [...names].some((name) => found === `\${${name}}`);
}

/** The complaint of a name that is a variable, but not one of those before; null where it is of something else. */
function tooEarly(problem: Diagnostic, names: readonly string[]): Diagnostic | null {
  const name = names.find((each) => speaksOf(problem, [each]));
  if (name === undefined) return null;
  const { code, severity, place } = problem;
  const message = `the variable "${name}" has no value here yet`;
  return { code, severity, place, message, hint: 'a variable can speak of those that stand before it' };
}

/** The names that stand under `variables`. */
export function variableNames(node: DocNode | undefined): readonly string[] {
  return node?.kind === 'mapping' ? node.entries.map(({ key }) => key) : [];
}

function complainOfNone(
  { key, keyPlace }: MappingEntry,
  { hint }: Given,
  problems: Reading['problems'],
): void {
  complain({ ...newReading(), problems }, 'missing-key', keyPlace, `the variable "${key}" has no value`, {
    hint: hint(key),
  });
}

function complainOfOther(
  name: string,
  node: DocNode,
  value: Scalar | undefined,
  allowed: readonly Scalar[],
  problems: Reading['problems'],
): void {
  const near = didYouMean(String(value), allowed.map(String));
  const found =
    typeof value === 'string' ? JSON.stringify(value) : value === undefined ? foundText(node) : `${value}`;
  complain({ ...newReading(), problems }, 'unknown-word', node.place, `${name} cannot be ${found}`, {
    expected: `one of ${allowed.map(String).join(', ')}`,
    ...(near === undefined ? {} : { hint: near }),
  });
}
