// Makes observations for the tests of the judging room: bodies as the contract wants them, unless a test says otherwise.

import {
  type Contract,
  type ContractRow,
  contractOf,
  type JsonObject,
  type JsonValue,
  type Situation,
} from '../../../receiver/contract/contract.ts';
import { fieldSet } from '../../../receiver/contract/field-set.ts';
import type { DialMode, EventName, GroupState } from '../../../receiver/contract/vocabulary.ts';
import type { Arrival, Fate, Gap, Sent, Stray } from '../../../receiver/expect/observation.ts';
import type { Content } from '../../../receiver/journal/record.ts';

export const CONTRACT = contractOf('8.1.517');

const STATE_AFTER: Readonly<Record<EventName, GroupState>> = {
  loaded: 'Active',
  started: 'Running',
  stopped: 'Active',
  unloaded: 'NotLoaded',
  'unloaded forcefully': 'NotLoaded',
  'dial mode changed': 'Running',
  'general info': 'Active',
  periodic: 'Running',
};

function exampleOf(row: ContractRow, { event, state, dialMode }: Situation): JsonValue {
  if (row.key === 'event') return row.values.get(event)!;
  if (row.key === 'state') return row.values.get(state)!;
  if (row.key === 'dialMode') return row.values.get(dialMode)!;
  if (row.type === 'list') return [Object.fromEntries(row.items.map((item) => [item.name, item.example]))];
  return row.example;
}

/** A body with the field set that the contract demands of the situation. */
export function goodBody(situation: Situation, contract: Contract = CONTRACT): JsonObject {
  return Object.fromEntries(
    fieldSet(contract, situation).flatMap(({ row, demand }): [string, JsonValue][] => {
      if (demand !== 'unassigned') return [[row.name, exampleOf(row, situation)]];
      return row.unassigned.form === 'omit' ? [] : [[row.name, row.unassigned.value]];
    }),
  );
}

export interface ArrivalOptions {
  readonly number?: number;
  readonly group?: string | null;
  readonly dialMode?: DialMode;
  readonly state?: GroupState;
  /** Fields that differ from the good body; undefined takes the field away. */
  readonly fields?: Readonly<Record<string, JsonValue | undefined>>;
  readonly content?: Content;
}

/** An arrival of an event at so many milliseconds since the start. */
export function arrival(event: EventName, atMs: number, options: ArrivalOptions = {}): Arrival {
  const {
    number = Math.round(atMs / 10_000) + 1,
    group = 'spring',
    dialMode = 'Predict',
    fields = {},
  } = options;
  const state = options.state ?? STATE_AFTER[event];
  const body: Record<string, JsonValue> = { ...goodBody({ event, state, dialMode }) };
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) delete body[name];
    else body[name] = value;
  }
  const content: Content = options.content ?? { kind: 'object', value: body, duplicateKeys: [] };
  const told = content.kind === 'object';
  return {
    kind: 'arrival',
    record: {
      number,
      receivedAtMs: atMs,
      connection: 1,
      requestOnConnection: number,
      method: 'POST',
      path: '/',
      headers: [],
      body: Buffer.alloc(0),
      bodyBytes: 0,
      wrongContentType: false,
      content,
      reply: { status: 200, manner: 'as usual', delayMs: 0, fault: null },
    },
    body: content.kind === 'object' ? content.value : null,
    event: told ? event : null,
    state: told ? state : null,
    dialMode: told ? dialMode : null,
    group: told ? group : null,
    atMs,
  };
}

/** The same events at the given seconds, in the order of time. */
export function arrivals(
  plan: readonly (readonly [event: EventName, seconds: number])[],
  options: ArrivalOptions = {},
): Arrival[] {
  return plan.map(([event, seconds], index) =>
    arrival(event, seconds * 1_000, { number: index + 1, ...options }),
  );
}

export function sent(number: number, differences: Partial<Sent> = {}): Sent {
  return {
    kind: 'sent',
    number,
    group: 'spring',
    event: 'periodic',
    atMs: number * 10_000,
    outcome: 'answered',
    status: 200,
    detail: '',
    arrivals: 1,
    ...differences,
  };
}

/** What became of a notification: taken and kept, unless a test says otherwise. */
export function fate(number: number, differences: Partial<Fate> = {}): Fate {
  return {
    kind: 'fate',
    number,
    group: 'spring',
    event: 'periodic',
    atMs: number * 10_000,
    outcome: 'answered',
    status: 201,
    fate: 'stored',
    where: null,
    detail: '201',
    ...differences,
  };
}

export function stray(of: Arrival): Stray {
  return { kind: 'stray', arrival: of };
}

export const GAP: Gap = { kind: 'gap', first: 3, last: 7, reason: 'the journal was full' };
