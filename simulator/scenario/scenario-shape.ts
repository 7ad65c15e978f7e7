// The scenario file: what its keys are and what they mean. Readers of YAML, the JSON Schema and the checks are all made from this.

import { DEFAULT_RELEASE, RELEASE_NAMES } from '../../receiver/contract/releases.ts';
import { listOf, mapOf, variants } from '../../receiver/document/composite-shapes.ts';
import {
  type Fields,
  optional,
  type RecordOf,
  record,
  required,
  withDefault,
} from '../../receiver/document/record.ts';
import { integer, scalar, text, word } from '../../receiver/document/scalar-shapes.ts';
import {
  complain,
  named,
  type Placed,
  placed,
  refine,
  type Scalar,
  type Shape,
} from '../../receiver/document/shape.ts';
import { type ExpectationSpec, expectationShape } from '../../receiver/expect/vocabulary.ts';
import { answerAsShape } from '../../receiver/reply/answer-as-shape.ts';
import { replyShape } from '../../receiver/reply/reply-shape.ts';
import { sectionShape, sectionsShape } from '../campaign/option-lookup.ts';
import { parseInstantMs } from '../time/instant.ts';
import { clockShape } from './clock-setting.ts';
import { groupsShape } from './group-shape.ts';
import type { Step, StepKind } from './step.ts';
import { commandSteps } from './steps/commands.ts';
import { controlSteps } from './steps/control.ts';
import { expectingStep } from './steps/expecting.ts';
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
  ...controlSteps(stepShape),
];

const anyStep: Shape<Step> = variants('a step', STEP_KINDS, 'unknown-step');

export const releaseShape = word('a release', RELEASE_NAMES);

const tenantRecord = record(
  {
    customerName: optional(
      text("text, the option customer_name of the tenant's section devops"),
      'default: not set, which OCS reports as the literal undefined',
    ),
    ccid: optional(text('text, the Contact Center ID'), 'made up by default'),
  },
  { what: 'a tenant' },
);

const applicationRecord = record(
  {
    options: optional(sectionShape, 'options in the section OCServer of the application'),
    sections: optional(sectionsShape, 'options in sections of other names'),
  },
  { what: 'an OCS application' },
);

const singleApplication = record(
  {
    name: withDefault(
      text('text, the name of the application'),
      'OCServer_1',
      'the name of the OCS application',
    ),
    options: optional(sectionShape, 'options in the section OCServer of the application'),
    sections: optional(sectionsShape, 'options in sections of other names'),
  },
  { what: 'ocs' },
);

const instantShape: Shape<number> = refine(
  text('a date and time such as 2026-01-01T08:00:00Z'),
  (value, node, reading) =>
    parseInstantMs(value) ??
    complain(reading, 'bad-value', node.place, 'expected a date and time such as 2026-01-01T08:00:00Z', {
      found: value,
    }),
);

const scenarioFields = {
  name: required(text('text, the name of the scenario'), 'what the scenario shows, in a few words'),
  about: optional(text(), 'more about it, for people'),
  release: withDefault(releaseShape, DEFAULT_RELEASE, 'which release of OCS is played'),
  contract: optional(
    placed(text('the path of a contract file')),
    "a site's contract file, relative to this file",
  ),
  clock: withDefault(
    clockShape,
    { kind: 'virtual' },
    'how time passes: virtual (the default), real, or a speed such as 60x',
  ),
  epoch: optional(
    instantShape,
    'when campaign time begins; 2026-01-01T00:00:00Z by default, so that runs repeat',
  ),
  seed: withDefault(
    integer('a whole number >= 0', { min: 0 }),
    1,
    'seed of all chance: same seed, same bytes',
  ),
  variables: optional(
    mapOf(scalar(), 'names to values'),
    'values that ${name} stands for in the rest of the file',
  ),
  tenant: optional(tenantRecord, 'the one tenant; made up by default'),
  tenants: optional(
    mapOf(tenantRecord, 'names to tenants', { atLeast: 1 }),
    'several tenants, by the names that groups refer to',
  ),
  ocs: optional(singleApplication, 'the one OCS application'),
  applications: optional(
    mapOf(applicationRecord, 'names to OCS applications', { atLeast: 1 }),
    'several OCS applications, by their names',
  ),
  receiver: optional(
    record(
      {
        answerAs: optional(
          answerAsShape,
          'what it answers as where no rule applies: plain (any POST is fine), elasticsearch, elasticsearch-7, opensearch',
        ),
        reply: optional(replyShape, 'rules for its answers from the start on'),
      },
      { what: 'receiver' },
    ),
    'the embedded receiver',
  ),
  groups: required(groupsShape, 'the campaign groups, by the names that steps refer to'),
  steps: required(listOf(stepShape, { atLeast: 1 }), 'what happens, one step after another'),
  expect: withDefault(
    listOf(placed(expectationShape)),
    [] as readonly Placed<ExpectationSpec>[],
    'what must hold of the whole run; a scenario without any expectation is never passed',
  ),
} as const satisfies Fields;

export type ScenarioValue = RecordOf<typeof scenarioFields>;

export const scenarioShape: Shape<ScenarioValue> = refine(
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

/** A step or an option written at the top level. */
function hintForKey(key: string): string | undefined {
  if (STEP_KINDS.some((kind) => kind.key === key)) return `${key} is a step: write "- ${key}: …" under steps`;
  return key === 'options' ? 'options stand under ocs or under a group' : undefined;
}

/** One variable alone: they must be known before the rest is read. */
export const variableShape: Shape<Scalar> = scalar();
