// How demands on values are written in YAML: a plain value, or a mapping such as { atMost: 0.03 }.

import { attributeTaught } from '../contract/attribute-keys.ts';
import { ATTRIBUTES, type Attribute } from '../contract/attributes.ts';
import type { JsonValue } from '../contract/contract.ts';
import { closestWord } from '../document/closest-word.ts';
import { byKind } from '../document/composite-shapes.ts';
import { compareNumbers, isNumber } from '../document/exact-number.ts';
import { type Field, optional, record } from '../document/record.ts';
import { boolean, exactNumber, number, text, word } from '../document/scalar-shapes.ts';
import { complain, foundText, named, type Reading, refine, type Shape } from '../document/shape.ts';
import type { DocNode, MappingNode } from '../document/source.ts';
import { placeWithin, type TextPattern, textPattern } from '../document/text-pattern.ts';
import { type Condition, type FieldDemand, VALUE_TYPES } from './condition.ts';
import { countDemandShape } from './count-demand.ts';
import { jsonList, jsonValue } from './json-value.ts';

const bound = exactNumber('a number');

/** YAML reads a bare `null` as no value at all; as the name of a type it is meant as the word. */
function nullAsWord<T extends string>(shape: Shape<T>): Shape<T> {
  return {
    ...shape,
    read: (node, reading) =>
      shape.read(node.kind === 'scalar' && node.value === null ? { ...node, value: 'null' } : node, reading),
    schema: (definitions) => ({ anyOf: [shape.schema(definitions), { type: 'null' }] }),
  };
}

const between: Shape<Condition> = {
  ...refine(jsonValue, (value, node, reading): Condition | undefined => {
    const [low, high] = Array.isArray(value) ? (value as JsonValue[]) : [];
    if (
      Array.isArray(value) &&
      value.length === 2 &&
      isNumber(low) &&
      isNumber(high) &&
      compareNumbers(low, high) <= 0
    )
      return { kind: 'between', low, high };
    return complain(
      reading,
      'bad-value',
      node.place,
      'expected two numbers, the smaller first, such as [0, 0.03]',
      {
        found: foundText(node),
      },
    );
  }),
  schema: () => ({ type: 'array', items: { type: 'number' }, minItems: 2, maxItems: 2 }),
};

const near = record(
  {
    value: { shape: number('a number'), need: 'required', about: 'the number to be near to' } as Field<
      number,
      'required'
    >,
    within: {
      shape: number('a number from 0', { min: 0 }),
      need: 'required',
      about: 'how far from it is still near; the end counts',
    } as Field<number, 'required'>,
  },
  { what: 'near' },
);

const pattern: Shape<TextPattern> = {
  ...refine(text('a regular expression'), (value, node, reading) => {
    const read = textPattern(value);
    if (!('message' in read)) return read;
    const place =
      node.kind === 'scalar' && node.value === value ? placeWithin(node, read.start, read.end) : node.place;
    const hint = read.hint === undefined ? {} : { hint: read.hint };
    return complain(reading, 'bad-value', place, `pattern: ${read.message}`, {
      found: value.slice(read.start, read.end) || foundText(node),
      ...hint,
    });
  }),
  schema: () => ({ type: 'string', $comment: 'RE2 syntax: https://github.com/google/re2/wiki/Syntax' }),
};

function condition<T>(shape: Shape<T>, turn: (value: T) => Condition): Shape<Condition> {
  return refine(shape, turn);
}

function yesOrNo(kind: 'null' | 'unassigned' | 'present', turned = false): Shape<Condition> {
  return condition(boolean(), (wanted) => ({ kind, wanted: wanted !== turned }));
}

const conditionFields = {
  equals: optional(
    condition(jsonValue, (value) => ({ kind: 'equals', value })),
    'this very value, or this word of its enumeration',
    { example: 'Progress' },
  ),
  not: optional(
    condition(jsonValue, (value) => ({ kind: 'not', value })),
    'any value but this one',
    { example: 'NoDialMode' },
  ),
  oneOf: optional(
    condition(jsonList, (values) => ({ kind: 'oneOf', values })),
    'one of these values',
    { example: ['Predict', 'Progress'] },
  ),
  atLeast: optional(
    condition(bound, (value) => ({ kind: 'atLeast', value })),
    'this number or a greater one',
  ),
  atMost: optional(
    condition(bound, (value) => ({ kind: 'atMost', value })),
    'this number or a smaller one',
  ),
  above: optional(
    condition(bound, (value) => ({ kind: 'above', value })),
    'a greater number than this',
  ),
  below: optional(
    condition(bound, (value) => ({ kind: 'below', value })),
    'a smaller number than this',
  ),
  between: optional(between, 'a number from the first to the second, both included', {
    example: [0.2, 0.4],
  }),
  near: optional(
    condition(near, (value) => ({ kind: 'near', ...value })),
    'a number no further from value than within',
  ),
  matches: optional(
    condition(pattern, (value) => ({ kind: 'matches', pattern: value })),
    'a text in which this regular expression is found, in the syntax of RE2: https://github.com/google/re2/wiki/Syntax',
    { example: '^Spring@' },
  ),
  type: optional(
    condition(nullAsWord(word('a type', VALUE_TYPES)), (type) => ({ kind: 'type', type })),
    'a value of this JSON type; an integer is a number too',
  ),
  null: optional(yesOrNo('null'), 'true: null; false: anything but null'),
  unassigned: optional(
    yesOrNo('unassigned'),
    'true: as the contract writes what is not relevant; false: any other value',
  ),
  present: optional(yesOrNo('present'), 'true: the key is there, whatever its value'),
  absent: optional(yesOrNo('present', true), 'true: the key is not there'),
  length: optional(
    condition(countDemandShape, (count) => ({ kind: 'length', count })),
    'so many characters of a text, or items of a list',
    { example: { atLeast: 1 } },
  ),
  each: optional(
    condition(
      named('fields', 'attributes with their demands', () => anyFields),
      (fields) => ({ kind: 'each', fields }),
    ),
    'every item of a list of objects carries these; there must be an item',
    { example: { GSW_STAT_HIT_RATIO: { between: [0.2, 0.4] } } },
  ),
  some: optional(
    condition(
      named('fields', 'attributes with their demands', () => anyFields),
      (fields) => ({ kind: 'some', fields }),
    ),
    'at least one item of a list of objects carries these',
    { example: { GSW_CALLING_LIST: 'East' } },
  ),
};

const conditions: Shape<FieldDemand['conditions']> = (() => {
  const mapping = record(conditionFields, {
    what: 'a demand on a value',
    hintFor: (key) =>
      closestWord(key, Object.keys(conditionFields)) === undefined
        ? 'write a plain value to demand just that value'
        : undefined,
  });
  return {
    expects: mapping.expects,
    schema: mapping.schema,
    read: (node: DocNode, reading: Reading) => {
      const read = mapping.read(node, reading) as Record<string, Condition> | undefined;
      if (read === undefined) return undefined;
      const { entries } = node as MappingNode;
      if (entries.length === 0)
        return complain(reading, 'bad-value', node.place, 'this demands nothing of the value');
      return entries.map(({ key, value }) => ({ condition: read[key]!, place: value.place }));
    },
  };
})();

const plainValue: Shape<FieldDemand['conditions']> = refine(jsonValue, (value, node) => [
  { condition: { kind: 'equals', value } as Condition, place: node.place },
]);

const matcherShape = named(
  'matcher',
  'a value, or a mapping with demands such as atMost, between, oneOf',
  () => ({
    ...byKind({ scalar: plainValue, list: plainValue, mapping: conditions }),
    schema: (definitions) => ({
      anyOf: [{ type: ['string', 'number', 'boolean', 'null', 'array'] }, conditions.schema(definitions)],
    }),
  }),
);

const anyFields: Shape<readonly FieldDemand[]> = {
  expects: 'a mapping of attribute names to values or demands',
  example: () => ({ GSW_DIAL_MODE: 'Progress' }),
  read: (node, reading) => {
    if (node.kind !== 'mapping' || node.entries.length === 0)
      return complain(reading, 'wrong-type', node.place, `expected ${anyFields.expects}`, {
        found: foundText(node),
      });
    const demands = node.entries.map(({ key, keyPlace, value }): FieldDemand | undefined => {
      const read = matcherShape.read(value, reading);
      return read === undefined ? undefined : { path: key, place: keyPlace, conditions: read };
    });
    return demands.some((demand) => demand === undefined) ? undefined : (demands as FieldDemand[]);
  },
  schema: (definitions) => ({
    type: 'object',
    // A contract file may know other names: these are only told of.
    properties: Object.fromEntries(
      (ATTRIBUTES as readonly Attribute[]).map((attribute) => [
        attribute.name,
        {
          ...matcherShape.schema(definitions),
          ...attributeTaught({ path: attribute.name, attribute }, [
            attribute.example ?? { length: { atLeast: 1 } },
          ]),
        },
      ]),
    ),
    additionalProperties: matcherShape.schema(definitions),
    minProperties: 1,
  }),
};

/** `{ GSW_DIAL_MODE: Progress, GSW_STAT_HIT_RATIO: { between: [0.2, 0.4] } }`: every name keeps its place. */
export const fieldsShape: Shape<readonly FieldDemand[]> = named('fields', anyFields.expects, () => anyFields);
