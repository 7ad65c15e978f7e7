import { NONE } from './count-demand.ts';
import type { Expectation, JudgingContext } from './expectation.ts';
import type { Fate, Sent } from './observation.ts';
import { isAttempted, isUnacknowledged } from './sent-class.ts';
import { FailureLog, verdictOf } from './verdict.ts';

/**
 * Every attempted notification was answered with 2xx, except those that `besides` names: the scenario counts these itself. Not part of
 * the language: a run against a target demands it by itself.
 */
export interface TakenSpec {
  readonly kind: 'taken';
  readonly besides: (told: Fate) => boolean;
  /** The scenario itself disturbs the network: what had no answer at all is not judged. */
  readonly answeredOnly: boolean;
  /** The scenario expects nothing of its own: then a run that sent nothing has judged nothing. */
  readonly alone: boolean;
  readonly group?: undefined;
  readonly event?: undefined;
  readonly from?: undefined;
  readonly until?: undefined;
}

/** Names those that were not answered with 2xx; see TakenSpec. */
export function expectTaken(spec: TakenSpec, context: JudgingContext): Expectation<TakenSpec> {
  const failures = new FailureLog(context.maxShown);
  const named: Sent[] = [];
  const title = spec.answeredOnly ? 'every answer 2xx' : 'every notification answered with 2xx';
  let judged = 0;
  let refused = 0;
  let countedElsewhere = 0;
  return {
    spec,
    title,
    get settled() {
      return refused > 0;
    },
    feed(observation) {
      if (observation.kind !== 'fate' || !isAttempted(observation)) return;
      if (spec.answeredOnly && observation.outcome !== 'answered') return;
      const counted = isUnacknowledged(observation) && spec.besides(observation);
      if (counted) {
        countedElsewhere += 1;
        return;
      }
      judged += 1;
      if (!isUnacknowledged(observation)) return;
      refused += 1;
      if (named.length < failures.max) named.push({ ...observation, kind: 'sent', arrivals: null });
    },
    verdict() {
      const found = failures.branch();
      if (refused > 0)
        found.add(() => ({
          kind: 'tally',
          what: 'unacknowledged',
          wanted: NONE,
          counted: refused,
          named: [...named],
        }));
      const besides = countedElsewhere === 0 ? '' : `, besides ${countedElsewhere} that the scenario counts`;
      return verdictOf({
        title,
        judged,
        failures: found,
        gap: null,
        lacking: spec.alone && judged + countedElsewhere === 0 ? 'nothing was sent' : null,
        summary: `${judged - refused} of ${judged}${besides}`,
      });
    },
  };
}
