// All cases, by family. Numbers and slugs stand for ever (see CheckCase.number): add at the end, never renumber.

import type { CheckCase, Family } from '../case.ts';
import { BAD_JSON_FAMILY } from './bad-json.ts';
import { BURSTS_FAMILY } from './bursts.ts';
import { CALLING_LISTS_FAMILY } from './calling-lists.ts';
import { DIAL_MODES_FAMILY } from './dial-modes.ts';
import { EVENTS_FAMILY } from './events.ts';
import { FIELD_SETS_FAMILY } from './field-sets.ts';
import { GROUPS_FAMILY } from './groups.ts';
import { IDLE_FAMILY } from './idle.ts';
import { NAMES_FAMILY } from './names.ts';
import { NUMBERS_FAMILY } from './numbers.ts';
import { ORDER_FAMILY } from './order.ts';
import { POOLS_FAMILY } from './pools.ts';
import { STATISTICS_FAMILY } from './statistics.ts';
import { TIMES_FAMILY } from './times.ts';
import { UNASSIGNED_FAMILY } from './unassigned.ts';

/** In the order of their numbers. */
export const FAMILIES: readonly Family[] = [
  EVENTS_FAMILY,
  DIAL_MODES_FAMILY,
  FIELD_SETS_FAMILY,
  UNASSIGNED_FAMILY,
  STATISTICS_FAMILY,
  NUMBERS_FAMILY,
  NAMES_FAMILY,
  CALLING_LISTS_FAMILY,
  BURSTS_FAMILY,
  GROUPS_FAMILY,
  IDLE_FAMILY,
  TIMES_FAMILY,
  BAD_JSON_FAMILY,
  ORDER_FAMILY,
  POOLS_FAMILY,
];

/** Every case, in the order of the numbers. */
export const ALL_CASES: readonly CheckCase[] = FAMILIES.flatMap(({ cases }) => cases);

/** The family of a case. */
export function familyOf({ number }: Pick<CheckCase, 'number'>): Family {
  return FAMILIES.find((family) => `${family.number}` === number.split('.')[0])!;
}
