import type { JsonObject } from '../contract/contract.ts';
import { type GroupLabel, GroupLabels, groupNamesOf } from '../contract/group-labels.ts';
import { type DialMode, EVENT_NAMES, type EventName, type GroupState } from '../contract/vocabulary.ts';
import type { GroupEventMessage, GroupMessage, GroupsMessage, SeriesMessage } from './messages.ts';
import { Series } from './series.ts';
import { STATISTIC_NAMES, type StatisticsReader, type Subject } from './subject.ts';

/** Groups kept; notifications of more are counted and no more. */
export const MOST_GROUPS = 5_000;
/** Events of a group that are kept for its time line. */
export const MOST_EVENTS = 100;

/** The more groups there are, the fewer points of each are kept, so that all together stay below 32 MB. */
function capacityOf(index: number): number {
  if (index < 64) return 512;
  return index < 1_000 ? 128 : 32;
}

interface Group {
  readonly identity: GroupLabel;
  readonly series: Series;
  readonly counts: Uint32Array;
  readonly first: { readonly number: number; readonly atMs: number };
  last: { readonly number: number; readonly atMs: number };
  state: GroupState | null;
  dialMode: DialMode | null;
  count: number;
  events: GroupEventMessage[];
  stateEvents: number;
  statistics: GroupMessage['statistics'];
}

const eventIndex = new Map<EventName, number>(EVENT_NAMES.map((event, index) => [event, index]));

/**
 * What is known of every campaign group, put together while the notifications come: a few numbers, the last events and a bounded
 * series each, so that asking is instant and memory stays flat however many records there are.
 */
export class Groups {
  readonly #readStatistics: StatisticsReader;
  readonly #values = new Float64Array(STATISTIC_NAMES.length);
  readonly #labels = new GroupLabels();
  #groups = new Map<string, Group>();
  #leftOut = 0;

  constructor(readStatistics: StatisticsReader) {
    this.#readStatistics = readStatistics;
  }

  /** Forgets all of them. */
  clear(): void {
    this.#groups = new Map();
    this.#labels.clear();
    this.#leftOut = 0;
  }

  /** The labels by which they are told apart. */
  get labels(): readonly string[] {
    return [...this.#groups.keys()];
  }

  /** Every name by which they may be selected. */
  get names(): readonly string[] {
    return [...this.#groups.values()].flatMap(({ identity }) => [
      identity.label,
      ...groupNamesOf(identity.name, identity.tenant),
    ]);
  }

  /** How a group is told apart from all others. */
  identify(name: string, tenant: string | null): GroupLabel {
    return this.#labels.of(name, tenant);
  }

  /** Adds one notification; one that names no group is passed over. */
  add(number: number, atMs: number, subject: Subject, body: JsonObject): void {
    const { event, state, dialMode } = subject;
    if (subject.group === null) return;
    const group = this.#groupOf(subject.group, subject.tenant, number, atMs);
    if (group === null) {
      this.#leftOut += 1;
      return;
    }
    group.count += 1;
    group.last = { number, atMs };
    const changed = state !== null && state !== group.state;
    group.state = state ?? group.state;
    group.dialMode = dialMode ?? group.dialMode;
    if (event !== null) group.counts[eventIndex.get(event)!]! += 1;
    if (event !== null && (event !== 'periodic' || changed)) {
      group.stateEvents += 1;
      group.events.push({ number, atMs, event, state, dialMode });
      // Cutting rarely costs less than shifting always.
      if (group.events.length >= 2 * MOST_EVENTS) group.events = group.events.slice(-MOST_EVENTS);
    }
    if (!this.#readStatistics(body, this.#values) && event !== 'periodic') return;
    group.series.add(atMs, this.#values);
    const [busyFactor, hitRatio, overdialRate, timeToComplete] = [...this.#values].map((value) =>
      Number.isNaN(value) ? null : value,
    ) as [number | null, number | null, number | null, number | null];
    group.statistics = { busyFactor, hitRatio, overdialRate, timeToComplete, number, atMs };
  }

  #groupOf(name: string, tenant: string | null, number: number, atMs: number): Group | null {
    const identity = this.#labels.of(name, tenant);
    const known = this.#groups.get(identity.label);
    if (known !== undefined) return known;
    if (this.#groups.size >= MOST_GROUPS) return null;
    const group: Group = {
      identity,
      series: new Series(capacityOf(this.#groups.size)),
      counts: new Uint32Array(EVENT_NAMES.length),
      first: { number, atMs },
      last: { number, atMs },
      state: null,
      dialMode: null,
      count: 0,
      events: [],
      stateEvents: 0,
      statistics: null,
    };
    this.#groups.set(identity.label, group);
    return group;
  }

  /** All groups with at most so many of their last events. */
  message(mostEvents: number): GroupsMessage {
    const groups = [...this.#groups.values()].map((group): GroupMessage => {
      const events = mostEvents === 0 ? [] : group.events.slice(-mostEvents);
      const counts = EVENT_NAMES.flatMap((event, index) =>
        group.counts[index]! > 0 ? [[event, group.counts[index]!] as const] : [],
      );
      return {
        group: group.identity.name,
        tenant: group.identity.tenant,
        state: group.state,
        dialMode: group.dialMode,
        count: group.count,
        counts: Object.fromEntries(counts),
        first: group.first,
        last: group.last,
        events,
        earlierEvents: group.stateEvents - events.length,
        statistics: group.statistics,
      };
    });
    return { groups, leftOut: this.#leftOut };
  }

  /** The statistics of a group over time; without a tenant, of the first group of that name. Null where there is none. */
  series(name: string, tenant: string | undefined, points: number): SeriesMessage | null {
    const found = [...this.#groups.values()].find(
      ({ identity }) =>
        (tenant === undefined && identity.label === name) ||
        (identity.name === name && (tenant === undefined || identity.tenant === tenant)),
    );
    if (found === undefined) return null;
    return { group: found.identity.name, tenant: found.identity.tenant, ...found.series.points(points) };
  }
}
