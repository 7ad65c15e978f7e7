// `matrix:` of a scenario: one file, many named cases.
//
//   matrix:
//     release: [8.1.512, 8.1.517]
//     fault:                                   # a name for each value that is no plain one
//       none: default
//       refused: { event: started, status: 503 }
//     exclude: [{ release: 8.1.512, fault: refused }]

import { didYouMean } from '../../../receiver/document/closest-word.ts';
import type { Place } from '../../../receiver/document/place.ts';
import {
  complain,
  foundText,
  type JsonSchema,
  newReading,
  type Reading,
  type Shape,
} from '../../../receiver/document/shape.ts';
import {
  type DocNode,
  headOf,
  type MappingEntry,
  type MappingNode,
} from '../../../receiver/document/source.ts';
import { caseText, namedCases, type ScenarioCase } from './case-name.ts';
import { anyValue } from './variables.ts';

/** A case with the values that its names stand for. */
export interface MatrixCase {
  readonly name: ScenarioCase;
  readonly nodes: ReadonlyMap<string, DocNode>;
}

const EXCLUDE = 'exclude';
const MOST_CASES = 500;
/** Before any is left out; more are not even counted one by one. */
const MOST_COMBINATIONS = 100_000;

const plain: JsonSchema = { type: ['string', 'number', 'boolean', 'null'] };
const schemaWith = (any: JsonSchema): JsonSchema => ({
  type: 'object',
  properties: {
    [EXCLUDE]: {
      type: 'array',
      items: { type: 'object', additionalProperties: plain },
      title: 'Exclude',
      examples: [[{ mode: 'Predict', release: '8.1.512' }]],
      description:
        'combinations that are left out: keys to names of values; a key that is not there may have any',
    },
  },
  additionalProperties: {
    anyOf: [
      { type: 'array', items: plain, minItems: 1 },
      { type: 'object', additionalProperties: any, minProperties: 1 },
    ],
    title: 'Variable',
    examples: [['Predict', 'Progress']],
    description:
      'a variable with the values that it has in turn: a list, or a mapping of names to values of any kind',
  },
});

/** Reads a matrix into its cases: every combination of its values, the last key changing fastest, without those left out. */
export const matrixShape: Shape<readonly MatrixCase[]> = {
  expects: 'a mapping of variables to the values that they have in turn',
  read: (node, reading) => {
    if (node.kind !== 'mapping' || node.entries.every(({ key }) => key === EXCLUDE))
      return complain(
        reading,
        'wrong-type',
        node.kind === 'mapping' ? headOf(node) : node.place,
        `expected ${matrixShape.expects}`,
        {
          found: foundText(node),
          hint: 'such as mode: [Predict, Progress]',
        },
      );
    return casesOf(node, reading);
  },
  schema: (definitions) => schemaWith(anyValue.schema(definitions)),
};

/** A value of a key, by its name. */
interface Value {
  readonly name: string;
  readonly node: DocNode;
}

interface Dimension {
  readonly key: string;
  readonly values: readonly Value[];
}

function casesOf(node: MappingNode, reading: Reading): readonly MatrixCase[] | undefined {
  const own: Reading = { ...newReading(), problems: [] };
  const entries = node.entries.filter(({ key }) => key !== EXCLUDE);
  const dimensions = entries.map((entry): Dimension => ({ key: entry.key, values: valuesOf(entry, own) }));
  const exclude = node.entries.find(({ key }) => key === EXCLUDE);
  const excluded = exclude === undefined ? [] : excludedOf(exclude.value, dimensions, own);
  reading.problems.push(...own.problems);
  if (own.problems.length > 0) return undefined;
  const place = entries[0]!.keyPlace;
  const product = dimensions.reduce((count, { values }) => count * values.length, 1);
  if (product > MOST_COMBINATIONS) return tooMany(product, place, reading);
  const all = combinations(dimensions).filter(
    (combination) => !excluded.some((each) => fits(combination, each)),
  );
  if (all.length > MOST_CASES) return tooMany(all.length, place, reading);
  if (all.length === 0)
    return complain(reading, 'bad-value', exclude!.keyPlace, 'every case is left out', {
      hint: 'a case is left out that has all values of one of these',
    });
  const names = namedCases(
    all.map((combination) => new Map([...combination].map(([key, { name }]) => [key, name]))),
  );
  return all.map((combination, index) => ({
    name: names[index]!,
    nodes: new Map([...combination].map(([key, value]) => [key, value.node])),
  }));
}

function valuesOf({ key, keyPlace, value }: MappingEntry, reading: Reading): readonly Value[] {
  const values =
    value.kind === 'list'
      ? value.items.flatMap((item) => plainValueOf(key, item, reading))
      : value.kind === 'mapping'
        ? value.entries.map((entry) => ({ name: entry.key, node: entry.value }))
        : complain(reading, 'wrong-type', value.place, `expected the values of ${key}`, {
            found: foundText(value),
            expected: 'a list, or a mapping of names to values',
            ...(value.value === null ? {} : { hint: `write it as a list: [${value.written}]` }),
          });
  if (
    (value.kind === 'list' && value.items.length === 0) ||
    (value.kind === 'mapping' && values?.length === 0)
  )
    complain(reading, 'bad-value', keyPlace, `expected at least one value of ${key}`, { found: 'none' });
  const known = new Set<string>();
  for (const { name, node } of values ?? []) {
    if (known.has(name)) complain(reading, 'bad-value', node.place, `${key} has the value ${name} twice`);
    known.add(name);
  }
  return values ?? [];
}

function plainValueOf(key: string, node: DocNode, reading: Reading): readonly Value[] {
  if (node.kind === 'scalar')
    return [{ name: typeof node.value === 'string' ? node.value : node.written || 'null', node }];
  complain(
    reading,
    'wrong-type',
    node.kind === 'mapping' ? headOf(node) : node.place,
    `expected a plain value`,
    {
      found: foundText(node),
      hint: `give it a name, of which the case is called: ${key}: { NAME: … }`,
    },
  );
  return [];
}

function excludedOf(
  node: DocNode,
  dimensions: readonly Dimension[],
  reading: Reading,
): readonly ReadonlyMap<string, string>[] {
  const wrong = (at: DocNode): undefined =>
    complain(reading, 'wrong-type', at.place, 'expected combinations that are left out', {
      found: foundText(at),
      expected: 'a list such as [{ mode: Predict, release: 8.1.512 }]',
    });
  if (node.kind !== 'list') return wrong(node) ?? [];
  return node.items.map((item) => {
    const values = new Map<string, string>();
    if (item.kind !== 'mapping' || item.entries.length === 0) wrong(item);
    else for (const entry of item.entries) addExcluded(entry, dimensions, values, reading);
    return values;
  });
}

function addExcluded(
  { key, keyPlace, value }: MappingEntry,
  dimensions: readonly Dimension[],
  values: Map<string, string>,
  reading: Reading,
): void {
  const unknown = (place: Place, message: string, found: string, known: readonly string[]): void => {
    const hint = didYouMean(found, known);
    complain(reading, 'unknown-reference', place, message, {
      found,
      expected: `one of ${known.join(', ')}`,
      ...(hint === undefined ? {} : { hint }),
    });
  };
  const dimension = dimensions.find((each) => each.key === key);
  if (dimension === undefined) {
    const keys = dimensions.map((each) => each.key);
    unknown(keyPlace, `the matrix has no key "${key}"`, key, keys);
    return;
  }
  const [named] = plainValueOf(key, value, reading);
  if (named === undefined) return;
  const names = [...new Set(dimension.values.map(({ name }) => name))];
  if (!names.includes(named.name)) {
    if (names.length > 0) unknown(value.place, `${key} has no value "${named.name}"`, named.name, names);
    return;
  }
  values.set(key, named.name);
}

function combinations(dimensions: readonly Dimension[]): readonly ReadonlyMap<string, Value>[] {
  return dimensions.reduce<readonly ReadonlyMap<string, Value>[]>(
    (all, { key, values }) =>
      all.flatMap((combination) => values.map((value) => new Map([...combination, [key, value] as const]))),
    [new Map()],
  );
}

function fits(combination: ReadonlyMap<string, Value>, wanted: ReadonlyMap<string, string>): boolean {
  return [...wanted].every(([key, name]) => combination.get(key)?.name === name);
}

function tooMany(count: number, place: Place, reading: Reading): undefined {
  return complain(
    reading,
    'too-many-cases',
    place,
    `this matrix has ${count.toLocaleString('en')} cases, and ${MOST_CASES} are the most`,
    { hint: 'leave some out under exclude, or make it several scenarios' },
  );
}

/** A few names of cases, for messages. */
export function fewCases(cases: readonly ScenarioCase[], most = 3): string {
  const names = cases.slice(0, most).map(({ values }) => caseText(values));
  return `${names.join(', ')}${cases.length > most ? `, and ${cases.length - most} more` : ''}`;
}
