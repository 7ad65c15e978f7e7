// Shapes made of other shapes: lists, free mappings, alternatives.

import { didYouMean } from './closest-word.ts';
import type { Diagnostic, DiagnosticCode } from './diagnostic.ts';
import { complain, foundText, type Reading, type Shape, wrongType } from './shape.ts';
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
    read: (node, reading) => {
      if (node.kind === 'list') return list.read(node, reading);
      const value = item.read(node, reading);
      return value === undefined ? undefined : [value];
    },
    schema: (definitions) => ({ anyOf: [item.schema(definitions), list.schema(definitions)] }),
  };
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
function hintOfOwnItem(problem: Diagnostic, what: string, keys: readonly string[]): Diagnostic {
  if (problem.code !== 'unknown-key' || !keys.includes(problem.found ?? '')) return problem;
  return { ...problem, hint: `"${problem.found}" is ${what} of its own: begin it with a dash` };
}

/**
 * A mapping that is one of several kinds, told by the key that it has. The first kind of the table whose key is present wins, so
 * a key that serves one kind as its name can serve another as a detail.
 */
export function variants<T>(what: string, kinds: readonly Variant<T>[], unknown: DiagnosticCode): Shape<T> {
  const keys = kinds.map((kind) => kind.key);
  const withHints = (kind: Shape<T>, node: DocNode, reading: Reading): T | undefined => {
    const own: Reading = { ...reading, problems: [] };
    const value = kind.read(node, own);
    reading.problems.push(...own.problems.map((problem) => hintOfOwnItem(problem, what, keys)));
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
    schema: (definitions) => ({ anyOf: kinds.map((kind) => kind.shape.schema(definitions)) }),
  };
  return shape;
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
    schema: (definitions) => ({ anyOf: given.map((kind) => kind.schema(definitions)) }),
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
    schema: (definitions) => ({ anyOf: shapes.map((shape) => shape.schema(definitions)) }),
  };
}
