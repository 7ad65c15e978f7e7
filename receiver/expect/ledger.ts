import { type Field, type Fields, optional, record, required } from '../document/record.ts';
import { complain, refine, type Shape } from '../document/shape.ts';
import { type CountDemand, countDemandShape, countDemandText } from './count-demand.ts';
import { DEFAULT_MAX_SHOWN, type Expectation, type JudgingContext } from './expectation.ts';
import { FATES } from './fates.ts';
import {
  belongs,
  FATE_SUMS,
  type FateSum,
  isEvidenceFor,
  isLedgerClass,
  LEDGER_CLASSES,
  type LedgerClass,
} from './ledger-class.ts';
import { LedgerCount, type Unknown } from './ledger-count.ts';
import type { Fate } from './observation.ts';
import { eventsText, restrictionText, selectedText, selectionOf } from './selection.ts';
import { type Selectors, selectorFields } from './selectors.ts';
import { listText, plural } from './shown-text.ts';
import { FailureLog, unjudgedGroups, verdictOf } from './verdict.ts';

/** How many notifications came to each of these ends; ends that are not listed are free. */
export interface LedgerSpec extends Selectors {
  readonly kind: 'ledger';
  /** In the order in which they are written. */
  readonly ledger: ReadonlyMap<LedgerClass, CountDemand>;
  /** Not part of the language: the scenario counts these itself, so they are left out. */
  readonly besides?: (told: Fate) => boolean;
}

const SUMS: Readonly<Record<FateSum, string>> = {
  gone: 'how many were attempted and are surely not kept, whatever the reason',
  'perhaps gone': 'how many were out or answered, and nobody can tell whether they are kept',
  'lost by network': 'how many of those that are gone were lost between the sender and the target',
  'lost by target': 'how many of those that are gone were lost by the target',
};

function aboutClass(name: LedgerClass): string {
  return isSum(name) ? SUMS[name] : `how many notifications of which each ${FATES[name].about}`;
}

function isSum(name: LedgerClass): name is FateSum {
  return (FATE_SUMS as readonly string[]).includes(name);
}

const classFields: Readonly<Record<string, Field<CountDemand, 'optional'>>> = Object.fromEntries(
  LEDGER_CLASSES.map((name) => [name, optional(countDemandShape, aboutClass(name))]),
) satisfies Fields;

const classes = record(classFields, { what: 'the ledger', unknownKey: 'unknown-word' });

const demandsShape: Shape<ReadonlyMap<LedgerClass, CountDemand>> = {
  ...refine(classes, (read, node, reading) => {
    const demands = new Map<LedgerClass, CountDemand>();
    for (const [name, demand] of Object.entries(read))
      if (isLedgerClass(name) && demand !== undefined) demands.set(name, demand);
    if (demands.size > 0) return demands;
    return complain(reading, 'bad-value', node.place, 'expected at least one class of the ledger here', {
      found: 'none',
    });
  }),
  schema: (definitions) => ({ ...classes.schema(definitions), minProperties: 1 }),
};

/** `ledger: { gone: none, stored: { atLeast: 1 } }`, with the selectors. */
export const ledgerShape: Shape<LedgerSpec> = refine(
  record(
    {
      ledger: required(
        demandsShape,
        'how many notifications came to each end: stored, altered, duplicated, rejected, gone, …',
        { example: { gone: 'none', stored: { atLeast: 1 } } },
      ),
      ...selectorFields,
    },
    { what: 'the expectation ledger' },
  ),
  (read) => ({ kind: 'ledger', ...read }),
);

/**
 * Counts notifications by what finally became of them; see LedgerSpec. Asks the sender's books and what was found in the store, so
 * gaps among the arrivals do not touch it. What nobody could look at counts neither way: where it could turn the verdict, the
 * verdict is inconclusive.
 */
export function expectLedger(spec: LedgerSpec, context: JudgingContext): Expectation<LedgerSpec> {
  const { maxShown = DEFAULT_MAX_SHOWN } = context;
  const selection = selectionOf(spec, { known: context.groups });
  const counts = [...spec.ledger].map(([what, wanted]) => new LedgerCount(what, wanted, maxShown));
  const demands = counts.map(({ what, wanted }) => `${countDemandText(wanted)} ${what}`);
  const events = eventsText(selection);
  const title = `${listText(demands)}${events === '' ? '' : ` on ${events}`}${restrictionText(selection)}`;
  const judgedGroups = new Set<string>();
  const unknown: Unknown = { answered: 0, unanswered: 0, underWay: 0 };
  /** Classes of which a notification would have been seen to be one. */
  const witnessed = new Set<LedgerClass>();
  let countedElsewhere = 0;
  let sent = 0;
  let judged = 0;
  let attempted = 0;
  return {
    spec,
    title,
    get settled() {
      return counts.some((count) => count.exceeded);
    },
    feed(observation) {
      if (observation.kind === 'sent' && selection.selects(observation)) sent += 1;
      if (observation.kind !== 'fate' || !selection.selects(observation)) return;
      judged += 1;
      judgedGroups.add(observation.group);
      if (observation.fate !== 'not attempted') attempted += 1;
      if (observation.fate === 'answered') unknown.answered += 1;
      if (observation.fate === 'unanswered') unknown.unanswered += 1;
      for (const { what } of counts) if (isEvidenceFor(what, observation)) witnessed.add(what);
      if (spec.besides?.(observation) === true) countedElsewhere += 1;
      else for (const count of counts) count.add(observation, belongs(observation, count.what));
    },
    verdict() {
      const open = { ...unknown, underWay: Math.max(0, sent - judged) };
      const failures = new FailureLog(context.maxShown);
      const findings = counts.map((count) => ({ count, holds: count.holds(open.underWay) }));
      for (const { count, holds } of findings)
        if (judged > 0 && holds === 'no') failures.add(() => count.failure(open.underWay));
      // Nothing is lost, altered or refused of what nobody sent.
      const idle = attempted === 0 && !spec.ledger.has('not attempted');
      const isVacuous = counts.every(({ what, wanted }) => wanted.min === 0 && !witnessed.has(what));
      const undecided = findings.filter(({ holds }) => holds === 'perhaps').map(({ count }) => count);
      return verdictOf({
        title,
        judged,
        failures,
        gap: null,
        lacking:
          judged === 0
            ? `the sender told of no ${selectedText(selection)}`
            : undecided.length > 0
              ? undecidedText(undecided, open)
              : idle
                ? `${plural(judged, 'notification')} due, none attempted`
                : isVacuous
                  ? `none of ${plural(judged, 'notification')} is known to be kept, so none could be ${listText(
                      counts.map(({ what }) => what),
                      'or',
                    )}`
                  : unjudgedGroups(selection.namedGroups, judgedGroups, 'word from the sender'),
        summary: `${counts.map(({ what, sure }) => `${sure} ${what}`).join(', ')} of ${judged - countedElsewhere}${
          countedElsewhere === 0 ? '' : `, besides ${countedElsewhere} that the scenario counts`
        }`,
      });
    },
  };
}

/** Why it is not known, and what to do about it. */
function undecidedText(undecided: readonly LedgerCount[], unknown: Unknown): string {
  const { answered, unanswered, underWay } = unknown;
  const parts = [
    ...(answered > 0 ? [`${answered} answered`] : []),
    ...(unanswered > 0 ? [`${unanswered} never answered`] : []),
  ];
  const reasons = [
    ...(parts.length > 0
      ? [`${listText(parts)}, and no store was read (readBack in a target's file says how)`]
      : []),
    ...(underWay > 0 ? [`what became of ${underWay === 1 ? 'one' : underWay} is not known yet`] : []),
  ];
  return `${undecided.map((count) => count.rangeText(underWay)).join(', ')}: ${reasons.join('; ')}`;
}
