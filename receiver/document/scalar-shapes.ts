// Shapes of single values: texts, numbers, durations, words. `${name}` is replaced here.

import { didYouMean } from './closest-word.ts';
import { durationText, parseDurationMs } from './duration.ts';
import { ExactNumber, type JsonNumber } from './exact-number.ts';
import {
  complain,
  foundText,
  type JsonSchema,
  type Reading,
  type Scalar,
  type Shape,
  TRUE_OR_FALSE,
  wrongType,
} from './shape.ts';
import type { DocNode, ScalarNode } from './source.ts';

/** A variable in a text, `${name}`; with a second dollar before it, a plain `${`. */
export const VARIABLE = /\$(\$)?\{([^}]*)\}/g;

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

/** The shape of one value; `accept` gives it boxed, complains, or says that it is of the wrong type. */
export function scalarShape<T>(
  expects: string,
  accept: (
    value: Scalar,
    node: ScalarNode,
    reading: Reading,
  ) => { readonly value: T } | undefined | 'wrong-type',
  schema: JsonSchema,
  example?: Scalar,
): Shape<T> {
  const shape: Shape<T> = {
    expects,
    ...(example === undefined ? {} : { example: () => example }),
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

/** A variable in place of a value, in an editor's eyes. */
export const VARIABLE_SCHEMA: JsonSchema = { title: 'Variable', type: 'string', pattern: '^\\$\\{.+\\}$' };

/** The same value may be given as a variable in an editor's eyes. */
export function orVariable(...schemas: readonly JsonSchema[]): JsonSchema {
  return { anyOf: [...schemas, VARIABLE_SCHEMA] };
}

/** Text; a bare number or boolean is not text, since its spelling is lost. */
export function text(
  expects = 'text',
  options: {
    readonly allowEmpty?: boolean;
    readonly example?: string;
    /** What an editor can see of the form that is wanted: a regular expression. A text with a variable is taken as well. */
    readonly pattern?: string;
  } = {},
): Shape<string> {
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
    {
      type: 'string',
      ...(options.allowEmpty ? {} : { minLength: 1 }),
      ...(options.pattern === undefined ? {} : { pattern: `${options.pattern}|\\$\\{` }),
    },
    options.example,
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
          found: foundNumber(value, node),
          expected: expects,
        });
      }
      return { value };
    },
    orVariable({ type: 'integer', ...boundsSchema(bounds) }),
    Math.max(1, bounds.min ?? 1),
  );
}

export function number(expects: string, bounds: NumberBounds = {}): Shape<number> {
  return scalarShape(
    expects,
    (value, node, reading) => {
      if (typeof value !== 'number') return 'wrong-type';
      if (!Number.isFinite(value) || !withinBounds(value, bounds)) {
        return complain(reading, 'bad-value', node.place, `expected ${expects}`, {
          found: foundNumber(value, node),
          expected: expects,
        });
      }
      return { value };
    },
    orVariable({ type: 'number', ...boundsSchema(bounds) }),
    Math.max(1, bounds.min ?? 1),
  );
}

/** A number as it is found; what is no finite one as it stands in the text. */
function foundNumber(value: number, node: DocNode): string {
  return Number.isFinite(value) ? String(value) : foundText(node);
}

/** Any finite number, with all of its digits. */
export function exactNumber(expects: string): Shape<JsonNumber> {
  const plain = number(expects);
  return {
    ...plain,
    read: (node, reading) => {
      const value = scalar(expects).read(node, reading);
      return value instanceof ExactNumber ? value : plain.read(node, reading);
    },
  };
}

export function boolean(expects = TRUE_OR_FALSE): Shape<boolean> {
  return scalarShape(
    expects,
    (value) => (typeof value === 'boolean' ? { value } : 'wrong-type'),
    orVariable({ type: 'boolean' }),
    true,
  );
}

/** Any scalar at all, null included. */
export function scalar(expects = 'a text, number, boolean or null'): Shape<Scalar> {
  return scalarShape(
    expects,
    (value, node, reading) => {
      // As a number it would lose them, as a text it stands in quotes.
      if (typeof value === 'number' && /^[+-]?0\d/.test(node.written))
        return complain(reading, 'bad-value', node.place, 'a number does not begin with 0', {
          found: node.written,
          hint: `write ${value} for the number, or "${node.written}" for the text`,
        });
      return { value };
    },
    { type: ['string', 'number', 'boolean', 'null'] },
  );
}

function durationHint(value: Scalar): { readonly hint?: string } {
  if (typeof value === 'number') {
    if (value < 0) return { hint: 'a duration cannot be negative' };
    return Number.isFinite(value) ? { hint: `a unit is missing: ${value}s is ${value} seconds` } : {};
  }
  const [, first, second, third] = /^(\d+):(\d\d)(?::(\d\d))?$/.exec(String(value)) ?? [];
  if (first !== undefined) {
    const minutes = Number(first) * 60 + Number(second);
    return third === undefined
      ? { hint: `write ${durationText(minutes * 60_000)}, or ${durationText(minutes * 1_000)}` }
      : { hint: `write ${durationText((minutes * 60 + Number(third)) * 1_000)}` };
  }
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
      anyOf: [
        { type: 'string', pattern: '^([0-9]+([.][0-9]+)? *(ms|s|m|h|d) *)+$|\\$\\{' },
        { const: 0, description: 'no time at all' },
      ],
      examples: ['10s', '2m50s', '24h'],
    },
    '10s',
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
      type: ['number', 'string'],
      minimum: 0,
      maximum: 1,
      pattern: '^(100([.]0+)?|[0-9]{1,2}([.][0-9]+)?) ?%$|^\\$\\{.+\\}$',
    },
    '30%',
  );
}

/** One of a closed list of words; `meanings` say of each what it means, for editors. */
export function word<const W extends string>(
  what: string,
  words: readonly W[],
  meanings?: Readonly<Record<NoInfer<W>, string>>,
): Shape<W> {
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
    meanings === undefined
      ? orVariable({ enum: words })
      : orVariable(...words.map((each) => ({ const: each, description: meanings[each] }))),
    words[0],
  );
}

export function literal<const V extends Scalar>(value: V): Shape<V> {
  const expects = typeof value === 'string' ? `"${value}"` : String(value);
  return scalarShape(
    expects,
    (found) => (found === value ? { value } : 'wrong-type'),
    orVariable({ const: value }),
    value,
  );
}
