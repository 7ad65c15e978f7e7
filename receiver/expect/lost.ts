import { record, required } from '../document/record.ts';
import { refine, type Shape } from '../document/shape.ts';
import { type CountDemand, countDemandShape, countDemandText } from './count-demand.ts';
import type { Expectation, JudgingContext } from './expectation.ts';
import { restrictionText, selectionOf } from './selection.ts';
import { type Selectors, selectorFields } from './selectors.ts';
import { isAttempted, isUnacknowledged } from './sent-class.ts';
import { sentTally } from './sent-tally.ts';

/** So many notifications were attempted and not answered with 2xx. At least one must have been attempted. */
export interface LostSpec extends Selectors {
  readonly kind: 'lost';
  readonly count: CountDemand;
}

/** So many notifications were due and not even attempted. */
export interface NotSentSpec extends Selectors {
  readonly kind: 'notSent';
  readonly count: CountDemand;
}

/** `lost: none`, with the selectors. */
export const lostShape: Shape<LostSpec> = refine(
  record(
    {
      lost: required(countDemandShape, 'how many notifications were sent and not taken with a 2xx answer'),
      ...selectorFields,
    },
    { what: 'the expectation lost' },
  ),
  ({ lost, ...selectors }) => ({ kind: 'lost', count: lost, ...selectors }),
);

/** `notSent: none`, with the selectors. */
export const notSentShape: Shape<NotSentSpec> = refine(
  record(
    {
      notSent: required(countDemandShape, 'how many notifications were due and never sent'),
      ...selectorFields,
    },
    { what: 'the expectation notSent' },
  ),
  ({ notSent, ...selectors }) => ({ kind: 'notSent', count: notSent, ...selectors }),
);

/** Names those that were attempted and not taken; see LostSpec. */
export function expectLost(spec: LostSpec, context: JudgingContext): Expectation<LostSpec> {
  const selection = selectionOf(spec, { known: context.groups });
  return sentTally({
    spec,
    title: `${countDemandText(spec.count)} lost${restrictionText(selection)}`,
    selection,
    context,
    judges: isAttempted,
    classes: [{ what: 'lost', wanted: spec.count, includes: isUnacknowledged }],
  });
}

/** Names those that were due and never attempted; see NotSentSpec. */
export function expectNotSent(spec: NotSentSpec, context: JudgingContext): Expectation<NotSentSpec> {
  const selection = selectionOf(spec, { known: context.groups });
  return sentTally({
    spec,
    title: `${countDemandText(spec.count)} left unsent${restrictionText(selection)}`,
    selection,
    context,
    judges: () => true,
    classes: [{ what: 'left unsent', wanted: spec.count, includes: (sent) => !isAttempted(sent) }],
  });
}
