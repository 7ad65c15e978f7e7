import type { Contract } from '../contract/contract.ts';
import { fieldsMatch } from '../expect/match.ts';
import type { Arrival } from '../expect/observation.ts';
import { selectionOf } from '../expect/selection.ts';
import type { SelectorSpec } from './read-expectation.ts';

/** Whether a selector means an arrival, made ready for many of them. */
export function selecting(spec: SelectorSpec, { rows }: Contract): (arrival: Arrival) => boolean {
  const { selects } = selectionOf(spec, { known: [] });
  const match = spec.fields === undefined ? null : fieldsMatch(spec.fields, rows);
  return (arrival) =>
    selects(arrival) && (match === null || (arrival.body !== null && match(arrival.body).length === 0));
}
