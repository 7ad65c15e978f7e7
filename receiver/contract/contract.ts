// The contract in force: the table of attributes as one release has it, with a site's changes applied.
// Immutable; made once, walked by the sender for every body and by the expectations for every record.

import type { JsonNumber } from '../document/exact-number.ts';
import {
  ATTRIBUTES,
  type Attribute,
  type AttributeType,
  type Enumeration,
  type Relevance,
} from './attributes.ts';
import type { Mark } from './mark.ts';
import { DEFAULT_RELEASE, eventsOf, type Release, type ReleaseName, releaseNamed } from './releases.ts';
import {
  DIAL_MODES,
  type DialMode,
  EVENTS,
  type EventName,
  GROUP_STATES,
  type GroupState,
  OPTIMIZATION_METHODS,
} from './vocabulary.ts';

/** A value of JSON that holds no others. */
export type JsonScalar = string | JsonNumber | boolean | null;
/** Any value of JSON. */
export type JsonValue = JsonScalar | readonly JsonValue[] | JsonObject;
/** A JSON object, as the body of every notification is one. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** What an attribute looks like when it is not relevant. */
export type Unassigned = { readonly form: 'value'; readonly value: JsonValue } | { readonly form: 'omit' };

/** A row of the contract in force. */
export interface ContractRow {
  /** The fact it carries, or null for a row that a site added: that one carries `constant`. */
  readonly key: Attribute['key'] | null;
  readonly name: string;
  readonly type: AttributeType;
  readonly nullable: boolean;
  readonly relevant: Relevance;
  readonly unassigned: Unassigned;
  readonly meaning: string;
  readonly unit: string | null;
  readonly enumeration: Enumeration | null;
  /** Wire value of each word of the enumeration; empty for a row that spells none. */
  readonly values: ReadonlyMap<string, JsonScalar>;
  readonly constant: JsonScalar;
  readonly example: JsonValue;
  readonly items: readonly ContractRow[];
  readonly mark: Mark;
  readonly source: string;
}

/** What one release sends, with a site's changes applied: events and attributes, in the order of the wire. */
export interface Contract {
  /** For people: the release, and the site's contract where there is one. */
  readonly title: string;
  readonly release: Release & { readonly name: ReleaseName };
  readonly events: readonly EventName[];
  readonly rows: readonly ContractRow[];
}

/** The event, state and dial mode that decide which attributes are relevant. */
export interface Situation {
  readonly event: EventName;
  /** The state after the event. */
  readonly state: GroupState;
  readonly dialMode: DialMode;
}

/**
 * What unassigned looks like by default: the documented rule names no form.
 * @assumption string "", integer 0, number null, list []
 */
export const DEFAULT_UNASSIGNED: Readonly<Record<AttributeType, JsonValue>> = {
  string: '',
  integer: 0,
  number: null,
  list: [],
};

const predictiveModes: ReadonlySet<DialMode> = new Set(
  DIAL_MODES.filter((mode) => mode.pacing === 'predictive').map((mode) => mode.name),
);

/**
 * Whether an attribute carries a value in a situation. `configured` counts as relevant; whether the configuration has it is
 * another question.
 */
export function isRelevant(relevant: Relevance, { event, state, dialMode }: Situation): boolean {
  switch (relevant) {
    case 'always':
    case 'configured':
      return true;
    case 'running':
      return state === 'Running';
    case 'predictive':
      return state === 'Running' && predictiveModes.has(dialMode);
    case 'statistics':
      // @assumption state changes of a group that dials after the event carry them too
      return (
        event === 'periodic' ||
        (state === 'Running' && (event === 'started' || event === 'dial mode changed'))
      );
    case 'periodic':
      return event === 'periodic';
    case 'info':
      return event === 'general info';
  }
}

/** The words of an enumeration with what the wire says for each, as a string or as an integer. */
export function spelling(enumeration: Enumeration, type: AttributeType): Map<string, JsonScalar> {
  switch (enumeration) {
    case 'event':
      return new Map(EVENTS.map((event, index) => [event.name, type === 'string' ? event.userEvent : index]));
    case 'state':
      return new Map(
        GROUP_STATES.map((state) => [state.name, type === 'string' ? state.reported : state.number]),
      );
    case 'dial mode':
      return new Map(DIAL_MODES.map((mode) => [mode.name, type === 'string' ? mode.member : mode.number]));
    case 'optimization method':
      return new Map(
        OPTIMIZATION_METHODS.flatMap((method) => {
          const value = type === 'string' ? method.member : method.number;
          return value === null ? [] : [[method.name, value] as const];
        }),
      );
  }
}

function toRow(attribute: Attribute): ContractRow {
  return {
    key: attribute.key,
    name: attribute.name,
    type: attribute.type,
    nullable: attribute.nullable,
    relevant: attribute.relevant,
    unassigned: { form: 'value', value: DEFAULT_UNASSIGNED[attribute.type] },
    meaning: attribute.meaning,
    unit: attribute.unit ?? null,
    enumeration: attribute.enumeration ?? null,
    values: attribute.enumeration ? spelling(attribute.enumeration, attribute.type) : new Map(),
    constant: null,
    example: attribute.example,
    items: (attribute.items ?? []).map(toRow),
    mark: attribute.mark,
    source: attribute.source,
  };
}

/** The contract of a release as it stands, without any site's changes. */
export function contractOf(releaseName: ReleaseName = DEFAULT_RELEASE): Contract {
  const release = { ...releaseNamed(releaseName), name: releaseName };
  const events = eventsOf(release);
  const table: readonly Attribute[] = ATTRIBUTES;
  return {
    title: `OCS ${releaseName}`,
    release,
    events,
    rows: table
      .filter((attribute) => release.statistics || !attribute.statistic)
      .filter((attribute) => attribute.onlyWith === undefined || events.includes(attribute.onlyWith))
      .map(toRow),
  };
}
