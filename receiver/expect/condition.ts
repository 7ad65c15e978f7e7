// What a value of a body may be demanded to be, as data. `matcher.ts` reads it, `match.ts` compares, `demand-text.ts` words.

import type { JsonValue } from '../contract/contract.ts';
import type { JsonNumber } from '../document/exact-number.ts';
import type { Place } from '../document/place.ts';
import type { TextPattern } from '../document/text-pattern.ts';
import type { CountDemand } from './count-demand.ts';

/** The JSON types by our names: an integer is a number too, a list is JSON's array. */
export const VALUE_TYPES = ['string', 'integer', 'number', 'boolean', 'null', 'list', 'object'] as const;
/** One of VALUE_TYPES. */
export type ValueType = (typeof VALUE_TYPES)[number];

/** One demand on one value. All but `present`, `unassigned` and `null` also demand that the attribute is there at all. */
export type Condition =
  | { readonly kind: 'equals' | 'not'; readonly value: JsonValue }
  | { readonly kind: 'oneOf'; readonly values: readonly JsonValue[] }
  | { readonly kind: 'atLeast' | 'atMost' | 'above' | 'below'; readonly value: JsonNumber }
  /** Both ends count. */
  | { readonly kind: 'between'; readonly low: JsonNumber; readonly high: JsonNumber }
  | { readonly kind: 'near'; readonly value: number; readonly within: number }
  | { readonly kind: 'matches'; readonly pattern: TextPattern }
  | { readonly kind: 'type'; readonly type: ValueType }
  | { readonly kind: 'null' | 'unassigned' | 'present'; readonly wanted: boolean }
  /** Characters of a text, items of a list. */
  | { readonly kind: 'length'; readonly count: CountDemand }
  /** The items of a list of objects; of an empty list neither can be shown. */
  | { readonly kind: 'each' | 'some'; readonly fields: readonly FieldDemand[] };

/** What the value at a path must be: all of the conditions. */
export interface FieldDemand {
  /** A wire name, or a path such as `GSW_CALLING_LISTS[0].GSW_CALLING_LIST`. */
  readonly path: string;
  readonly place: Place;
  readonly conditions: readonly { readonly condition: Condition; readonly place: Place }[];
}
