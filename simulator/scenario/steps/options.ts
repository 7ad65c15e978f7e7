// Steps that change options while the scenario runs; changes take effect at once (documented, OU/8.1.3/Dep/OverviewConfOptions).

import { didYouMean } from '../../../receiver/document/closest-word.ts';
import { oneOrMany } from '../../../receiver/document/composite-shapes.ts';
import { optional, required, withDefault } from '../../../receiver/document/record.ts';
import { text, word } from '../../../receiver/document/scalar-shapes.ts';
import { type Placed, placed } from '../../../receiver/document/shape.ts';
import { sectionShape } from '../../campaign/option-lookup.ts';
import { OPTION_NAMES } from '../../campaign/options.ts';
import type { Checking } from '../checking.ts';
import type { OptionScope, Stage } from '../stage.ts';
import { type StepKind, stepKind } from '../step.ts';
import { resolveTarget, type Target, targetShape } from '../target.ts';

const scopeFields = {
  on: optional(
    targetShape,
    'campaign groups whose own options are meant; default: those of the OCS applications',
  ),
  application: optional(
    oneOrMany(placed(text('the name of an OCS application', { example: 'OCServer_1' }))),
    'which OCS applications; default: all',
  ),
  section: withDefault(
    text('the name of a section', { example: 'default' }),
    'OCServer',
    'the section the options stand in',
  ),
} as const;

interface ScopeValue {
  readonly on?: Target;
  readonly application?: readonly Placed<string>[];
  readonly section: string;
}

function checkScope({ on, application }: ScopeValue, checking: Checking): void {
  if (on !== undefined) checking.resolve(on);
  for (const { value, place } of application ?? []) {
    if (checking.applications.includes(value)) continue;
    const near = didYouMean(value, checking.applications);
    checking.report({
      code: 'unknown-reference',
      severity: 'error',
      place,
      message: `there is no OCS application "${value}"`,
      expected: `one of ${checking.applications.join(', ')}`,
      ...(near === undefined ? {} : { hint: near }),
    });
  }
}

function scopeOf({ on, application, section }: ScopeValue, stage: Stage): OptionScope {
  return {
    groups: on === undefined ? [] : resolveTarget(on, [...stage.groups.keys()]).labels,
    applications: application?.map((each) => each.value) ?? stage.applications,
    section,
  };
}

export const optionSteps: readonly StepKind[] = [
  stepKind(
    'set',
    'sets options of OCS while it runs',
    {
      set: required(sectionShape, 'the options with their new values', {
        example: { 'campaigngroup-states-interval': 30 },
      }),
      ...scopeFields,
    },
    ({ set, ...scope }) => ({
      check: (checking) => checkScope(scope, checking),
      play: async (stage) => stage.setOptions(scopeOf(scope, stage), set),
    }),
  ),
  stepKind(
    'unset',
    'removes options, so that what stands elsewhere, or the default, is in force again',
    {
      unset: required(oneOrMany(word('an option', OPTION_NAMES)), 'the options that are removed'),
      ...scopeFields,
    },
    ({ unset, ...scope }) => ({
      check: (checking) => checkScope(scope, checking),
      play: async (stage) => stage.unsetOptions(scopeOf(scope, stage), unset),
    }),
  ),
];
