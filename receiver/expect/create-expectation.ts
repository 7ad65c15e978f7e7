import { expectAttempts } from './attempts.ts';
import { expectCadence } from './cadence.ts';
import { expectCount } from './count.ts';
import { grounded } from './evidence.ts';
import type { Expectation, JudgingContext } from './expectation.ts';
import { expectFieldSets } from './field-sets.ts';
import { expectFields } from './fields.ts';
import { expectLedger } from './ledger.ts';
import { expectLost, expectNotSent } from './lost.ts';
import { expectOrder } from './order.ts';
import { expectOutcome } from './outcome.ts';
import { type ExpectStepSpec, expectStep } from './step.ts';
import { expectTaken } from './taken.ts';
import type { ExpectationSpec } from './vocabulary.ts';

/** An expectation ready to be fed. Any spec will do that its shape has read; check it first with `checkExpectation`. */
export function createExpectation(
  spec: ExpectationSpec,
  context: JudgingContext,
): Expectation<ExpectationSpec> {
  // A step comes with it already, for it is made without this function too.
  return spec.kind === 'step' ? expectStep(spec, context) : grounded(create(spec, context), context);
}

function create(
  spec: Exclude<ExpectationSpec, ExpectStepSpec>,
  context: JudgingContext,
): Expectation<ExpectationSpec> {
  switch (spec.kind) {
    case 'order':
      return expectOrder(spec, context);
    case 'cadence':
      return expectCadence(spec, context);
    case 'fieldSets':
      return expectFieldSets(spec, context);
    case 'attempts':
      return expectAttempts(spec, context);
    case 'lost':
      return expectLost(spec, context);
    case 'notSent':
      return expectNotSent(spec, context);
    case 'outcome':
      return expectOutcome(spec, context);
    case 'ledger':
      return expectLedger(spec, context);
    case 'count':
      return expectCount(spec, context);
    case 'fields':
      return expectFields(spec, context);
    case 'taken':
      return expectTaken(spec, context);
  }
}
