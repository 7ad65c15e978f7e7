// How expectations are written in a program: as in YAML, with the editor's help.

import type { JsonScalar, JsonValue } from '../contract/contract.ts';
import type { NotificationOf } from '../contract/notification.generated.ts';
import type { EventName } from '../contract/vocabulary.ts';
import type { ValueType } from '../expect/condition.ts';

/** A length of time as YAML has it: `10s`, `500ms`, `2m50s`, `24h`; or 0. */
export type DurationText = `${number}${'ms' | 's' | 'm' | 'h' | 'd'}${string}` | 0;

/** How many: `24`, `'none'`, `{ exactly: 24 }`, `{ atLeast: 1, atMost: 3 }`. */
export type PlainCount =
  | number
  | 'none'
  | { readonly exactly: number }
  | { readonly atLeast: number; readonly atMost?: number }
  | { readonly atMost: number };

/** What one value must be; where several keys stand together, all of them hold. */
export interface PlainDemands {
  readonly equals?: JsonValue;
  readonly not?: JsonValue;
  readonly oneOf?: readonly JsonValue[];
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly above?: number;
  readonly below?: number;
  /** Both ends count. */
  readonly between?: readonly [low: number, high: number];
  readonly near?: { readonly value: number; readonly within: number };
  /** Found anywhere in the text unless the expression says otherwise; read with the flag u, and no other flag may stand there. */
  readonly matches?: string | RegExp;
  readonly type?: ValueType;
  readonly null?: boolean;
  /** As the contract writes what is not relevant. */
  readonly unassigned?: boolean;
  readonly present?: boolean;
  readonly absent?: boolean;
  /** Characters of a text, items of a list. */
  readonly length?: PlainCount;
  /** Every item of a list of objects; there must be an item. */
  readonly each?: PlainFields;
  readonly some?: PlainFields;
}

/** The attributes of the newest release by wire name; a path such as `GSW_CALLING_LISTS[0].GSW_CALLING_LIST` will do as well. */
export type AttributeName = keyof NotificationOf['8.1.5-draft'] | (string & {});

/** Attributes with the value, or the demands, that each must meet. Words of enumerations stand for their wire values. */
export type PlainFields = {
  readonly [Name in AttributeName]?: JsonScalar | readonly JsonValue[] | PlainDemands;
};

/** Which notifications are meant; what is not given does not restrict. */
export interface PlainSelector {
  /** Campaign groups by their names on the wire, or patterns such as `Spring@*`; where several are named, each counts by itself. */
  readonly group?: string | readonly string[];
  readonly event?: EventName | readonly EventName[];
  readonly fields?: PlainFields;
}

/** A selector, or for short the event alone, or a list of events of which any will do. */
export type Selector = EventName | readonly EventName[] | PlainSelector;

/** Which groups and which time an expectation is about; time is counted from the start of the receiver, or from `clear()`. */
export interface PlainWindow {
  readonly group?: string | readonly string[];
  /** Belongs to the window. */
  readonly from?: DurationText;
  /** Does not belong to the window. */
  readonly until?: DurationText;
}

/** `every: '10s'`: the event comes again and again; see the README for what the keys mean. */
export interface PlainCadence extends PlainWindow {
  readonly every: DurationText;
  readonly event?: EventName;
  readonly tolerance?: DurationText;
  readonly first?: DurationText;
  readonly after?: EventName | readonly EventName[];
  readonly noneAfter?: EventName | readonly EventName[];
}

/**
 * An expectation as it stands under `expect:` in a scenario. Those that need the sender's records (`attempts`, `lost`, `notSent`,
 * `outcome`, `ledger`) are left out: a receiver alone can never judge them.
 */
export type PlainExpectation =
  | PlainCadence
  | (PlainWindow & { readonly order: readonly EventName[]; readonly strict?: boolean })
  | (PlainWindow & {
      readonly count: PlainCount;
      readonly event?: PlainSelector['event'];
      readonly where?: PlainFields;
      readonly perGroup?: boolean;
    })
  | (PlainWindow & { readonly fields: PlainFields; readonly event?: PlainSelector['event'] })
  | (PlainWindow & { readonly fieldSets: 'all'; readonly event?: PlainSelector['event'] });

/** A way to answer as it stands under `reply:` in a scenario: a status, a word, a rule, or a list of rules. */
export type PlainReply = number | string | PlainReplyRule | readonly PlainReplyRule[];

/** A rule: when it applies, and what is answered then. The README and `ocs-sim schema scenario` give all its keys. */
export interface PlainReplyRule {
  readonly event?: EventName | readonly EventName[];
  readonly group?: string | readonly string[];
  readonly [key: string]: unknown;
}
