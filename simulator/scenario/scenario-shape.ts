// The scenario file: what its keys are and what they mean. Readers of YAML, the JSON Schema and the checks are all made from this.

import { PAGES } from '../../receiver/contract/mark.ts';
import { DEFAULT_RELEASE } from '../../receiver/contract/releases.ts';
import { releaseShape } from '../../receiver/contract/word-shapes.ts';
import { listOf, mapOf, type Variant, variants } from '../../receiver/document/composite-shapes.ts';
import {
  type Fields,
  optional,
  type RecordOf,
  record,
  required,
  withDefault,
} from '../../receiver/document/record.ts';
import { integer, text } from '../../receiver/document/scalar-shapes.ts';
import {
  complain,
  type JsonSchema,
  named,
  type Placed,
  placed,
  refine,
  type Shape,
} from '../../receiver/document/shape.ts';
import type { Teaching } from '../../receiver/document/teaching.ts';
import { type ExpectationSpec, expectationShape } from '../../receiver/expect/vocabulary.ts';
import { answerAsShape } from '../../receiver/reply/answer-as-shape.ts';
import { replyShape } from '../../receiver/reply/reply-shape.ts';
import { sectionShape, sectionsShape } from '../campaign/option-lookup.ts';
import { targetSpecShape } from '../target/target-shape.ts';
import { parseInstantMs } from '../time/instant.ts';
import { clockShape } from './clock-shape.ts';
import { groupsShape } from './group-shape.ts';
import { includeShape, includeStepShape } from './reuse/include-shape.ts';
import { type MatrixCase, matrixShape } from './reuse/matrix.ts';
import { variablesShape } from './reuse/variables.ts';
import type { Step, StepKind } from './step.ts';
import { commandSteps } from './steps/commands.ts';
import { controlSteps } from './steps/control.ts';
import { expectingStep } from './steps/expecting.ts';
import { networkSteps } from './steps/network.ts';
import { optionSteps } from './steps/options.ts';
import { receivingSteps } from './steps/receiving.ts';
import { waitingSteps } from './steps/waiting.ts';

export const stepShape: Shape<Step> = named(
  'step',
  'a step, a mapping such as "load: spring"',
  () => anyStep,
);

/** Every kind of step, in the order in which they are shown. */
export const STEP_KINDS: readonly StepKind[] = [
  ...commandSteps,
  ...waitingSteps,
  expectingStep,
  ...optionSteps,
  ...receivingSteps,
  ...networkSteps,
  ...controlSteps(stepShape),
];

/** What is included has been put in its place before steps are read: one that is left could not be had, which has been said. */
const includeStep: Variant<Step> = {
  key: 'include',
  shape: { expects: includeStepShape.expects, schema: includeStepShape.schema, read: () => undefined },
};

const anyStep: Shape<Step> = variants('a step', [...STEP_KINDS, includeStep], 'unknown-step');

const SECTION: Teaching = { example: { 'send-campaigngroup-states': true } };
const SECTIONS: Teaching = { example: { default: { 'campaigngroup-states-interval': 30 } } };

const tenantRecord = record(
  {
    customerName: optional(
      text("text, the option customer_name of the tenant's section devops"),
      "its name, the option customer_name of the tenant's section devops; default: not set, which OCS reports as the literal undefined",
      { example: 'Example Bank', mark: 'documented', source: PAGES.published },
    ),
    ccid: optional(text('text, the Contact Center ID'), 'its Contact Center ID; made up by default', {
      title: 'Contact Center ID',
      example: 'ccid-0001',
      mark: 'documented',
      source: PAGES.published,
    }),
  },
  { what: 'a tenant' },
);

const applicationRecord = record(
  {
    options: optional(sectionShape, 'options in the section OCServer of the application', SECTION),
    sections: optional(sectionsShape, 'options in sections of other names', SECTIONS),
  },
  { what: 'an OCS application' },
);

const singleApplication = record(
  {
    name: withDefault(
      text('text, the name of the application'),
      'OCServer_1',
      'the name of the OCS application, which is that of the first section that options are looked up in',
      { example: 'OCServer_1', mark: 'documented', source: PAGES.sections },
    ),
    options: optional(sectionShape, 'options in the section OCServer of the application', SECTION),
    sections: optional(sectionsShape, 'options in sections of other names', SECTIONS),
  },
  { what: 'ocs' },
);

const instantShape: Shape<number> = refine(
  text('a date and time such as 2026-01-01T08:00:00Z', {
    pattern:
      '^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,3})?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?$',
  }),
  (value, node, reading) =>
    parseInstantMs(value) ??
    complain(reading, 'bad-value', node.place, 'expected a date and time such as 2026-01-01T08:00:00Z', {
      found: value,
    }),
);

const tagShape: Shape<string> = refine(
  text('a word, such as slow', { pattern: '^[\\p{L}\\p{N}][\\p{L}\\p{N}._-]*$' }),
  (value, node, reading) =>
    /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u.test(value)
      ? value
      : complain(reading, 'bad-value', node.place, 'a tag is one word of letters, digits, ., _ and -', {
          found: JSON.stringify(value),
        }),
);

/** The keys of a scenario file. */
export const scenarioFields = {
  name: required(text('text, the name of the scenario'), 'what the scenario shows, in a few words', {
    example: 'Full life cycle',
  }),
  about: optional(text(), 'more about it, for people', {
    example: 'One campaign group through its whole life.',
  }),
  release: withDefault(releaseShape, DEFAULT_RELEASE, 'which release of OCS is played', {
    example: '8.1.517',
  }),
  contract: optional(
    placed(text('the path of a contract file')),
    "a site's contract file, relative to this file",
    { example: 'contracts/example-bank.yaml' },
  ),
  clock: withDefault(
    clockShape,
    { kind: 'virtual' },
    'how time passes: virtual (the default), real, or a speed such as 60x',
    { example: '60x', default: 'virtual' },
  ),
  epoch: optional(
    instantShape,
    'when campaign time begins; 2026-01-01T00:00:00Z by default, so that runs repeat',
    { example: '2026-01-01T08:00:00Z', default: '2026-01-01T00:00:00Z' },
  ),
  seed: withDefault(
    integer('a whole number >= 0', { min: 0 }),
    1,
    'seed of all chance: same seed, same bytes',
    { example: 7 },
  ),
  tags: withDefault(
    listOf(tagShape),
    [] as readonly string[],
    'words by which scenarios are chosen: run --tag faults, run --tag "!slow"',
    { example: ['slow'] },
  ),
  skip: optional(
    text('text, the reason'),
    'why it is not played for now; it is reported as skipped, with this reason',
    { example: 'the gateway cannot do this yet' },
  ),
  include: optional(
    includeShape,
    'pieces that lie beneath this file, which comes before what they say; of several the later ones come before the earlier',
    { example: 'pieces/options.yaml' },
  ),
  variables: optional(
    variablesShape,
    'values that ${name} stands for in the rest of the file: a plain value, or default, oneOf and about',
    { example: { interval: 10 } },
  ),
  matrix: optional(
    matrixShape as Shape<readonly MatrixCase[]>,
    'variables with several values each: every combination is a case of its own',
    { example: { mode: ['Predict', 'Progress'] } },
  ),
  tenant: optional(tenantRecord, 'the one tenant; made up by default', {
    example: { customerName: 'Example Bank' },
  }),
  tenants: optional(
    mapOf(tenantRecord, 'names to tenants', { atLeast: 1 }),
    'several tenants, by the names that groups refer to',
    { example: { bank: { customerName: 'Example Bank' } } },
  ),
  ocs: optional(singleApplication, 'the one OCS application', {
    title: 'OCS application',
    example: { options: { 'send-campaigngroup-states': true } },
  }),
  applications: optional(
    mapOf(applicationRecord, 'names to OCS applications', { atLeast: 1 }),
    'several OCS applications, by their names',
    { example: { OCServer_1: { options: { 'campaigngroup-states-interval': 10 } } } },
  ),
  receiver: optional(
    record(
      {
        answerAs: optional(
          answerAsShape,
          'what it answers as where no rule applies: plain (any POST is fine), elasticsearch, elasticsearch-7, opensearch',
        ),
        reply: optional(replyShape, 'rules for its answers from the start on', {
          example: [{ event: 'periodic', nth: 3, status: 503 }],
        }),
      },
      { what: 'receiver' },
    ),
    'the embedded receiver',
  ),
  target: optional(
    targetSpecShape,
    'an external system that takes the notifications instead of the embedded receiver; --target lies over it',
    { example: { url: 'http://127.0.0.1:9200/states/_doc' } },
  ),
  groups: required(groupsShape, 'the campaign groups, by the names that steps refer to; here or in a piece', {
    example: { spring: { campaign: 'Spring' } },
  }),
  steps: required(listOf(stepShape, { atLeast: 1 }), 'what happens, one step after another', {
    example: [{ load: 'spring' }, { wait: '1m' }, { unload: 'spring' }],
  }),
  expect: withDefault(
    listOf(placed(expectationShape)),
    [] as readonly Placed<ExpectationSpec>[],
    'what must hold of the whole run; a scenario without any expectation is never passed',
    { example: [{ fieldSets: 'all' }, { attempts: 'exactly one' }, { lost: 'none' }] },
  ),
} as const satisfies Fields;

export type ScenarioValue = RecordOf<typeof scenarioFields>;

const wholeScenario: Shape<ScenarioValue> = refine(
  record(scenarioFields, { what: 'the scenario', hintFor: hintForKey }),
  (value, node, reading) => {
    let failed = false;
    for (const [one, many] of [
      ['tenant', 'tenants'],
      ['ocs', 'applications'],
    ] as const) {
      if (value[one] === undefined || value[many] === undefined || node.kind !== 'mapping') continue;
      failed = true;
      const place = node.entries.find((entry) => entry.key === many)!.keyPlace;
      complain(reading, 'conflicting-keys', place, `${one} and ${many} cannot stand together`, {
        hint: `put all of them under ${many}`,
      });
    }
    return failed ? undefined : value;
  },
);

/** What stands in the way of the other of two keys. */
function without(key: string): JsonSchema {
  return { type: 'object', properties: { [key]: false } };
}

/** A scenario, with the pieces that it includes laid beneath and put in their places. */
export const scenarioShape: Shape<ScenarioValue> = {
  ...wholeScenario,
  schema: (definitions) => {
    const { required: keys, ...schema } = wholeScenario.schema(definitions);
    return {
      ...schema,
      dependentSchemas: { tenant: without('tenants'), ocs: without('applications') },
      required: (keys as readonly string[]).filter((key) => key !== 'groups'),
      // What a file includes may bring the groups.
      if: { type: 'object', properties: { include: true }, required: ['include'] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: {},
      else: { properties: { groups: true }, required: ['groups'] },
    };
  },
};

/** A step or an option written at the top level. */
function hintForKey(key: string): string | undefined {
  if (STEP_KINDS.some((kind) => kind.key === key)) return `${key} is a step: write "- ${key}: …" under steps`;
  return key === 'options' ? 'options stand under ocs or under a group' : undefined;
}
