// What an expectation found wrong, as data and without words: `explain.ts` words it, the caller adds the place in the YAML.

import type { ContractRow, JsonValue } from '../contract/contract.ts';
import type { FieldDifference } from '../contract/judge.ts';
import type { EventName } from '../contract/vocabulary.ts';
import type { Condition } from './condition.ts';
import type { CountDemand } from './count-demand.ts';
import type { LedgerClass } from './ledger-class.ts';
import type { Arrival, Fate, Sent } from './observation.ts';

/** One attribute of a body that is not as demanded. */
export type FieldMiss =
  | {
      readonly kind: 'demand';
      /** The path within the body. */
      readonly field: string;
      /** The contract's row for it; null where the contract has none. */
      readonly row: ContractRow | null;
      /** With the words of enumerations already turned into wire values. */
      readonly condition: Condition;
      /** Undefined: absent. */
      readonly got: JsonValue | undefined;
    }
  | { readonly kind: 'contract'; readonly difference: FieldDifference }
  | { readonly kind: 'duplicate key'; readonly field: string };

/** One criterion that keeps an arrival from being what was looked for. */
export type Difference =
  | { readonly kind: 'event'; readonly expected: readonly EventName[]; readonly got: EventName | null }
  | { readonly kind: 'group'; readonly expected: readonly string[]; readonly got: string | null }
  /** By how many milliseconds it missed the window: negative is too early. */
  | { readonly kind: 'time'; readonly offMs: number }
  | { readonly kind: 'fields'; readonly misses: readonly FieldMiss[] };

/** The arrival that came closest to what was looked for, and all that keeps it from being it. */
export interface NearMiss {
  readonly arrival: Arrival;
  readonly differences: readonly Difference[];
}

/** What a wait looked at, in milliseconds since the start; `untilMs` belongs to it. */
export interface WaitedFor {
  readonly fromMs: number;
  readonly untilMs: number;
  /** Which time passed; campaign time by default. */
  readonly time?: 'campaign' | 'real';
}

/** One thing that is wrong, told by its kind. */
export type Failure =
  /** An arrival whose body is not as demanded. */
  | { readonly kind: 'fields'; readonly arrival: Arrival; readonly misses: readonly FieldMiss[] }
  /** An arrival that has no JSON object to be judged. */
  | { readonly kind: 'unusable body'; readonly arrival: Arrival }
  | {
      readonly kind: 'count';
      readonly wanted: CountDemand;
      readonly counted: number;
      /** The group whose count it is, where there are several counts; null: of all that was selected. */
      readonly group: string | null;
      /** Null for an expectation about the whole run. */
      readonly waited: WaitedFor | null;
      /** Too many: the first one that was one too many. */
      readonly surplus: Arrival | null;
      /** Too few: the closest one that did not count. */
      readonly nearest: NearMiss | null;
    }
  | {
      readonly kind: 'order';
      readonly group: string;
      readonly wanted: readonly EventName[];
      /** How many of the wanted events came, from the first on. */
      readonly matched: number;
      /** Strict only: what came where another one, or the end, was wanted. */
      readonly instead: Arrival | null;
      /** The events of the group in the order in which they came; the first ones where there are many. */
      readonly seen: readonly EventName[];
      readonly seenCount: number;
    }
  | {
      readonly kind: 'interval';
      readonly group: string;
      readonly event: EventName;
      /** `none`: nothing came in time and the judging ended at `atMs`, so that it may be late or missing. */
      readonly problem: 'late' | 'early' | 'none';
      /** Since when: the one before, the beginning of the window, or the event that starts the cadence. */
      readonly since: { readonly atMs: number; readonly what: EventName | 'window' };
      readonly intervalMs: number;
      readonly toleranceMs: number;
      /** No earlier one would have been too early. */
      readonly mayBeEarly: boolean;
      readonly atMs: number;
      readonly arrival: Arrival | null;
    }
  | {
      readonly kind: 'after the end';
      readonly group: string;
      readonly arrival: Arrival;
      readonly end: { readonly event: EventName; readonly atMs: number };
    }
  /** A notification whose body arrived more than once. */
  | { readonly kind: 'repeated'; readonly sent: Sent }
  /** A body that arrived although all of its kind were accounted for. */
  | { readonly kind: 'stray'; readonly arrival: Arrival }
  | {
      readonly kind: 'tally';
      /** `lost`, `unacknowledged`, `left unsent`, or a class of outcome such as `answered 503`. */
      readonly what: string;
      readonly wanted: CountDemand;
      readonly counted: number;
      /** The first of those that were counted. */
      readonly named: readonly Sent[];
    }
  | {
      readonly kind: 'ledger';
      readonly what: LedgerClass;
      readonly wanted: CountDemand;
      /** So many surely belong to the class, and so many more perhaps. */
      readonly counted: number;
      readonly perhaps: number;
      /** Who is named: the first of those counted, or of those that should have been and were not. */
      readonly of: 'counted' | 'others';
      readonly named: readonly Fate[];
      /** So many there are of those. */
      readonly count: number;
    };
