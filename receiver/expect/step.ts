import { byKind } from '../document/composite-shapes.ts';
import { optional, record, withDefault } from '../document/record.ts';
import { boolean, duration } from '../document/scalar-shapes.ts';
import { complain, refine, type Shape } from '../document/shape.ts';
import { Closest } from './closest.ts';
import type { FieldDemand } from './condition.ts';
import { AT_LEAST_ONE, type CountDemand, countDemandShape, demandedText, NONE } from './count-demand.ts';
import { fieldsTitle } from './demand-text.ts';
import { spacedDuration } from './duration-text.ts';
import { grounded } from './evidence.ts';
import type { Expectation, JudgingContext } from './expectation.ts';
import { fieldsMatch } from './match.ts';
import { fieldsShape } from './matcher.ts';
import type { Gap } from './observation.ts';
import { eventsText, restrictionText, type Selection, selectionOf } from './selection.ts';
import { eventShape, type Selectors, selectorFields } from './selectors.ts';
import { Tally } from './tally.ts';
import { verdictOf } from './verdict.ts';

/** How long the step waits unless it says otherwise, in milliseconds of campaign time. */
export const DEFAULT_WITHIN_MS = 1_000;

/**
 * The `expect` step: waits for notifications from `startMs` of the context on. The window includes both of its ends. Where groups
 * are named, each of them is counted by itself. Unlike `count: none` of the whole run, a step that wants none holds in silence:
 * the steps around it show that there is somebody to be heard.
 */
export interface ExpectStepSpec extends Pick<Selectors, 'group' | 'event'> {
  readonly kind: 'step';
  readonly withinMs: number;
  readonly fields?: readonly FieldDemand[];
  readonly count: CountDemand;
}

/** The value of the `expect` step: group, event, within, fields, and count or none. */
const stepRecord: Shape<ExpectStepSpec> = refine(
  record(
    {
      group: selectorFields.group,
      event: selectorFields.event,
      within: withDefault(duration(), DEFAULT_WITHIN_MS, 'how much campaign time it may take; 1s by default'),
      fields: optional(
        fieldsShape,
        'attributes by wire name, each with the value or the demands that it must meet',
      ),
      count: optional(countDemandShape, 'how many must arrive, of each group named; at least one by default'),
      none: optional(boolean(), 'true: no such notification may arrive within that time'),
    },
    { what: 'the step expect' },
  ),
  ({ within, count, none, ...selectors }, node, reading): ExpectStepSpec | undefined => {
    if (none !== undefined && count !== undefined)
      return complain(reading, 'conflicting-keys', node.place, 'none and count cannot stand together', {
        hint: 'count: none says the same as none: true',
      });
    return { kind: 'step', withinMs: within, count: none ? NONE : (count ?? AT_LEAST_ONE), ...selectors };
  },
);

/** The value of the step `expect`: its mapping, or for short the event alone. */
export const expectStepShape: Shape<ExpectStepSpec> = byKind({
  scalar: refine(
    eventShape,
    (event): ExpectStepSpec => ({
      kind: 'step',
      event: [event],
      withinMs: DEFAULT_WITHIN_MS,
      count: AT_LEAST_ONE,
    }),
  ),
  mapping: stepRecord,
});

/** The expectation of a step: whoever waits for it can let its window end later. */
export interface StepExpectation extends Expectation<ExpectStepSpec> {
  /** How many arrivals it has counted. */
  readonly taken: number;
  /** Lets the window end at this instant (milliseconds since the start), if that is later than it would. */
  extend(untilMs: number): void;
}

/** Judges on arrival, in a window that begins at `startMs` of the context; see ExpectStepSpec. */
export function expectStep(spec: ExpectStepSpec, context: JudgingContext): StepExpectation {
  const { count: wanted, fields } = spec;
  const fromMs = context.startMs ?? 0;
  let untilMs = fromMs + spec.withinMs;
  const anyTime = selectionOf(spec, { known: context.groups });
  const hasInstant = (atMs: number): boolean => atMs >= fromMs && atMs <= untilMs;
  const selection: Selection = {
    ...anyTime,
    fromMs,
    get untilMs() {
      return untilMs;
    },
    hasInstant,
    selects: (observation) => hasInstant(observation.atMs) && anyTime.selects(observation),
  };
  const match = fields === undefined ? null : fieldsMatch(fields, context.contract.rows);
  const closest = new Closest(selection, match);
  const tally = new Tally({
    wanted,
    groups: selection.groups === null ? null : selection.namedGroups,
    ...(context.maxShown === undefined ? {} : { maxShown: context.maxShown }),
  });
  const events = eventsText(selection);
  const of = restrictionText(anyTime, wanted.max === 0 ? 'or' : 'and');
  const what =
    wanted === AT_LEAST_ONE
      ? events || 'a notification'
      : demandedText(wanted, `${events}${events === '' ? '' : ' '}notification`);
  const condition = fields === undefined ? '' : ` with ${fieldsTitle(fields, context.contract)}`;
  const title = `${what}${of}${condition} within ${spacedDuration(spec.withinMs)}`;
  let gap: Gap | null = null;
  let judged = 0;
  const isSettled = (): boolean => tally.exceeded || (tally.reached && wanted.max === null);
  const expectation: StepExpectation = {
    spec,
    title,
    get settled() {
      return isSettled();
    },
    get taken() {
      return tally.total;
    },
    extend(laterMs) {
      untilMs = Math.max(untilMs, laterMs);
    },
    feed(observation) {
      if (observation.kind === 'gap') gap ??= observation;
      if (observation.kind !== 'arrival') return;
      if (selection.hasInstant(observation.atMs)) judged += 1;
      if (
        selection.selects(observation) &&
        (match === null || (observation.body !== null && match(observation.body).length === 0))
      )
        tally.count(observation, selection.keyOf(observation));
      else if (!tally.reached) closest.consider(observation);
    },
    verdict: () =>
      verdictOf({
        title,
        judged,
        failures: tally.failures({
          nearest: closest.nearest,
          waited: { fromMs, untilMs },
          incomplete: gap !== null,
        }),
        gap: tally.reached && wanted.max === null ? null : gap,
        lacking: null,
        summary: tally.summary,
      }),
  };
  return grounded(expectation, context);
}
