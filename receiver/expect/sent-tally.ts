import { type CountDemand, meets } from './count-demand.ts';
import { DEFAULT_MAX_SHOWN, type Expectation, type JudgingContext } from './expectation.ts';
import type { Sent } from './observation.ts';
import { type Selection, selectedText } from './selection.ts';
import { FailureLog, unjudgedGroups, verdictOf } from './verdict.ts';

/** One class of sent notifications and how many of it there must be. */
export interface SentClass {
  readonly what: string;
  readonly wanted: CountDemand;
  readonly includes: (sent: Sent) => boolean;
}

/** What makes one such expectation. */
export interface SentTallyOptions<Spec> {
  readonly spec: Spec;
  readonly title: string;
  readonly selection: Selection;
  readonly context: JudgingContext;
  /** Which of the selected ones are judged at all. */
  readonly judges: (sent: Sent) => boolean;
  readonly classes: readonly SentClass[];
}

/**
 * An expectation on how many notifications ended in one way or another. It asks the sender's books alone, so gaps among the
 * arrivals do not touch it. Inconclusive where there is nothing in the books to be judged.
 */
export function sentTally<Spec>({
  spec,
  title,
  selection,
  context,
  judges,
  classes,
}: SentTallyOptions<Spec>): Expectation<Spec> {
  const { maxShown = DEFAULT_MAX_SHOWN } = context;
  const counts = classes.map((sentClass) => ({ sentClass, counted: 0, named: [] as Sent[] }));
  const judgedGroups = new Set<string>();
  let judged = 0;
  return {
    spec,
    title,
    get settled() {
      return counts.some(({ sentClass: { wanted }, counted }) => wanted.max !== null && counted > wanted.max);
    },
    feed(observation) {
      if (observation.kind !== 'sent' || !selection.selects(observation) || !judges(observation)) return;
      judged += 1;
      judgedGroups.add(observation.group);
      for (const count of counts) {
        if (!count.sentClass.includes(observation)) continue;
        count.counted += 1;
        if (count.named.length < maxShown) count.named.push(observation);
      }
    },
    verdict() {
      const failures = new FailureLog(context.maxShown);
      for (const { sentClass, counted, named } of counts) {
        const { what, wanted } = sentClass;
        if (judged > 0 && !meets(counted, wanted))
          failures.add(() => ({ kind: 'tally', what, wanted, counted, named: [...named] }));
      }
      return verdictOf({
        title,
        judged,
        failures,
        gap: null,
        lacking:
          judged === 0
            ? `the sender told of no ${selectedText(selection)}`
            : unjudgedGroups(selection.namedGroups, judgedGroups, 'word from the sender'),
        summary: `${counts.map(({ sentClass: { what }, counted }) => `${counted} ${what}`).join(', ')} of ${judged}`,
      });
    },
  };
}
