// Shapes: what a YAML value may look like, said once. A shape reads a node into a typed value, complaining with place, found,
// expected and hint about all that is wrong at once; and it gives the JSON Schema by which an editor says the same.

import { closestWord, didYouMean } from './closest-word.ts';
import type { Diagnostic, DiagnosticCode } from './diagnostic.ts';
import { durationText, parseDurationMs } from './duration.ts';
import type { Place } from './place.ts';
import type { DocNode, MappingNode, ScalarNode } from './source.ts';

export type Scalar = string | number | boolean | null;

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
  const text =
    typeof node.value === 'string' ? JSON.stringify(node.value) : `${typeof node.value} ${node.value}`;
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

/** Words that other YAML readers, or people, take for a boolean. */
const BOOLEAN_WORDS: Readonly<Record<string, boolean>> = { yes: true, on: true, no: false, off: false };

function wrongType(shape: Shape<unknown>, node: DocNode, reading: Reading): undefined {
  const hint = wrongTypeHint(shape, node);
  return complain(reading, 'wrong-type', node.place, `expected ${shape.expects}`, {
    found: foundText(node),
    expected: shape.expects,
    ...(hint === undefined ? {} : { hint }),
  });
}

function wrongTypeHint(shape: Shape<unknown>, node: DocNode): string | undefined {
  if (node.kind !== 'scalar' || node.value === null) return undefined;
  if (shape.expects.startsWith('a list')) return `write it as a list: [${node.written}]`;
  if (typeof node.value !== 'string') {
    return shape.expects.startsWith('text') ? `put it in quotes: "${node.written}"` : undefined;
  }
  const [, key, value] = /^(\w[\w.-]*):(\S.*)$/.exec(node.written) ?? [];
  if (key !== undefined && shape.expects.includes('mapping'))
    return `a space is missing behind the colon: ${key}: ${value}`;
  const meant = BOOLEAN_WORDS[node.value.toLowerCase()];
  if (meant !== undefined && shape.expects === TRUE_OR_FALSE) return `write ${meant}`;
  const isNumber = node.value.trim() !== '' && Number.isFinite(Number(node.value));
  return isNumber && /number|seconds/.test(shape.expects) ? `leave out the quotes: ${node.value}` : undefined;
}

const TRUE_OR_FALSE = 'true or false';

const VARIABLE = /\$(\$)?\{([^}]*)\}/g;

/** The scalar with `${name}` replaced; a scalar that is nothing else keeps the variable's type. `$${` is a plain `${`. */
function resolved(node: ScalarNode, reading: Reading): ScalarNode | undefined {
  if (typeof node.value !== 'string' || !node.value.includes('${')) return node;
  let failed = false;
  const lookUp = (name: string, whole: string): Scalar => {
    if (reading.deferred.has(name)) return whole;
    const value = reading.variables.get(name);
    if (value !== undefined) return value;
    failed = true;
    const known = [...reading.variables.keys(), ...reading.deferred];
    const near = name.includes('${')
      ? 'a variable cannot stand within the name of another'
      : name === 'n'
        ? 'n is the number of a member: it stands only in a group with count'
        : didYouMean(name, known);
    complain(reading, 'unknown-reference', node.place, `there is no variable "${name}"`, {
      found: whole,
      expected: known.length > 0 ? `one of ${known.join(', ')}` : 'a name under variables:',
      ...(near ? { hint: near } : {}),
    });
    return whole;
  };
  const only = /^\$\{([^}]*)\}$/.exec(node.value);
  const value = only
    ? lookUp(only[1]!, node.value)
    : node.value.replace(VARIABLE, (whole, escaped: string | undefined, name: string) =>
        escaped ? `\${${name}}` : String(lookUp(name, whole)),
      );
  return failed ? undefined : { ...node, value };
}

function scalarShape<T>(
  expects: string,
  accept: (
    value: Scalar,
    node: ScalarNode,
    reading: Reading,
  ) => { readonly value: T } | undefined | 'wrong-type',
  schema: JsonSchema,
): Shape<T> {
  const shape: Shape<T> = {
    expects,
    read: (node, reading) => {
      if (node.kind !== 'scalar') return wrongType(shape, node, reading);
      const scalar = resolved(node, reading);
      if (scalar === undefined) return undefined;
      const accepted = accept(scalar.value, scalar, reading);
      if (accepted === 'wrong-type') return wrongType(shape, scalar, reading);
      return accepted?.value;
    },
    schema: () => schema,
  };
  return shape;
}

/** The same value may be given as a variable in an editor's eyes. */
function orVariable(schema: JsonSchema): JsonSchema {
  return { anyOf: [schema, { type: 'string', pattern: '^\\$\\{.+\\}$' }] };
}

/** Text; a bare number or boolean is not text, since its spelling is lost. */
export function text(expects = 'text', options: { readonly allowEmpty?: boolean } = {}): Shape<string> {
  return scalarShape(
    expects,
    (value, node, reading) => {
      if (typeof value !== 'string') return 'wrong-type';
      if (value.length === 0 && !options.allowEmpty) {
        return complain(reading, 'bad-value', node.place, `expected ${expects}, not an empty text`, {
          found: '""',
        });
      }
      return { value };
    },
    options.allowEmpty ? { type: 'string' } : { type: 'string', minLength: 1 },
  );
}

export interface NumberBounds {
  readonly min?: number;
  readonly max?: number;
  readonly above?: number;
}

function withinBounds(value: number, { min, max, above }: NumberBounds): boolean {
  return (
    (min === undefined || value >= min) &&
    (max === undefined || value <= max) &&
    (above === undefined || value > above)
  );
}

function boundsSchema({ min, max, above }: NumberBounds): JsonSchema {
  return {
    ...(min === undefined ? {} : { minimum: min }),
    ...(max === undefined ? {} : { maximum: max }),
    ...(above === undefined ? {} : { exclusiveMinimum: above }),
  };
}

export function integer(expects: string, bounds: NumberBounds = {}): Shape<number> {
  return scalarShape(
    expects,
    (value, node, reading) => {
      if (typeof value !== 'number') return 'wrong-type';
      if (!Number.isSafeInteger(value) || !withinBounds(value, bounds)) {
        return complain(reading, 'bad-value', node.place, `expected ${expects}`, {
          found: String(value),
          expected: expects,
        });
      }
      return { value };
    },
    orVariable({ type: 'integer', ...boundsSchema(bounds) }),
  );
}

export function number(expects: string, bounds: NumberBounds = {}): Shape<number> {
  return scalarShape(
    expects,
    (value, node, reading) => {
      if (typeof value !== 'number') return 'wrong-type';
      if (!Number.isFinite(value) || !withinBounds(value, bounds)) {
        return complain(reading, 'bad-value', node.place, `expected ${expects}`, {
          found: String(value),
          expected: expects,
        });
      }
      return { value };
    },
    orVariable({ type: 'number', ...boundsSchema(bounds) }),
  );
}

export function boolean(expects = TRUE_OR_FALSE): Shape<boolean> {
  return scalarShape(
    expects,
    (value) => (typeof value === 'boolean' ? { value } : 'wrong-type'),
    orVariable({ type: 'boolean' }),
  );
}

/** Any scalar at all, null included. */
export function scalar(expects = 'a text, number, boolean or null'): Shape<Scalar> {
  return scalarShape(expects, (value) => ({ value }), { type: ['string', 'number', 'boolean', 'null'] });
}

function durationHint(value: Scalar): { readonly hint?: string } {
  if (typeof value === 'number') return { hint: `a unit is missing: ${value}s is ${value} seconds` };
  const [, count, unit] = /^(\d+(?:\.\d+)?) ?(ms|s|m|h|d)[a-z]*$/.exec(String(value)) ?? [];
  return count === undefined ? {} : { hint: `write ${count}${unit}` };
}

/** Milliseconds of a text such as `90s`, `5m`, `24h`, `2m50s`. */
export function duration(expects = 'a duration such as 500ms, 90s, 5m, 2m50s or 24h'): Shape<number> {
  const shape = scalarShape(
    expects,
    (value, node, reading) => {
      if (value === 0) return { value: 0 };
      const ms = typeof value === 'string' ? parseDurationMs(value) : null;
      if (ms !== null) return { value: ms };
      return complain(reading, 'bad-value', node.place, `expected ${expects}`, {
        found: foundText(node),
        expected: expects,
        ...durationHint(value),
      });
    },
    {
      anyOf: [{ type: 'string', pattern: '^([0-9.]+ ?(ms|s|m|h|d) ?)+$|\\$\\{' }, { const: 0 }],
      examples: ['10s', '2m50s', '24h'],
    },
  );
  return { ...shape, write: durationText };
}

/** A fraction of 1, as `0.3` or as `30%`. */
export function fraction(expects = 'a fraction such as 0.3 or 30%'): Shape<number> {
  return scalarShape(
    expects,
    (value, node, reading) => {
      const percent = typeof value === 'string' ? /^(\d+(?:\.\d+)?) ?%$/.exec(value) : null;
      const share = percent ? Number(percent[1]) / 100 : value;
      if (typeof share === 'number' && share >= 0 && share <= 1) return { value: share };
      return complain(reading, 'bad-value', node.place, `expected ${expects}`, {
        found: foundText(node),
        expected: expects,
        ...(typeof value === 'number' && value > 1 && value <= 100
          ? { hint: `${value}% is ${value / 100}` }
          : {}),
      });
    },
    {
      anyOf: [
        { type: 'number', minimum: 0, maximum: 1 },
        { type: 'string', pattern: '^[0-9.]+ ?%$|^\\$\\{.+\\}$' },
      ],
    },
  );
}

/** One of a closed list of words. */
export function word<const W extends string>(what: string, words: readonly W[]): Shape<W> {
  const expects = `${what}: ${words.join(', ')}`;
  return scalarShape(
    expects,
    (value, node, reading) => {
      if (typeof value === 'string' && (words as readonly string[]).includes(value))
        return { value: value as W };
      if (typeof value === 'object') return 'wrong-type';
      const near = didYouMean(String(value), words);
      return complain(
        reading,
        'unknown-word',
        node.place,
        `there is no ${what.replace(/^(a|an|the) /, '')} "${typeof value === 'string' ? value : node.written}"`,
        {
          found: foundText(node),
          expected: `one of ${words.join(', ')}`,
          ...(near ? { hint: near } : {}),
        },
      );
    },
    { enum: words },
  );
}

export function literal<const V extends Scalar>(value: V): Shape<V> {
  const expects = typeof value === 'string' ? `"${value}"` : String(value);
  return scalarShape(expects, (found) => (found === value ? { value } : 'wrong-type'), { const: value });
}

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

export type Need = 'required' | 'optional' | 'defaulted';

/** One key of a record: its shape, whether it must be there, and what it means (shown by editors). */
export interface Field<T, N extends Need> {
  readonly shape: Shape<T>;
  readonly need: N;
  readonly about: string;
  readonly fallback?: T;
}

export function required<T>(shape: Shape<T>, about: string): Field<T, 'required'> {
  return { shape, need: 'required', about };
}

export function optional<T>(shape: Shape<T>, about: string): Field<T, 'optional'> {
  return { shape, need: 'optional', about };
}

export function withDefault<T>(shape: Shape<T>, fallback: T, about: string): Field<T, 'defaulted'> {
  return { shape, need: 'defaulted', about, fallback };
}

// biome-ignore lint/suspicious/noExplicitAny: a table of fields of every type
export type Fields = Readonly<Record<string, Field<any, Need>>>;

type OptionalKeys<F extends Fields> = {
  [K in keyof F]: F[K]['need'] extends 'optional' ? K : never;
}[keyof F];

export type RecordOf<F extends Fields> = {
  readonly [K in Exclude<keyof F, OptionalKeys<F>>]: F[K] extends Field<infer T, Need> ? T : never;
} & {
  readonly [K in OptionalKeys<F>]?: F[K] extends Field<infer T, Need> ? T : never;
};

export interface RecordOptions {
  /** A noun phrase for messages: `a group`, `the scenario`. */
  readonly what: string;
  readonly unknownKey?: DiagnosticCode;
  /** Where a key of another record is met here: tell where it belongs. */
  readonly hintFor?: (key: string) => string | undefined;
}

/** A mapping with known keys. Unknown keys are errors with a did-you-mean; all keys are read before it gives up. */
export function record<F extends Fields>(fields: F, options: RecordOptions): Shape<RecordOf<F>> {
  const names = Object.keys(fields);
  const shape: Shape<RecordOf<F>> = {
    expects: `${options.what}, a mapping with ${names.length > 6 ? `${names.slice(0, 6).join(', ')}, …` : names.join(', ')}`,
    read: (node, reading) => {
      if (node.kind !== 'mapping') return wrongType(shape, node, reading);
      const result: Record<string, unknown> = {};
      const meant = new Set<string>();
      let failed = false;
      for (const entry of node.entries) {
        const field = Object.hasOwn(fields, entry.key) ? fields[entry.key] : undefined;
        if (field === undefined) {
          failed = true;
          const near = closestWord(entry.key, names);
          if (near !== undefined) meant.add(near);
          const hint = didYouMean(entry.key, names) ?? options.hintFor?.(entry.key);
          complain(
            reading,
            options.unknownKey ?? 'unknown-key',
            entry.keyPlace,
            `${options.what} has no key "${entry.key}"`,
            {
              found: entry.key,
              expected: `one of ${names.join(', ')}`,
              ...(hint ? { hint } : {}),
            },
          );
          continue;
        }
        const value = field.shape.read(entry.value, reading);
        if (value === undefined) failed = true;
        else result[entry.key] = value;
      }
      for (const [name, field] of Object.entries(fields)) {
        if (Object.hasOwn(result, name) || node.entries.some((entry) => entry.key === name)) continue;
        if (field.need === 'defaulted') result[name] = field.fallback;
        // A key that is only misspelt has been complained of already.
        if (field.need === 'required' && !meant.has(name)) {
          failed = true;
          complain(reading, 'missing-key', headOf(node), `${options.what} needs the key "${name}"`, {
            expected: `${name}: ${field.shape.expects}`,
          });
        }
      }
      return failed ? undefined : (result as RecordOf<F>);
    },
    schema: (definitions) => {
      const needed = names.filter((name) => fields[name]!.need === 'required');
      return {
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(
          names.map((name) => {
            const field = fields[name]!;
            const written = field.shape.write?.(field.fallback) ?? field.fallback;
            const fallback = field.need === 'defaulted' && isPlain(written) ? { default: written } : {};
            return [name, { ...field.shape.schema(definitions), description: field.about, ...fallback }];
          }),
        ),
        ...(needed.length > 0 ? { required: needed } : {}),
      };
    },
  };
  return shape;
}

function isPlain(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** The first line of a mapping, so that a caret never underlines half a file. */
export function headOf(node: MappingNode): Place {
  return node.entries[0]?.keyPlace ?? node.place;
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
  };
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
