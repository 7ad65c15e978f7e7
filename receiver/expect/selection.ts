import type { EventName } from '../contract/vocabulary.ts';
import { durationText } from '../document/duration.ts';
import { ANY_GROUP } from '../document/group-names.ts';
import { fitsPattern, isPattern, literalName } from '../document/name-pattern.ts';
import type { Arrival } from './observation.ts';
import type { Selectors } from './selectors.ts';
import { listText, safeText } from './shown-text.ts';

/** Selectors made ready to be asked for every observation. */
export interface Selection {
  /** As written, patterns included; null: any. */
  readonly groups: readonly string[] | null;
  readonly events: readonly EventName[] | null;
  /** Milliseconds since the start; belongs to the window. */
  readonly fromMs: number;
  /** Infinity where there is no end; does not belong to the window. */
  readonly untilMs: number;
  /** Every group that is named, patterns expanded: each of them must have been judged. Empty where none is named. */
  readonly namedGroups: readonly string[];
  /** By its label, or one of its other names. */
  readonly hasGroup: (label: string | null, names?: readonly string[]) => boolean;
  /** By what a group is told apart here: as it was asked for, where that was with its tenant; else its label. */
  readonly keyOf: (observation: Pick<Arrival, 'group' | 'groupNames'>) => string | null;
  readonly hasEvent: (event: EventName | null) => boolean;
  readonly hasInstant: (atMs: number) => boolean;
  readonly selects: (observation: {
    readonly group: string | null;
    readonly groupNames?: readonly string[];
    readonly event: EventName | null;
    readonly atMs: number;
  }) => boolean;
}

/** The labels among `known` that a name or a pattern with `*` means. */
export function groupsMeant(nameOrPattern: string, known: readonly string[]): readonly string[] {
  if (!isPattern(nameOrPattern)) return [literalName(nameOrPattern)];
  return known.filter((label) => fitsPattern(nameOrPattern, label));
}

/** `known`: labels of the groups that exist, by which patterns are expanded. */
export interface SelectionOptions {
  readonly known: readonly string[];
}

/** Makes selectors ready; what is not given selects everything. */
export function selectionOf(selectors: Selectors, { known }: SelectionOptions): Selection {
  const groups = selectors.group?.map(({ value }) => value) ?? null;
  const events = selectors.event?.map(({ value }) => value) ?? null;
  const fromMs = selectors.from ?? Number.NEGATIVE_INFINITY;
  const untilMs = selectors.until ?? Number.POSITIVE_INFINITY;
  const names = new Set(groups?.filter((group) => !isPattern(group)).map(literalName));
  const patterns = groups?.filter(isPattern) ?? [];
  const eventSet = new Set(events);
  const isNamed = (name: string): boolean =>
    names.has(name) || patterns.some((pattern) => fitsPattern(pattern, name));
  const hasGroup = (label: string | null, others: readonly string[] = []): boolean =>
    groups === null || (label !== null && (isNamed(label) || others.some(isNamed)));
  const hasEvent = (event: EventName | null): boolean =>
    events === null || (event !== null && eventSet.has(event));
  const hasInstant = (atMs: number): boolean => atMs >= fromMs && atMs < untilMs;
  return {
    groups,
    events,
    fromMs,
    untilMs,
    namedGroups: [...new Set(groups?.flatMap((group) => groupsMeant(group, known)))],
    hasGroup,
    keyOf: ({ group, groupNames }) => {
      const withTenant = groupNames?.[1];
      return withTenant !== undefined && names.has(withTenant) ? withTenant : group;
    },
    hasEvent,
    hasInstant,
    selects: ({ group, groupNames, event, atMs }) =>
      hasInstant(atMs) && hasEvent(event) && hasGroup(group, groupNames),
  };
}

/** ` of spring from 2m50s until 3m`: which groups and which time, to follow a noun; empty where nothing restricts. */
export function restrictionText({ groups, fromMs, untilMs }: Selection, last: 'and' | 'or' = 'and'): string {
  const of =
    groups === null
      ? ''
      : ` of ${listText(
          groups.map((group) => (group === ANY_GROUP ? 'all groups' : safeText(group))),
          last,
        )}`;
  return `${of}${windowText({ fromMs, untilMs })}`;
}

/** ` from 2m50s until 3m`, to follow a noun; empty where nothing restricts. */
export function windowText({ fromMs, untilMs }: Pick<Selection, 'fromMs' | 'untilMs'>): string {
  const from = fromMs === Number.NEGATIVE_INFINITY ? '' : ` from ${durationText(fromMs)}`;
  return `${from}${untilMs === Number.POSITIVE_INFINITY ? '' : ` until ${durationText(untilMs)}`}`;
}

/** `periodic`, `stopped or unloaded`; empty where any event will do. */
export function eventsText({ events }: Selection): string {
  return events === null ? '' : listText(events, 'or');
}

/** `periodic notification of spring from 2m50s`: what is selected, in the singular. */
export function selectedText(selection: Selection): string {
  const events = eventsText(selection);
  return `${events}${events === '' ? '' : ' '}notification${restrictionText(selection, 'or')}`;
}
