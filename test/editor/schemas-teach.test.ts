import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { readSiteFile, siteContractSchema } from '../../receiver/contract/site-file.ts';
import { DIAL_MODES, EVENTS, GROUP_STATES } from '../../receiver/contract/vocabulary.ts';
import { type JsonSchema, newReading, type Shape } from '../../receiver/document/shape.ts';
import { showDiagnostic } from '../../receiver/document/show-diagnostic.ts';
import { readYaml } from '../../receiver/document/source.ts';
import { OPTIONS } from '../../simulator/campaign/options.ts';
import { beneathShape, pieceSchema, stepsShape } from '../../simulator/scenario/reuse/piece-shape.ts';
import { scenarioSchema } from '../../simulator/scenario/scenario-schema.ts';
import { STEP_KINDS, scenarioShape } from '../../simulator/scenario/scenario-shape.ts';
import { targetSchema, targetSpecShape } from '../../simulator/target/target-shape.ts';
import { propertiesOf } from '../support/schema-properties.ts';

/** What our own reader says of a document. */
type Reader = (text: string) => readonly string[];

function reading(shapeOf: (text: string) => Shape<unknown>): Reader {
  return (text) => {
    const { root, problems } = readYaml({ name: 'example', text });
    const state = newReading(new Map(), ['receiver']);
    shapeOf(text).read(root!, state);
    return [...problems, ...state.problems].map((problem) => showDiagnostic(problem));
  };
}

const KINDS: readonly (readonly [name: string, schema: JsonSchema, read: Reader, atLeast: number])[] = [
  ['scenario', scenarioSchema(), reading(() => scenarioShape), 300],
  ['piece', pieceSchema(), reading((text) => (/^steps:/m.test(text) ? stepsShape : beneathShape)), 250],
  ['target', targetSchema(), reading(() => targetSpecShape), 30],
  [
    'contract',
    siteContractSchema(),
    (text) => readSiteFile({ name: 'example', text }).problems.map((problem) => showDiagnostic(problem)),
    15,
  ],
];

/** Keys that mean something only beside others: what must stand there too, in the same mapping. */
const BESIDE: readonly (readonly [path: RegExp, beside: Readonly<Record<string, unknown>>])[] = [
  [/^\.matrix\.exclude$/, { mode: ['Predict', 'Progress'], release: ['8.1.512', '8.1.517'] }],
  [/reply(\[\])?\.location$/, { status: 307 }],
  [
    /reply(\[\])?\.(name|event|group|state|nth|every|first|after|times|probability|from|until|for)$/,
    { status: 503 },
  ],
  [/\.delay\.(sigma|atMost)$/, { median: '1s' }],
  [/^(\.target)?\.index$/, { kind: 'elasticsearch', url: 'http://127.0.0.1:9200' }],
  [/\.tls\.cert$/, { key: 'client-key.pem' }],
  [/\.tls\.key$/, { cert: 'client.pem' }],
  [/\.tls\.passphrase$/, { cert: 'client.pem', key: 'client-key.pem' }],
  [/\.proxy\.password$/, { user: 'ocs' }],
];

function besideOf(path: string): Readonly<Record<string, unknown>> {
  return BESIDE.find(([pattern]) => pattern.test(path))?.[1] ?? {};
}

describe.each(KINDS)('the schema of a %s', (_name, schema, read, atLeast) => {
  const properties = propertiesOf(schema, besideOf);
  const accepts = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);

  test('has a title, a description and an example for every key', () => {
    expect(properties.length).toBeGreaterThan(atLeast);
    const silent = properties.filter(({ schema: { title, description, examples } }) => {
      const shown = (examples ?? []) as readonly unknown[];
      return !title || !description || shown.length === 0 || shown.some(isHollow);
    });
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  test('has examples that it takes itself, where they stand', () => {
    const refused = properties.flatMap((property) =>
      ((property.schema.examples ?? []) as readonly unknown[])
        .filter((example) => !accepts(property.document(example)))
        .map((example) => `${property.path}: ${JSON.stringify(example)}`),
    );
    expect(refused).toEqual([]);
  });

  test('has examples that our own reader takes', () => {
    const refused = properties.flatMap((property) =>
      ((property.schema.examples ?? []) as readonly unknown[]).flatMap((example) => {
        const problems = read(stringify(property.document(example)));
        return problems.length === 0 ? [] : [`${property.path}\n${problems.join('\n')}`];
      }),
    );
    expect(refused).toEqual([]);
  });
});

function isHollow(example: unknown): boolean {
  if (example === null || example === undefined) return true;
  if (typeof example !== 'object') return example === '';
  return Object.keys(example).length === 0 || JSON.stringify(example).includes('[null]');
}

/** The keys that an item of one of several kinds is told by, and those that are offered where it has none of them. */
function keysOfKinds(chain: JsonSchema): {
  readonly told: readonly string[];
  readonly offered: readonly string[];
} {
  const told: string[] = [];
  let link = chain;
  while (link.if !== undefined) {
    told.push(...((link.if as JsonSchema).required as readonly string[]));
    link = link.else as JsonSchema;
  }
  return { told, offered: Object.keys(link.properties as object) };
}

test.each(['step', 'expectation'])('where a %s has no key yet, those of every kind are offered', (name) => {
  const chain = (scenarioSchema().$defs as Readonly<Record<string, JsonSchema>>)[name]!;
  const { told, offered } = keysOfKinds(chain);
  expect(told.length).toBeGreaterThanOrEqual(10);
  expect(offered).toEqual(told);
});

describe('what the schema of a scenario teaches of the domain', () => {
  const properties = propertiesOf(scenarioSchema());
  const descriptionOf = (key: string): string =>
    String(properties.find((property) => property.key === key)?.schema.description);

  test.each(OPTIONS.map((option) => [option.name, option] as const))(
    'the option %s has its meaning, mark, source and default',
    (name, { about, mark, source, default: fallback }) => {
      const { schema } = properties.find(({ key }) => key === name)!;
      expect(schema.description).toContain(about);
      expect(schema.description).toContain(`${mark}: ${source}`);
      if (fallback !== null && typeof fallback !== 'object') expect(schema.default).toBe(fallback);
    },
  );

  test.each(STEP_KINDS.map(({ key, about }) => [key, about] as const))(
    'the step %s says what it does',
    (key, about) => {
      const texts = properties
        .filter((property) => property.path === `.steps[].${key}`)
        .map(({ schema }) => String(schema.description));
      expect(texts).toHaveLength(1);
      expect(texts[0]).toContain(about);
    },
  );

  test.each([
    ['event', EVENTS],
    ['dialMode', DIAL_MODES],
    ['groupState', GROUP_STATES],
  ] as const)('every word of %s has its meaning, mark and source', (name, words) => {
    const { anyOf } = (scenarioSchema().$defs as Readonly<Record<string, JsonSchema>>)[name]!;
    const described = new Map((anyOf as readonly JsonSchema[]).map((each) => [each.const, each.description]));
    for (const { name: word, mark, source } of words)
      expect(described.get(word), word).toContain(`${mark}: ${source}`);
  });

  test('the time between periodic messages is documented', () => {
    expect(descriptionOf('campaigngroup-states-interval')).toContain(
      'documented: OU/latest/Dep/AutoCGStatus',
    );
  });
});
