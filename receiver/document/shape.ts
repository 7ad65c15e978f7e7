// Shapes: what a YAML value may look like, said once. A shape reads a node into a typed value, complaining with place, found,
// expected and hint about all that is wrong at once; and it gives the JSON Schema by which an editor says the same.
// The shapes themselves: scalar-shapes.ts, composite-shapes.ts, record.ts.

import type { Diagnostic, DiagnosticCode } from './diagnostic.ts';
import { isNumber, type JsonNumber } from './exact-number.ts';
import type { Place } from './place.ts';
import { type DocNode, headOf } from './source.ts';

export type Scalar = string | JsonNumber | boolean | null;

/** State of one reading: where complaints go, and what `${name}` stands for. */
export interface Reading {
  readonly problems: Diagnostic[];
  readonly variables: ReadonlyMap<string, Scalar>;
  /** Names that stay as written because only a run knows them, such as the receiver's address. */
  readonly deferred: ReadonlySet<string>;
}

export function newReading(
  variables: ReadonlyMap<string, Scalar> = new Map(),
  deferred: readonly string[] = [],
): Reading {
  return { problems: [], variables, deferred: new Set(deferred) };
}

export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** Named shapes met on the way, for `$defs`. */
export type Definitions = Map<string, JsonSchema>;

export interface Shape<T> {
  /** Completes `expected …`: a noun phrase. */
  readonly expects: string;
  /** The value, or undefined after at least one complaint. */
  readonly read: (node: DocNode, reading: Reading) => T | undefined;
  readonly schema: (definitions: Definitions) => JsonSchema;
  /** How YAML writes a value, where that is not the value itself; for defaults in the schema. */
  write?(value: T): Scalar;
  /** A value as YAML writes it, for people to begin with; undefined where nothing can be said without the key it stands under. */
  readonly example?: () => unknown;
}

export type ValueOf<S> = S extends Shape<infer T> ? T : never;

/** A value with the place where it stands. */
export interface Placed<T> {
  readonly value: T;
  readonly place: Place;
}

export function complain(
  reading: Reading,
  code: DiagnosticCode,
  place: Place,
  message: string,
  detail: Pick<Diagnostic, 'found' | 'expected' | 'hint'> = {},
): undefined {
  reading.problems.push({ code, severity: 'error', place, message, ...detail });
  return undefined;
}

const MAX_SHOWN = 60;

/** What stands there, for the `found` of a complaint. */
export function foundText(node: DocNode): string {
  if (node.kind === 'mapping') return node.entries.length > 0 ? 'a mapping' : 'an empty mapping';
  if (node.kind === 'list') return 'a list';
  if (node.value === null) return 'nothing';
  if (typeof node.value === 'number' && !Number.isFinite(node.value))
    return `${node.written}, no finite number`;
  const text =
    typeof node.value === 'string'
      ? JSON.stringify(node.value)
      : `${isNumber(node.value) ? 'number' : typeof node.value} ${node.value}`;
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

/** Words that other YAML readers, or people, take for a boolean. */
const BOOLEAN_WORDS: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['on', true],
  ['no', false],
  ['off', false],
]);

/** Complains that a node is not of the kind that a shape wants. */
export function wrongType(shape: Shape<unknown>, node: DocNode, reading: Reading): undefined {
  const hint = wrongTypeHint(shape, node);
  return complain(reading, 'wrong-type', node.place, `expected ${shape.expects}`, {
    found: foundText(node),
    expected: shape.expects,
    ...(hint === undefined ? {} : { hint }),
  });
}

function wrongTypeHint(shape: Shape<unknown>, node: DocNode): string | undefined {
  const [first] = node.kind === 'mapping' ? node.entries : [];
  if (first?.key.startsWith('-') && shape.expects.startsWith('a list'))
    return `a space is missing behind the dash: - ${first.key.slice(1)}`;
  if (node.kind !== 'scalar' || node.value === null) return undefined;
  if (shape.expects.startsWith('a list')) return `write it as a list: [${node.written}]`;
  if (typeof node.value !== 'string') {
    return shape.expects.startsWith('text') ? `put it in quotes: "${node.written}"` : undefined;
  }
  const [, key, value] = /^(\w[\w.-]*):(\S.*)$/.exec(node.written) ?? [];
  if (key !== undefined && shape.expects.includes('mapping'))
    return `a space is missing behind the colon: ${key}: ${value}`;
  const meant = BOOLEAN_WORDS.get(node.value.toLowerCase());
  if (meant !== undefined && shape.expects === TRUE_OR_FALSE) return `write ${meant}`;
  const isNumber = node.value.trim() !== '' && Number.isFinite(Number(node.value));
  return isNumber && /number|seconds/.test(shape.expects) ? `leave out the quotes: ${node.value}` : undefined;
}

/** What a boolean is called in messages. */
export const TRUE_OR_FALSE = 'true or false';

/** Turns the value into another, or complains about it. */
export function refine<A, B>(
  shape: Shape<A>,
  turn: (value: A, node: DocNode, reading: Reading) => B | undefined,
): Shape<B> {
  return {
    expects: shape.expects,
    read: (node, reading) => {
      const value = shape.read(node, reading);
      return value === undefined ? undefined : turn(value, node, reading);
    },
    schema: shape.schema,
    ...(shape.example === undefined ? {} : { example: shape.example }),
  };
}

/** The same with an example of its own. */
export function withExample<T>(shape: Shape<T>, example: unknown): Shape<T> {
  return { ...shape, example: () => example };
}

/** Keeps the place beside the value: of the whole node, or for a mapping of its first key. */
export function placed<T>(shape: Shape<T>): Shape<Placed<T>> {
  return refine(shape, (value, node) => ({
    value,
    place: node.kind === 'mapping' ? headOf(node) : node.place,
  }));
}

/** A shape by name: it may contain itself, and stands once under `$defs` of the schema. */
export function named<T>(name: string, expects: string, shape: () => Shape<T>): Shape<T> {
  return {
    expects,
    example: () => shape().example?.(),
    read: (node, reading) => shape().read(node, reading),
    schema: (definitions) => {
      if (!definitions.has(name)) {
        definitions.set(name, {});
        definitions.set(name, shape().schema(definitions));
      }
      return { $ref: `#/$defs/${name}` };
    },
  };
}

/** The whole JSON Schema (2020-12) of a shape. */
export function schemaDocument(
  shape: Shape<unknown>,
  head: { readonly title: string; readonly description: string },
): JsonSchema {
  const definitions: Definitions = new Map();
  const root = shape.schema(definitions);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    ...head,
    ...root,
    ...(definitions.size > 0
      ? { $defs: Object.fromEntries([...definitions].sort(([a], [b]) => (a < b ? -1 : 1))) }
      : {}),
  };
}
