import { record, required } from '../document/record.ts';
import { literal } from '../document/scalar-shapes.ts';
import { refine, type Shape } from '../document/shape.ts';
import type { Expectation, JudgingContext } from './expectation.ts';
import type { Gap } from './observation.ts';
import { restrictionText, selectedText, selectionOf } from './selection.ts';
import { type Selectors, selectorFields } from './selectors.ts';
import { isAttempted, outcomeText } from './sent-class.ts';
import { plural } from './shown-text.ts';
import { FailureLog, unjudgedGroups, verdictOf } from './verdict.ts';

/**
 * Nothing was sent twice, whatever the receiver did: the body of every attempted notification arrived at most once and no other
 * body of a notification arrived. Documented: one attempt, "no error-handling is carried out". Needs the sender's records, without
 * which it is inconclusive; where the receiver does not share its own, the verdict rests on the sender's alone.
 */
export interface AttemptsSpec extends Selectors {
  readonly kind: 'attempts';
}

/** `attempts: exactly one`, with the selectors. */
export const attemptsShape: Shape<AttemptsSpec> = refine(
  record(
    {
      attempts: required(literal('exactly one'), 'nothing was sent twice, whatever the receiver answered'),
      ...selectorFields,
    },
    { what: 'the expectation attempts' },
  ),
  ({ attempts: _, ...selectors }) => ({ kind: 'attempts', ...selectors }),
);

/** Sums up how attempts ended, and fails on the first body that arrived again; see AttemptsSpec. */
export function expectAttempts(spec: AttemptsSpec, context: JudgingContext): Expectation<AttemptsSpec> {
  const selection = selectionOf(spec, { known: context.groups });
  const failures = new FailureLog(context.maxShown);
  const outcomes = new Map<string, number>();
  const judgedGroups = new Set<string>();
  const title = `exactly one attempt${restrictionText(selection)}`;
  let attempted = 0;
  let notAttempted = 0;
  let untold = 0;
  let answered = 0;
  let gap: Gap | null = null;
  return {
    spec,
    title,
    get settled() {
      return failures.count > 0;
    },
    feed(observation) {
      if (observation.kind === 'gap') gap ??= observation;
      if (observation.kind === 'stray' && selection.selects(observation.arrival))
        failures.add(() => ({ kind: 'stray', arrival: observation.arrival }));
      if (observation.kind !== 'sent' || !selection.selects(observation)) return;
      if (!isAttempted(observation)) {
        notAttempted += 1;
        return;
      }
      attempted += 1;
      judgedGroups.add(observation.group);
      if (observation.outcome === 'answered') answered += 1;
      const outcome = outcomeText(observation);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      if (observation.arrivals === null) untold += 1;
      else if (observation.arrivals > 1) failures.add(() => ({ kind: 'repeated', sent: observation }));
    },
    verdict: () =>
      verdictOf({
        title,
        judged: attempted,
        failures,
        // Where nobody but the sender could look, its records are judged, and those have no gap; a target that never answered proves nothing.
        gap: untold === attempted && answered > 0 ? null : gap,
        lacking: lacking(),
        summary: summary(),
      }),
  };

  function lacking(): string | null {
    if (attempted === 0)
      return notAttempted > 0
        ? `${plural(notAttempted, 'notification')} due, none attempted`
        : `the sender told of no ${selectedText(selection)}`;
    return unjudgedGroups(selection.namedGroups, judgedGroups, 'word from the sender');
  }

  function summary(): string {
    const parts = [...outcomes]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([outcome, count]) => `${count} ${outcome}`);
    const ended = parts.length === 0 ? [] : [`${attempted}: ${parts.join(', ')}`];
    if (notAttempted > 0) ended.push(`${notAttempted} not attempted`);
    return ended.join('; ') || '0';
  }
}
