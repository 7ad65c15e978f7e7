// Shapes made of other shapes: lists, free mappings, alternatives.

import { didYouMean } from './closest-word.ts';
import type { Diagnostic, DiagnosticCode } from './diagnostic.ts';
import {
  complain,
  type Definitions,
  foundText,
  type JsonSchema,
  type Reading,
  type Shape,
  wrongType,
} from './shape.ts';
import type { DocNode } from './source.ts';

export function listOf<T>(item: Shape<T>, options: { readonly atLeast?: number } = {}): Shape<readonly T[]> {
  const { atLeast = 0 } = options;
  const shape: Shape<readonly T[]> = {
    expects: `a list, each item ${item.expects}`,
    read: (node, reading) => {
      if (node.kind !== 'list') return wrongType(shape, node, reading);
      if (node.items.length < atLeast) {
        return complain(
          reading,
          'bad-value',
          node.place,
          `expected at least ${atLeast === 1 ? 'one item' : `${atLeast} items`} here`,
          { found: node.items.length === 0 ? 'none' : String(node.items.length) },
        );
      }
      const values = node.items.map((each) => item.read(each, reading));
      return values.some((value) => value === undefined) ? undefined : (values as T[]);
    },
    example: () => [item.example?.()],
    schema: (definitions) => ({
      type: 'array',
      items: item.schema(definitions),
      ...(atLeast ? { minItems: atLeast } : {}),
    }),
  };
  return shape;
}

/** `x` or `[x, y]`. */
export function oneOrMany<T>(item: Shape<T>): Shape<readonly T[]> {
  const list = listOf(item, { atLeast: 1 });
  return {
    expects: `${item.expects}, or a list of such`,
    ...(item.example === undefined ? {} : { example: item.example }),
    read: (node, reading) => {
      if (node.kind === 'list') return list.read(node, reading);
      const value = item.read(node, reading);
      return value === undefined ? undefined : [value];
    },
    schema: (definitions) => ({ anyOf: [item.schema(definitions), titledList(list, definitions)] }),
  };
}

/** By its title an editor tells it from the other alternatives, which otherwise it takes for the same. */
function titledList(list: Shape<unknown>, definitions: Definitions): JsonSchema {
  return { title: 'List', ...list.schema(definitions) };
}

/** A mapping from free names to values of one shape; keeps the place of each name. */
export function mapOf<T>(
  value: Shape<T>,
  what: string,
  options: { readonly atLeast?: number } = {},
): Shape<ReadonlyMap<string, T>> {
  const shape: Shape<ReadonlyMap<string, T>> = {
    expects: `a mapping of ${what}`,
    read: (node, reading) => {
      if (node.kind !== 'mapping') return wrongType(shape, node, reading);
      if (node.entries.length < (options.atLeast ?? 0)) {
        return complain(
          reading,
          'bad-value',
          node.place,
          `expected at least ${options.atLeast} of ${what} here`,
          { found: 'none' },
        );
      }
      const map = new Map<string, T>();
      let failed = false;
      for (const entry of node.entries) {
        const read = value.read(entry.value, reading);
        if (read === undefined) failed = true;
        else map.set(entry.key, read);
      }
      return failed ? undefined : map;
    },
    schema: (definitions) => ({
      type: 'object',
      additionalProperties: value.schema(definitions),
      ...(options.atLeast ? { minProperties: options.atLeast } : {}),
    }),
  };
  return shape;
}

export interface Variant<T> {
  /** The key whose presence says that it is this one. */
  readonly key: string;
  readonly shape: Shape<T>;
}

/** A key of another kind is most likely a missing dash. */
function hintOfOwnItem(
  problem: Diagnostic,
  keys: readonly string[],
  hintOfAnother: (key: string) => string,
): Diagnostic {
  const { code, found = '' } = problem;
  return code === 'unknown-key' && keys.includes(found)
    ? { ...problem, hint: hintOfAnother(found) }
    : problem;
}

/**
 * A mapping that is one of several kinds, told by the key that it has. The first kind of the table whose key is present wins, so
 * a key that serves one kind as its name can serve another as a detail. `hintOfAnother`: what to say of the key of another kind
 * beside it; by default that a dash is missing.
 */
export function variants<T>(
  what: string,
  kinds: readonly Variant<T>[],
  unknown: DiagnosticCode,
  options: { readonly hintOfAnother?: (key: string) => string } = {},
): Shape<T> {
  const hintOfAnother =
    options.hintOfAnother ?? ((key: string) => `"${key}" is ${what} of its own: begin it with a dash`);
  const keys = kinds.map((kind) => kind.key);
  const withHints = (kind: Shape<T>, node: DocNode, reading: Reading): T | undefined => {
    const own: Reading = { ...reading, problems: [] };
    const value = kind.read(node, own);
    reading.problems.push(...own.problems.map((problem) => hintOfOwnItem(problem, keys, hintOfAnother)));
    return value;
  };
  const shape: Shape<T> = {
    expects: `${what}, a mapping with one of ${keys.join(', ')}`,
    read: (node, reading) => {
      if (node.kind !== 'mapping') return wrongType(shape, node, reading);
      const present = new Set(node.entries.map((entry) => entry.key));
      const kind = kinds.find((each) => present.has(each.key));
      if (kind) return withHints(kind.shape, node, reading);
      const first = node.entries[0];
      if (first === undefined) return wrongType(shape, node, reading);
      const name = first.key;
      const near = didYouMean(name, keys);
      return complain(
        reading,
        unknown,
        first.keyPlace,
        `there is no ${what.replace(/^(a|an) /, '')} "${name}"`,
        {
          found: name,
          expected: `one of ${keys.join(', ')}`,
          ...(near ? { hint: near } : {}),
        },
      );
    },
    example: () => kinds[0]!.shape.example?.(),
    schema: (definitions) => chained(kinds, definitions),
  };
  return shape;
}

/**
 * The kinds one behind the other, as they are tried when they are read: an editor then speaks of the keys of just that kind, at
 * the very key that is wrong. Where none of their keys is there, it offers them all.
 */
function chained(kinds: readonly Variant<unknown>[], definitions: Definitions): JsonSchema {
  const schemas = kinds.map(({ key, shape }) => ({ key, schema: shape.schema(definitions) }));
  const offered = Object.fromEntries(
    schemas.map(({ key, schema }) => [key, forPeople((schema.properties as Properties)[key]!)]),
  );
  const none: JsonSchema = {
    type: 'object',
    properties: offered,
    additionalProperties: false,
    minProperties: 1,
  };
  return schemas.reduceRight<JsonSchema>(
    (others, { key, schema }) => ({
      if: { type: 'object', properties: { [key]: true }, required: [key] },
      // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
      then: schema,
      else: others,
    }),
    none,
  );
}

type Properties = Readonly<Record<string, JsonSchema>>;

/** What a schema says to people alone. */
function forPeople({ title, description, examples }: JsonSchema): JsonSchema {
  return { title, description, examples };
}

/** Different shapes for a scalar, a list and a mapping. */
export function byKind<A = never, B = never, C = never>(kinds: {
  readonly scalar?: Shape<A>;
  readonly list?: Shape<B>;
  readonly mapping?: Shape<C>;
}): Shape<A | B | C> {
  const given = [kinds.scalar, kinds.list, kinds.mapping].filter((kind) => kind !== undefined);
  const shape: Shape<A | B | C> = {
    expects: given.map((kind) => kind.expects).join(', or '),
    read: (node, reading) => {
      // Not `??`: null is a value.
      const kind = kinds[node.kind];
      return kind ? kind.read(node, reading) : wrongType(shape, node, reading);
    },
    example: () => given[0]!.example?.(),
    schema: (definitions) => ({
      anyOf: given.map((kind) =>
        kind === kinds.list ? titledList(kind, definitions) : kind.schema(definitions),
      ),
    }),
  };
  return shape;
}

/** The first of several scalar shapes that takes the value without complaint; else the complaint is about all of them. */
export function anyOf<T>(expects: string, shapes: readonly Shape<T>[]): Shape<T> {
  return {
    expects,
    read: (node, reading) => {
      for (const shape of shapes) {
        const attempt: Reading = { ...reading, problems: [] };
        const value = shape.read(node, attempt);
        if (value !== undefined) return value;
      }
      return complain(reading, 'bad-value', node.place, `expected ${expects}`, {
        found: foundText(node),
        expected: expects,
      });
    },
    example: () => shapes[0]?.example?.(),
    schema: (definitions) => ({ anyOf: shapes.map((shape) => shape.schema(definitions)) }),
  };
}
