import { bodyJudge } from '../contract/judge.ts';
import { record, required } from '../document/record.ts';
import { literal } from '../document/scalar-shapes.ts';
import { refine, type Shape } from '../document/shape.ts';
import { eachArrival } from './each-arrival.ts';
import type { Expectation, JudgingContext } from './expectation.ts';
import type { FieldMiss } from './failure.ts';
import type { Arrival } from './observation.ts';
import { restrictionText, selectionOf } from './selection.ts';
import { type Selectors, selectorFields } from './selectors.ts';

/** Every selected arrival carries exactly the contract's field set for its release, event and state. */
export interface FieldSetsSpec extends Selectors {
  readonly kind: 'fieldSets';
}

/** `fieldSets: all`, with the selectors. */
export const fieldSetsShape: Shape<FieldSetsSpec> = refine(
  record(
    {
      fieldSets: required(
        literal('all'),
        "every body carries exactly the contract's fields for its release, event and state",
      ),
      ...selectorFields,
    },
    { what: 'the expectation fieldSets' },
  ),
  ({ fieldSets: _, ...selectors }) => ({ kind: 'fieldSets', ...selectors }),
);

/** A key that stands twice in a body is no exact field set either, although only the last one counts. */
function duplicateKeys({ record }: Arrival): readonly FieldMiss[] {
  if (record.content.kind !== 'object') return [];
  return record.content.duplicateKeys.map((field) => ({ kind: 'duplicate key', field }));
}

/** Judges every selected body by the contract in force; see FieldSetsSpec. */
export function expectFieldSets(spec: FieldSetsSpec, context: JudgingContext): Expectation<FieldSetsSpec> {
  const judge = bodyJudge(context.contract);
  const selection = selectionOf(spec, { known: context.groups });
  const events = spec.event ? ` of ${selection.events!.join(', ')}` : '';
  return eachArrival({
    spec,
    title: `field sets${events}${restrictionText(selection)}`,
    selection,
    context,
    missesOf: (body, arrival) => {
      const differences = judge(body).map((difference): FieldMiss => ({ kind: 'contract', difference }));
      const duplicates = duplicateKeys(arrival);
      return duplicates.length === 0 ? differences : [...differences, ...duplicates];
    },
  });
}
