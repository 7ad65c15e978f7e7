// What may stand under a scenario's `expect:` and in its `expect` step. A new kind of expectation is one row of this table, one
// row in create-expectation.ts, and one file.

import { variants } from '../document/composite-shapes.ts';
import { durationText } from '../document/duration.ts';
import { complain, named, type Placed, refine, type Shape } from '../document/shape.ts';
import { type AttemptsSpec, attemptsShape } from './attempts.ts';
import { type CadenceSpec, cadenceShape } from './cadence.ts';
import { type CountSpec, countShape } from './count.ts';
import { type FieldSetsSpec, fieldSetsShape } from './field-sets.ts';
import { type FieldsSpec, fieldsExpectationShape } from './fields.ts';
import { type LedgerSpec, ledgerShape } from './ledger.ts';
import { type LostSpec, lostShape, type NotSentSpec, notSentShape } from './lost.ts';
import { type OrderSpec, orderShape } from './order.ts';
import { type OutcomeSpec, outcomeShape } from './outcome.ts';
import { type ExpectStepSpec, expectStepShape as stepShape } from './step.ts';
import type { TakenSpec } from './taken.ts';

/** An expectation about the whole run, as read from YAML. */
export type FinalSpec =
  | OrderSpec
  | CadenceSpec
  | FieldSetsSpec
  | AttemptsSpec
  | LostSpec
  | NotSentSpec
  | OutcomeSpec
  | LedgerSpec
  | CountSpec
  | FieldsSpec;

/** Whatever `createExpectation` takes: an expectation about the whole run, that of a step, or what a run demands by itself. */
export type ExpectationSpec = FinalSpec | ExpectStepSpec | TakenSpec;

/** An item of a scenario's `expect:` list. */
export const expectationShape: Shape<FinalSpec> = named('expectation', 'an expectation', () =>
  refine(
    variants<FinalSpec>(
      'an expectation',
      [
        { key: 'order', shape: orderShape },
        { key: 'every', shape: cadenceShape },
        { key: 'fieldSets', shape: fieldSetsShape },
        { key: 'attempts', shape: attemptsShape },
        { key: 'lost', shape: lostShape },
        { key: 'notSent', shape: notSentShape },
        { key: 'outcome', shape: outcomeShape },
        { key: 'ledger', shape: ledgerShape },
        { key: 'count', shape: countShape },
        { key: 'fields', shape: fieldsExpectationShape },
      ],
      'unknown-word',
    ),
    (spec, node, reading) => {
      if (spec.from === undefined || spec.until === undefined || spec.from < spec.until) return spec;
      return complain(reading, 'bad-value', node.place, 'from must be before until', {
        found: `from ${durationText(spec.from)}, until ${durationText(spec.until)}`,
      });
    },
  ),
);

/** The value of the `expect` step. */
export const expectStepShape: Shape<ExpectStepSpec> = stepShape;

/** The groups that an expectation names, patterns included, each with its place. */
export function groupsNamedBy(spec: ExpectationSpec): readonly Placed<string>[] {
  return spec.group ?? [];
}
