import type { EventName } from '../contract/vocabulary.ts';
import { listOf } from '../document/composite-shapes.ts';
import { record, required, withDefault } from '../document/record.ts';
import { boolean } from '../document/scalar-shapes.ts';
import { type Placed, refine, type Shape } from '../document/shape.ts';
import type { Expectation, JudgingContext } from './expectation.ts';
import type { Arrival, Gap } from './observation.ts';
import { restrictionText, selectionOf } from './selection.ts';
import { eventShape, groupFields, type Selectors, windowFields } from './selectors.ts';
import { plural } from './shown-text.ts';
import { FailureLog, verdictOf } from './verdict.ts';

/**
 * Each group that is named, or each that exists where none is, shows these events in this order; others may come between. Strict: of the state changes exactly these come, neither
 * fewer nor more nor others; `periodic` and `general info` count only where they are listed.
 */
export interface OrderSpec extends Omit<Selectors, 'event'> {
  readonly kind: 'order';
  readonly order: readonly Placed<EventName>[];
  readonly strict: boolean;
}

/** `order: [loaded, …]`, with strict, group, from, until. */
export const orderShape: Shape<OrderSpec> = refine(
  record(
    {
      order: required(
        listOf(eventShape, { atLeast: 1 }),
        'events that each group shows in this order; others may come between',
        { example: ['loaded', 'started', 'stopped', 'unloaded'] },
      ),
      strict: withDefault(boolean(), false, 'true: no other state change comes before, between or after'),
      ...groupFields,
      ...windowFields,
    },
    { what: 'the expectation order' },
  ),
  (read) => ({ kind: 'order', ...read }),
);

const NO_STATE_CHANGES: ReadonlySet<EventName> = new Set<EventName>(['periodic', 'general info']);
const MAX_SEEN = 12;

interface Progress {
  matched: number;
  readonly seen: EventName[];
  seenCount: number;
  /** Strict: where it went wrong; nothing is judged after that. */
  instead: Arrival | null;
  /** A gap came before the group was done. */
  gap: Gap | null;
}

/** Follows each group through the list; see OrderSpec. */
export function expectOrder(spec: OrderSpec, context: JudgingContext): Expectation<OrderSpec> {
  const wanted = spec.order.map(({ value }) => value);
  const { strict } = spec;
  const selection = selectionOf(spec, { known: context.groups });
  const listed = new Set(wanted);
  const groups = new Map<string, Progress>();
  let lastGap: Gap | null = null;
  const progressOf = (group: string): Progress => {
    let progress = groups.get(group);
    if (progress === undefined) {
      progress = { matched: 0, seen: [], seenCount: 0, instead: null, gap: lastGap };
      groups.set(group, progress);
    }
    return progress;
  };
  for (const group of selection.groups === null ? context.groups : selection.namedGroups) progressOf(group);
  const shown = (progress: Progress): boolean => progress.matched === wanted.length;
  const title = `${strict ? 'strict order' : 'order'} of ${plural(wanted.length, 'event')}${restrictionText(selection)}`;

  const judge = (progress: Progress, arrival: Arrival, event: EventName): void => {
    if (event === wanted[progress.matched]) {
      progress.matched += 1;
    } else if (strict && progress.instead === null && (progress.gap === null || !listed.has(event))) {
      // After a gap an event of the list may stand where it belongs; another state change never does.
      progress.instead = arrival;
    }
  };

  return {
    spec,
    title,
    get settled() {
      const all = [...groups.values()];
      return all.some(({ instead }) => instead !== null) || (!strict && all.length > 0 && all.every(shown));
    },
    feed(observation) {
      if (observation.kind === 'gap') {
        lastGap ??= observation;
        for (const progress of groups.values()) progress.gap ??= observation;
      }
      if (observation.kind !== 'arrival') return;
      const { event } = observation;
      const group = selection.keyOf(observation);
      if (event === null || group === null || !selection.selects(observation)) return;
      const ignored = NO_STATE_CHANGES.has(event) && !listed.has(event);
      const progress = progressOf(group);
      if (ignored) return;
      progress.seenCount += 1;
      if (progress.seen.length < MAX_SEEN) progress.seen.push(event);
      if (progress.instead === null) judge(progress, observation, event);
    },
    verdict() {
      const failures = new FailureLog(context.maxShown);
      let passed = 0;
      let gap: Gap | null = null;
      for (const [group, progress] of groups) {
        const { matched, instead, seen, seenCount } = progress;
        if (instead !== null || (!shown(progress) && progress.gap === null))
          failures.add(() => ({
            kind: 'order',
            group,
            wanted,
            matched,
            instead,
            seen: [...seen],
            seenCount,
          }));
        else if (progress.gap !== null && (strict || !shown(progress))) gap ??= progress.gap;
        else passed += 1;
      }
      const only = groups.size === 1 ? [...groups.values()][0]! : null;
      return verdictOf({
        title,
        judged: groups.size,
        failures,
        gap,
        lacking: groups.size === 0 ? `no notification${restrictionText(selection)} came` : null,
        summary: only
          ? `${only.matched} of ${wanted.length}`
          : `${passed} of ${plural(groups.size, 'group')}`,
      });
    },
  };
}
