// The contract file as it is written: what a site says that its OCS does otherwise. Only its form is read here; what it does to
// the table, and whether that makes sense, is decided in site.ts.

import { listOf, mapOf } from '../document/composite-shapes.ts';
import type { Diagnostic } from '../document/diagnostic.ts';
import type { Place, Source } from '../document/place.ts';
import { optional, type RecordOf, record, required, withDefault } from '../document/record.ts';
import { scalar, text, word } from '../document/scalar-shapes.ts';
import {
  complain,
  type Definitions,
  type JsonSchema,
  named,
  newReading,
  placed,
  refine,
  type Scalar,
  type Shape,
  schemaDocument,
} from '../document/shape.ts';
import { type FileFormat, readYamlFile } from '../document/source.ts';
import { attributeTaught, NAMED_ATTRIBUTES, type NamedAttribute } from './attribute-keys.ts';
import { RELEVANCES, type Relevance } from './attributes.ts';
import { spelling } from './contract.ts';

/** What unassigned is to look like: by the row's type, left out, or one value. */
export type UnassignedChoice =
  | { readonly form: 'default' }
  | { readonly form: 'omit' }
  | { readonly form: 'value'; readonly value: Scalar };

/** One key of a mapping with its place, in the order of the file. */
export interface Entry<T> {
  readonly name: string;
  readonly place: Place;
  readonly value: T;
}

const TYPES = ['string', 'integer', 'number', 'list'] as const;
const TYPE_MEANINGS: Readonly<Record<(typeof TYPES)[number], string>> = {
  string: 'a text; an enumeration by the names of its members, a number as decimal text',
  integer: 'a whole number; an enumeration by its numbers',
  number: 'a number, or null while it is not known',
  list: 'a list of objects',
};
const RELEVANCE_NAMES = Object.keys(RELEVANCES) as Relevance[];

/** The wire names of the table by default, those of a list's objects behind the list's: `GSW_CALLING_LISTS.GSW_CALLING_LIST`. */
export const ATTRIBUTE_PATHS: readonly string[] = NAMED_ATTRIBUTES.map(({ path }) => path);

function entries<T>(value: Shape<T>, what: string): Shape<readonly Entry<T>[]> {
  return refine(mapOf(value, what), (map, node): readonly Entry<T>[] =>
    node.kind === 'mapping'
      ? node.entries.map(({ key, keyPlace }) => ({ name: key, place: keyPlace, value: map.get(key)! }))
      : [],
  );
}

const unassignedValue = record(
  { value: required(scalar(), 'the value that says: not relevant here', { example: -1 }) },
  { what: 'unassigned' },
);
const UNASSIGNED_EXPECTS = 'default, omit or null, or a mapping such as {value: -1}';

const unassigned: Shape<UnassignedChoice> = {
  expects: UNASSIGNED_EXPECTS,
  example: () => 'omit',
  read: (node, reading) => {
    if (node.kind === 'mapping') {
      const read = unassignedValue.read(node, reading);
      return read && { form: 'value', value: read.value };
    }
    if (node.kind === 'scalar') {
      if (node.value === 'default' || node.value === 'omit') return { form: node.value };
      // A key with nothing behind it is null in YAML too, but was hardly meant so.
      if (node.value === 'null' || (node.value === null && node.written !== '')) {
        return { form: 'value', value: null };
      }
    }
    return complain(reading, 'bad-value', node.place, `expected ${UNASSIGNED_EXPECTS}`, {
      found: node.kind === 'scalar' ? node.written || 'nothing' : 'a list',
    });
  },
  schema: (definitions) => ({
    anyOf: [{ enum: ['default', 'omit', 'null', null] }, unassignedValue.schema(definitions)],
  }),
};

/** `__proto__` cannot be a key of the objects that bodies are. */
const wireName = refine(
  text('text: the name on the wire', { example: 'GSW_AGENT_GROUP' }),
  (name, node, reading) =>
    name === '__proto__'
      ? complain(reading, 'bad-value', node.place, 'no attribute can be named __proto__')
      : name,
);

const typeWord = placed(word('a type', TYPES, TYPE_MEANINGS));
const relevance = word('a relevance', RELEVANCE_NAMES, RELEVANCES);
const relevanceAbout = RELEVANCE_NAMES.map((name) => `${name}: ${RELEVANCES[name]}`).join('; ');

const attributePath: Shape<string> = {
  ...text('text: an attribute by its default wire name', { example: 'GSW_INFO' }),
  schema: () => ({ enum: ATTRIBUTE_PATHS }),
};

const changeFields = {
  rename: optional(placed(wireName), 'its name on the wire'),
  type: optional(
    typeWord,
    'its JSON type; an enumeration is then spelt by member name (string) or number (integer), a number as decimal text',
  ),
  relevant: optional(relevance, `when it carries a value. ${relevanceAbout}`),
  unassigned: optional(unassigned, 'what it looks like when it is not relevant'),
  values: optional(
    entries(placed(scalar()), 'words and what the wire says for them'),
    'other spellings of events, states, dial modes or optimization methods, word by word',
    { example: { Predict: 'PREDICTIVE' } },
  ),
};

const addFields = {
  type: required(typeWord, 'its JSON type'),
  value: required(placed(scalar()), 'the value that it always carries', { example: 'eu-west' }),
  relevant: withDefault(relevance, 'always', `when it carries the value. ${relevanceAbout}`),
  unassigned: optional(unassigned, 'what it looks like when it is not relevant'),
  after: optional(
    placed(text('text: an attribute', { example: 'GSW_TENANT_CCID' })),
    'the attribute behind which it stands; else it comes last',
  ),
  meaning: optional(text(), 'what it means, for people', { example: 'the data centre that sent it' }),
};

export type RowChange = RecordOf<typeof changeFields>;
export type RowAddition = RecordOf<typeof addFields>;

const changes = entries(record(changeFields, { what: 'a change' }), 'attributes by their default wire names');

/** An editor knows of each attribute what it is, and which words it has that could be spelt otherwise. */
const changesShape: typeof changes = {
  ...changes,
  schema: (definitions) => ({
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      NAMED_ATTRIBUTES.map((named) => [
        named.path,
        { ...changeOf(named, definitions), ...attributeTaught(named, [{ rename: 'OTHER_NAME' }]) },
      ]),
    ),
  }),
};

function changeOf({ attribute: { enumeration } }: NamedAttribute, definitions: Definitions): JsonSchema {
  const { values, ...others } = changeFields;
  if (enumeration === undefined)
    return named('change', 'a change', () => record(others, { what: 'a change' })).schema(definitions);
  const words = [...spelling(enumeration, 'string').keys()];
  const spelt: typeof values = {
    ...values,
    shape: {
      ...values.shape,
      schema: (inner) => ({ ...values.shape.schema(inner), propertyNames: { enum: words } }),
    },
    teaching: { example: { [words[1]!]: 'SPELT_OTHERWISE' } },
  };
  const name = `change of ${enumeration}`;
  return named(name, 'a change', () => record({ ...others, values: spelt }, { what: 'a change' })).schema(
    definitions,
  );
}

const siteFields = {
  contract: required(
    text('text: a title such as Example Bank', { example: 'Example Bank' }),
    'whose contract this is, for people',
  ),
  unassigned: optional(unassigned, 'what every attribute looks like when it is not relevant'),
  change: optional(changesShape, 'attributes that look otherwise at this site, by their default wire names', {
    example: { GSW_DIAL_MODE: { type: 'string' } },
  }),
  add: optional(
    entries(record(addFields, { what: 'an addition' }), 'attributes to add'),
    'attributes that only this site has; one of a list is written LIST.NAME',
    { example: { SITE: { type: 'string', value: 'eu-west' } } },
  ),
  remove: optional(listOf(placed(attributePath)), 'attributes that this site does not have'),
};

/** A contract file whose form is right. */
export type SiteFile = RecordOf<typeof siteFields>;

const siteShape = record(siteFields, {
  what: 'the contract file',
  hintFor: (key) => (ATTRIBUTE_PATHS.includes(key) ? `attributes stand under change: or remove:` : undefined),
});

const CONTRACT_FILE: FileFormat = {
  what: 'contract file',
  keys: ['contract', 'unassigned', 'change'],
  hint: 'a contract file begins with contract: and a title',
};

export type SiteReading =
  | { readonly site: SiteFile; readonly problems: readonly Diagnostic[] }
  | { readonly site: null; readonly problems: readonly Diagnostic[] };

/** Reads the form of a contract file. All complaints come back at once; `site` is null where one of them is an error. */
export function readSiteFile(source: Source): SiteReading {
  const { root, problems } = readYamlFile(source, CONTRACT_FILE);
  if (root === null) return { site: null, problems };
  const reading = newReading();
  const site = siteShape.read(root, reading);
  const all = [...problems, ...reading.problems].sort((a, b) => a.place.start - b.place.start);
  return site === undefined || all.some((problem) => problem.severity === 'error')
    ? { site: null, problems: all }
    : { site, problems: all };
}

/** The JSON Schema (2020-12) of a contract file, for editors. */
export function siteContractSchema(): JsonSchema {
  return schemaDocument(siteShape, {
    title: 'OCS contract file',
    description: 'What a site says that its OCS sends otherwise than the contract of the release.',
  });
}
