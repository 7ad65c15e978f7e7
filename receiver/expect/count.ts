import { sinceEpochText } from '../document/instant-text.ts';
import { optional, record, required, withDefault } from '../document/record.ts';
import { boolean } from '../document/scalar-shapes.ts';
import { refine, type Shape } from '../document/shape.ts';
import { Closest } from './closest.ts';
import type { FieldDemand } from './condition.ts';
import { type CountDemand, countDemandShape, demandedText } from './count-demand.ts';
import { fieldsTitle } from './demand-text.ts';
import type { Expectation, JudgingContext } from './expectation.ts';
import { fieldsMatch, isUnsearched } from './match.ts';
import { fieldsShape } from './matcher.ts';
import type { Gap } from './observation.ts';
import { eventsText, restrictionText, selectionOf } from './selection.ts';
import { type Selectors, selectorFields } from './selectors.ts';
import { plural } from './shown-text.ts';
import { Tally } from './tally.ts';
import { verdictOf } from './verdict.ts';

/** So many arrivals are selected, altogether or of each group. */
export interface CountSpec extends Selectors {
  readonly kind: 'count';
  readonly count: CountDemand;
  readonly where?: readonly FieldDemand[];
  /** Each group is counted by itself: the named ones, else all that exist. */
  readonly perGroup: boolean;
}

/** `count: 24`, with where, perGroup and the selectors. */
export const countShape: Shape<CountSpec> = refine(
  record(
    {
      count: required(
        countDemandShape,
        'how many notifications arrive: a number, none, or exactly, atLeast, atMost',
        { example: 24 },
      ),
      where: optional(fieldsShape, 'count only those whose attributes meet this'),
      perGroup: withDefault(boolean(), false, 'true: so many of each group; false: so many altogether'),
      ...selectorFields,
    },
    { what: 'the expectation count' },
  ),
  (read) => ({ kind: 'count', ...read }),
);

/** Fails as soon as there are too many, and at the end where there are too few; see CountSpec. */
export function expectCount(spec: CountSpec, context: JudgingContext): Expectation<CountSpec> {
  const { count: wanted, where, perGroup } = spec;
  const selection = selectionOf(spec, { known: context.groups });
  const match = where === undefined ? null : fieldsMatch(where, context.contract.rows);
  const closest = new Closest(selection, match);
  const tally = new Tally({
    wanted,
    groups: perGroup ? (selection.groups === null ? context.groups : selection.namedGroups) : null,
    ...(context.maxShown === undefined ? {} : { maxShown: context.maxShown }),
  });
  const events = eventsText(selection);
  const condition = where === undefined ? '' : ` with ${fieldsTitle(where, context.contract)}`;
  const what = demandedText(wanted, `${events}${events === '' ? '' : ' '}notification`);
  const title = `${what}${perGroup ? ' each' : ''}${restrictionText(selection, wanted.max === 0 ? 'or' : 'and')}${condition}`;
  let gap: Gap | null = null;
  let observed = 0;
  let unsearched = 0;
  return {
    spec,
    title,
    get settled() {
      return tally.exceeded || (tally.reached && wanted.max === null);
    },
    feed(observation) {
      if (observation.kind === 'gap') gap ??= observation;
      if (observation.kind === 'sent') observed += 1;
      if (observation.kind !== 'arrival') return;
      observed += 1;
      const isSelected = selection.selects(observation);
      const misses =
        isSelected && match !== null && observation.body !== null ? match(observation.body) : null;
      if (misses !== null && isUnsearched(misses)) unsearched += 1;
      const counts = isSelected && (match === null || misses?.length === 0);
      if (counts) tally.count(observation, selection.keyOf(observation));
      else if (!tally.reached) closest.consider(observation);
    },
    verdict(endMs) {
      const emptyWindow = selection.fromMs > endMs;
      return verdictOf({
        title,
        judged: tally.total,
        failures: tally.failures({ nearest: closest.nearest, waited: null, incomplete: gap !== null }),
        gap: tally.reached && wanted.max === null ? null : gap,
        lacking: emptyWindow
          ? `judging ended at ${sinceEpochText(endMs)}, before the time that it is about`
          : observed === 0
            ? 'nothing at all was observed, so that silence proves nothing'
            : unsearched > 0 && !(tally.reached && wanted.max === null)
              ? `${plural(unsearched, 'text was', 'texts were')} too long to be searched for a pattern`
              : null,
        summary: tally.summary,
      });
    },
  };
}
