import type { JsonObject } from '../contract/contract.ts';
import { Closest } from './closest.ts';
import type { Expectation, JudgingContext } from './expectation.ts';
import type { FieldMiss } from './failure.ts';
import type { Arrival, Gap } from './observation.ts';
import { type Selection, selectedText } from './selection.ts';
import { FailureLog, unjudgedGroups, verdictOf } from './verdict.ts';

/** What makes one such expectation: `missesOf` is asked for every selected arrival that has a JSON object. */
export interface EachArrival<Spec> {
  readonly spec: Spec;
  readonly title: string;
  readonly selection: Selection;
  readonly context: JudgingContext;
  readonly missesOf: (body: JsonObject, arrival: Arrival) => readonly FieldMiss[];
}

/**
 * An expectation that judges every selected arrival by itself. Inconclusive where none was selected, or none of a group that is
 * named; an arrival without a JSON object fails.
 */
export function eachArrival<Spec>({
  spec,
  title,
  selection,
  context,
  missesOf,
}: EachArrival<Spec>): Expectation<Spec> {
  const failures = new FailureLog(context.maxShown);
  const closest = new Closest(selection);
  const judgedGroups = new Set<string>();
  let judged = 0;
  let passed = 0;
  let gap: Gap | null = null;
  return {
    spec,
    title,
    get settled() {
      return failures.count > 0;
    },
    feed(observation) {
      if (observation.kind === 'gap') gap ??= observation;
      if (observation.kind !== 'arrival') return;
      if (!selection.selects(observation)) {
        if (judged === 0) closest.consider(observation);
        return;
      }
      judged += 1;
      const group = selection.keyOf(observation);
      if (group !== null) judgedGroups.add(group);
      if (observation.body === null) {
        failures.add(() => ({ kind: 'unusable body', arrival: observation }));
        return;
      }
      const misses = missesOf(observation.body, observation);
      if (misses.length === 0) passed += 1;
      else failures.add(() => ({ kind: 'fields', arrival: observation, misses }));
    },
    verdict: () =>
      verdictOf({
        title,
        judged,
        failures,
        gap,
        lacking:
          judged === 0
            ? `no ${selectedText(selection)} came`
            : unjudgedGroups(
                selection.namedGroups,
                judgedGroups,
                selectedText({ ...selection, groups: null }),
              ),
        summary: `${passed} of ${judged}`,
        nearest: judged === 0 ? closest.nearest : null,
      }),
  };
}
