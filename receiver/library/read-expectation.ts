import type { Contract } from '../contract/contract.ts';
import { byKind, listOf } from '../document/composite-shapes.ts';
import type { Diagnostic } from '../document/diagnostic.ts';
import { readPlain } from '../document/plain-value.ts';
import { optional, record } from '../document/record.ts';
import { newReading, refine, type Shape } from '../document/shape.ts';
import { showDiagnostic } from '../document/show-diagnostic.ts';
import { checkExpectation } from '../expect/check-expectation.ts';
import { AT_LEAST_ONE } from '../expect/count-demand.ts';
import { fieldsShape } from '../expect/matcher.ts';
import { eventShape, selectorFields } from '../expect/selectors.ts';
import type { ExpectStepSpec } from '../expect/step.ts';
import type { ExpectationSpec } from '../expect/vocabulary.ts';
import { ReceiverError, type ReceiverErrorCode } from './receiver-error.ts';

/** Group, event and fields of a selector, as read. */
export type SelectorSpec = Pick<ExpectStepSpec, 'group' | 'event' | 'fields'>;

/** What a reading gives: the warnings are worth telling only where something went wrong. */
export interface Checked<Spec> {
  readonly spec: Spec;
  readonly warnings: readonly Diagnostic[];
}

/** A selector as a program writes it; see PlainSelector. */
export const selectorShape: Shape<SelectorSpec> = byKind({
  scalar: refine(eventShape, (event): SelectorSpec => ({ event: [event] })),
  list: refine(listOf(eventShape, { atLeast: 1 }), (event): SelectorSpec => ({ event })),
  mapping: record(
    {
      group: selectorFields.group,
      event: selectorFields.event,
      fields: optional(fieldsShape, 'attributes by wire name, each with the value or the demands'),
    },
    { what: 'a selector' },
  ),
});

/** Reads a selector and checks it against the contract. @throws ReceiverError `bad-expectation` */
export function readSelector(selector: unknown, name: string, contract: Contract): Checked<SelectorSpec> {
  const { spec, problems } = readAs(selectorShape, selector ?? {}, name);
  const checked = spec && checkExpectation(stepOf(spec), contract);
  return sound(spec, [...problems, ...(checked ?? [])]);
}

/** Reads an expectation by its shape and checks it against the contract. @throws ReceiverError `bad-expectation` */
export function readExpectation<Spec extends ExpectationSpec>(
  shape: Shape<Spec>,
  value: unknown,
  name: string,
  contract: Contract,
): Checked<Spec> {
  const { spec, problems } = readAs(shape, value, name);
  return sound(spec, [...problems, ...(spec === undefined ? [] : checkExpectation(spec, contract))]);
}

/** The selector as an `expect` step that waits for one such notification of each group that is named. */
export function stepOf(selector: SelectorSpec): ExpectStepSpec {
  return { kind: 'step', withinMs: 0, count: AT_LEAST_ONE, ...selector };
}

/** Reads a plain value by any shape. @throws ReceiverError `bad-expectation`, or as the caller says */
export function readValue<T>(shape: Shape<T>, value: unknown, name: string, code?: ReceiverErrorCode): T {
  const { spec, problems } = readAs(shape, value, name);
  return sound(spec, problems, code).spec;
}

function readAs<T>(
  shape: Shape<T>,
  value: unknown,
  name: string,
): { readonly spec: T | undefined; readonly problems: readonly Diagnostic[] } {
  const { root, problems } = readPlain(value, name);
  if (root === null) return { spec: undefined, problems };
  const reading = newReading();
  const spec = shape.read(root, reading);
  return { spec, problems: [...problems, ...reading.problems] };
}

function sound<T>(
  spec: T | undefined,
  problems: readonly Diagnostic[],
  code: ReceiverErrorCode = 'bad-expectation',
): Checked<T> {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (spec !== undefined && errors.length === 0) return { spec, warnings: problems };
  const hint = errors.find(({ hint }) => hint !== undefined)?.hint;
  throw new ReceiverError(
    code,
    errors.map((error) => showDiagnostic(error)).join('\n'),
    hint ?? 'write it as in a scenario; ocs-sim schema scenario gives the whole vocabulary',
  );
}
