import type { EventName } from '../contract/vocabulary.ts';
import { oneOrMany } from '../document/composite-shapes.ts';
import { optional, record, required, withDefault } from '../document/record.ts';
import { duration } from '../document/scalar-shapes.ts';
import { complain, type Placed, refine, type Shape } from '../document/shape.ts';
import { CadenceOfGroup, type CadenceRule } from './cadence-of-group.ts';
import { spacedDuration } from './duration-text.ts';
import type { Expectation, JudgingContext } from './expectation.ts';
import type { Gap } from './observation.ts';
import { restrictionText, selectionOf } from './selection.ts';
import { eventShape, groupFields, type Selectors, windowFields } from './selectors.ts';
import { listText, safeText } from './shown-text.ts';
import { FailureLog, unjudgedGroups, verdictOf } from './verdict.ts';

/** How much an interval may be off unless the expectation says otherwise, in milliseconds. */
export const DEFAULT_TOLERANCE_MS = 200;
const DEFAULT_EVENT: EventName = 'periodic';
/** The vendor's periodic messages go out for a loaded group (inferred). */
const DEFAULT_AFTER: readonly EventName[] = ['loaded'];
const DEFAULT_NONE_AFTER: readonly EventName[] = ['unloaded', 'unloaded forcefully'];

/**
 * The event comes in each group again and again, from an `after` event until a `noneAfter` event; both may happen many times.
 * What is judged is the time between one and the next, so that jitter does not add up; for how long none came at the end of a
 * session, of the window and of the judging; and that none comes later than `tolerance` after a `noneAfter` event. `from` and
 * `until` bound what is judged, for runs in which the interval changes: the first one in the window must come no later than one
 * interval after the window begins.
 */
export interface CadenceSpec extends CadenceRule, Omit<Selectors, 'event'> {
  readonly kind: 'cadence';
  /** Every event named, with its place. */
  readonly named: readonly Placed<EventName>[];
}

/** `every: 10s`, with event, tolerance, first, after, noneAfter, group, from, until. */
export const cadenceShape: Shape<CadenceSpec> = refine(
  record(
    {
      every: required(duration(), 'the time from one notification to the next of the same group'),
      event: optional(eventShape, 'which event it is about; periodic by default'),
      tolerance: withDefault(
        duration(),
        DEFAULT_TOLERANCE_MS,
        'how much the time may be off; 200ms by default',
        { example: '500ms' },
      ),
      first: optional(
        duration(),
        'the time from the after event to the first one; by default up to one interval',
      ),
      after: optional(oneOrMany(eventShape), 'the event, or events, with which it begins; loaded by default'),
      noneAfter: optional(
        oneOrMany(eventShape),
        'the event, or events, after which none may come; unloaded, forcefully or not, by default',
      ),
      ...groupFields,
      ...windowFields,
    },
    { what: 'the expectation every' },
  ),
  (
    { every, event, tolerance, first, after, noneAfter, ...selectors },
    node,
    reading,
  ): CadenceSpec | undefined => {
    if (every <= tolerance)
      return complain(reading, 'bad-value', node.place, 'the tolerance must be smaller than the interval', {
        found: `every ${spacedDuration(every)}, tolerance ${spacedDuration(tolerance)}`,
      });
    return {
      kind: 'cadence',
      everyMs: every,
      event: event?.value ?? DEFAULT_EVENT,
      toleranceMs: tolerance,
      ...(first === undefined ? {} : { firstMs: first }),
      after: after?.map(({ value }) => value) ?? DEFAULT_AFTER,
      noneAfter: endings(noneAfter),
      named: [...(event ? [event] : []), ...(after ?? []), ...(noneAfter ?? [])],
      ...selectors,
    };
  },
);

/** A forced unload is an unload: who names the one means the other too. */
function endings(noneAfter: readonly Placed<EventName>[] | undefined): readonly EventName[] {
  const events = noneAfter?.map(({ value }) => value) ?? DEFAULT_NONE_AFTER;
  return events.includes('unloaded') ? [...new Set([...events, 'unloaded forcefully' as const])] : events;
}

/** Judges each group by itself, a few numbers a group; see CadenceSpec. */
export function expectCadence(spec: CadenceSpec, context: JudgingContext): Expectation<CadenceSpec> {
  const { event, ...selectors } = spec;
  const { everyMs, toleranceMs, after } = spec;
  const selection = selectionOf(selectors, { known: context.groups });
  const failures = new FailureLog(context.maxShown);
  const groups = new Map<string, CadenceOfGroup>();
  /** Groups that began their cadence at any time. */
  const beginners = new Set<string>();
  const what = event === DEFAULT_EVENT ? '' : `${event} `;
  const tolerance = toleranceMs === 0 ? ' exactly' : ` ± ${spacedDuration(toleranceMs)}`;
  const restriction = restrictionText(selection);
  const title = `${what}every ${spacedDuration(everyMs)}${tolerance}${restriction}`;
  let gap: Gap | null = null;
  let windowOver = false;
  return {
    spec,
    title,
    get settled() {
      return failures.count > 0;
    },
    feed(observation) {
      if (observation.kind === 'gap') {
        if (windowOver) return;
        gap ??= observation;
        for (const group of groups.values()) group.forget();
      }
      if (observation.kind !== 'arrival') return;
      if (observation.atMs >= selection.untilMs) windowOver = true;
      const label = selection.keyOf(observation);
      if (
        label === null ||
        observation.event === null ||
        !selection.hasGroup(observation.group, observation.groupNames)
      )
        return;
      if (after.includes(observation.event)) beginners.add(label);
      let group = groups.get(label);
      if (group === undefined) {
        group = new CadenceOfGroup(label, spec, selection);
        groups.set(label, group);
      }
      group.feed(observation, observation.event, failures);
    },
    verdict(endMs) {
      const final = failures.branch();
      let judged = 0;
      let passed = 0;
      let worstMs = 0;
      let begun = false;
      let unannounced: string | null = null;
      const judgedGroups = new Set<string>();
      for (const [label, group] of groups) {
        group.judgeEnd(endMs, final);
        judged += group.judged;
        passed += group.passed;
        worstMs = Math.max(worstMs, group.worstMs);
        begun ||= group.begun;
        if (group.judged > 0) judgedGroups.add(label);
        // Only a loaded group sends periodic messages, so its load must have been lost.
        if (!group.begun && group.unannounced > 0 && after.includes('loaded') && !after.includes(event))
          unannounced ??= `${group.unannounced} ${event} of ${safeText(label)} came, but no ${listText(after, 'or')} before`;
      }
      const missing =
        begun || after.includes(event)
          ? `no ${event} notification${restriction} came`
          : `no ${listText(after, 'or')} notification${restriction} came, with which its cadence begins`;
      return verdictOf({
        title,
        judged,
        failures: final,
        gap,
        lacking:
          judged === 0
            ? (unannounced ?? missing)
            : (unannounced ??
              unjudgedGroups(selection.namedGroups, judgedGroups, `${event} notification`) ??
              // Where no group is named all of them are meant, so each must at least have begun.
              unjudgedGroups(
                selection.groups === null && !after.includes(event) ? context.groups : [],
                { has: (label) => beginners.has(label) || judgedGroups.has(label) },
                `${listText(after, 'or')} notification`,
              )),
        summary: `${passed} of ${judged}, worst ${spacedDuration(worstMs)}`,
      });
    },
  };
}
