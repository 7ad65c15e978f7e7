// Mappings with known keys.

import { closestWord, didYouMean } from './closest-word.ts';
import type { DiagnosticCode } from './diagnostic.ts';
import { complain, type Definitions, type JsonSchema, type Shape, wrongType } from './shape.ts';
import { headOf } from './source.ts';
import { type Teaching, taught } from './teaching.ts';

export type Need = 'required' | 'optional' | 'defaulted';

/** One key of a record: its shape, whether it must be there, and what it means (shown by editors). */
export interface Field<T, N extends Need> {
  readonly shape: Shape<T>;
  readonly need: N;
  readonly about: string;
  readonly fallback?: T;
  readonly teaching?: Teaching;
}

/** A key that must be there. */
export function required<T>(shape: Shape<T>, about: string, teaching: Teaching = {}): Field<T, 'required'> {
  return { shape, need: 'required', about, teaching };
}

/** A key that need not be there. */
export function optional<T>(shape: Shape<T>, about: string, teaching: Teaching = {}): Field<T, 'optional'> {
  return { shape, need: 'optional', about, teaching };
}

/** A key that has a value even where it is not there. */
export function withDefault<T>(
  shape: Shape<T>,
  fallback: T,
  about: string,
  teaching: Teaching = {},
): Field<T, 'defaulted'> {
  return { shape, need: 'defaulted', about, fallback, teaching };
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
          const hint =
            options.hintFor?.(entry.key) ?? missingSpace(entry.key, names) ?? didYouMean(entry.key, names);
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
    example: () => exampleOf(fields),
    schema: (definitions) => {
      const needed = names.filter((name) => fields[name]!.need === 'required');
      return {
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(
          names.map((name) => [name, fieldSchema(name, fields[name]!, definitions)]),
        ),
        ...(needed.length > 0 ? { required: needed } : {}),
      };
    },
  };
  return shape;
}

/** `campaign:Spring` and `-wait: 5s` are one word for YAML. */
function missingSpace(key: string, names: readonly string[]): string | undefined {
  if (key.startsWith('-')) return `a space is missing behind the dash: - ${key.slice(1)}`;
  const [, name = '', value] = /^([^:]+):(.+)$/s.exec(key) ?? [];
  return names.includes(name) ? `a space is missing behind the colon: ${name}: ${value}` : undefined;
}

function fieldSchema(name: string, field: Field<unknown, Need>, definitions: Definitions): JsonSchema {
  const { shape, need, about, fallback, teaching = {} } = field;
  const schema = shape.schema(definitions);
  const written = shape.write?.(fallback) ?? fallback;
  const known: Teaching = {
    ...(need === 'defaulted' && isPlain(written) ? { default: written } : {}),
    example: shape.example?.(),
  };
  return {
    ...schema,
    ...taught(name, about, { ...known, ...teaching }, teaching.example === undefined ? schema : {}),
  };
}

/** The same for an editor with the demand that there be just one of the keys; the reader must see to it itself. */
export function oneKey<T>(shape: Shape<T>): Shape<T> {
  return {
    ...shape,
    schema: (definitions) => ({ ...shape.schema(definitions), minProperties: 1, maxProperties: 1 }),
  };
}

/** The same for an editor with the demand that some keys bring others with them; the reader must see to it itself. */
export function needing<T>(shape: Shape<T>, needs: Readonly<Record<string, readonly string[]>>): Shape<T> {
  return { ...shape, schema: (definitions) => ({ ...shape.schema(definitions), dependentRequired: needs }) };
}

/** The least that a mapping with these keys can be. */
function exampleOf(fields: Fields): unknown {
  const entries = Object.entries(fields);
  const needed = entries.filter(([, { need }]) => need === 'required');
  const shown = needed.length > 0 ? needed : entries.slice(0, 1);
  return Object.fromEntries(
    shown.map(([name, { teaching, shape }]) => [name, teaching?.example ?? shape.example?.()]),
  );
}

function isPlain(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
