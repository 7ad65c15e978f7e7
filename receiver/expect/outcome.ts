import { didYouMean } from '../document/closest-word.ts';
import { mapOf } from '../document/composite-shapes.ts';
import { record, required } from '../document/record.ts';
import { complain, refine, type Shape } from '../document/shape.ts';
import { type CountDemand, countDemandShape, countDemandText } from './count-demand.ts';
import type { Expectation, JudgingContext } from './expectation.ts';
import { restrictionText, selectionOf } from './selection.ts';
import { type Selectors, selectorFields } from './selectors.ts';
import { isOfClass, isOutcomeClass, OUTCOME_CLASSES } from './sent-class.ts';
import { sentTally } from './sent-tally.ts';

/** How many notifications ended in each of these ways; ways that are not listed are free. */
export interface OutcomeSpec extends Selectors {
  readonly kind: 'outcome';
  readonly outcome: ReadonlyMap<string, CountDemand>;
}

const outcomes = mapOf(countDemandShape, 'outcomes to counts', { atLeast: 1 });

const outcomesShape: Shape<ReadonlyMap<string, CountDemand>> = {
  expects: outcomes.expects,
  read: (node, reading) => {
    const read = outcomes.read(node, reading);
    if (node.kind !== 'mapping') return read;
    const unknown = node.entries.filter(({ key }) => !isOutcomeClass(key));
    for (const { key, keyPlace } of unknown) {
      const hint = didYouMean(key, OUTCOME_CLASSES);
      complain(reading, 'unknown-word', keyPlace, `there is no outcome "${key}"`, {
        expected: `one of ${OUTCOME_CLASSES.join(', ')}, or answered with a status such as answered 503`,
        ...(hint ? { hint } : {}),
      });
    }
    return unknown.length > 0 ? undefined : read;
  },
  schema: (definitions) => ({
    type: 'object',
    propertyNames: { anyOf: [{ enum: OUTCOME_CLASSES }, { pattern: '^answered [1-5](\\d\\d|xx)$' }] },
    additionalProperties: countDemandShape.schema(definitions),
    minProperties: 1,
  }),
};

/** `outcome: { refused: 1 }`, with the selectors. */
export const outcomeShape: Shape<OutcomeSpec> = refine(
  record(
    {
      outcome: required(
        outcomesShape,
        'how many notifications ended so: answered, answered 503, answered 5xx, refused, reset, timed out, failed, not attempted',
        { example: { refused: 1, 'answered 503': { atMost: 3 } } },
      ),
      ...selectorFields,
    },
    { what: 'the expectation outcome' },
  ),
  (read) => ({ kind: 'outcome', ...read }),
);

/** Counts the sender's notifications by how they ended; see OutcomeSpec. */
export function expectOutcome(spec: OutcomeSpec, context: JudgingContext): Expectation<OutcomeSpec> {
  const selection = selectionOf(spec, { known: context.groups });
  const classes = [...spec.outcome].map(([what, wanted]) => ({
    what,
    wanted,
    includes: (sent: Parameters<typeof isOfClass>[0]) => isOfClass(sent, what),
  }));
  const demands = classes.map(({ what, wanted }) => `${countDemandText(wanted)} ${what}`);
  return sentTally({
    spec,
    title: `${demands.join(', ')}${restrictionText(selection)}`,
    selection,
    context,
    judges: () => true,
    classes,
  });
}
