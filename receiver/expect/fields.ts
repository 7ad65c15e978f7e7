import { record, required } from '../document/record.ts';
import { refine, type Shape } from '../document/shape.ts';
import type { FieldDemand } from './condition.ts';
import { fieldsTitle } from './demand-text.ts';
import { eachArrival } from './each-arrival.ts';
import type { Expectation, JudgingContext } from './expectation.ts';
import { fieldsMatch } from './match.ts';
import { fieldsShape } from './matcher.ts';
import { eventsText, restrictionText, selectionOf } from './selection.ts';
import { type Selectors, selectorFields } from './selectors.ts';

/** Every selected arrival carries these values; at least one must be selected. */
export interface FieldsSpec extends Selectors {
  readonly kind: 'fields';
  readonly fields: readonly FieldDemand[];
}

/** `fields: { … }`, with the selectors. */
export const fieldsExpectationShape: Shape<FieldsSpec> = refine(
  record(
    {
      fields: required(
        fieldsShape,
        'attributes by wire name, each with the value or the demands that it must meet',
      ),
      ...selectorFields,
    },
    { what: 'the expectation fields' },
  ),
  (read) => ({ kind: 'fields', ...read }),
);

/** Compares every selected body with the demands; see FieldsSpec. */
export function expectFields(spec: FieldsSpec, context: JudgingContext): Expectation<FieldsSpec> {
  const selection = selectionOf(spec, { known: context.groups });
  const match = fieldsMatch(spec.fields, context.contract.rows);
  const events = eventsText(selection);
  const restriction = restrictionText(selection);
  return eachArrival({
    spec,
    title: `${fieldsTitle(spec.fields, context.contract)}${events === '' ? '' : ` on ${events}`}${restriction}`,
    selection,
    context,
    missesOf: match,
  });
}
