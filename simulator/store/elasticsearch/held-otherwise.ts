// Values that an index holds in another way than the document beside it: reading the document back shows nothing of that.

import type { JsonValue } from '../../../receiver/contract/contract.ts';
import type { FoundField } from './found-fields.ts';

/** What becomes of a value in the index, such as `0.85 counts as 0`; null where it is held as it is. */
export type HeldAs = (value: JsonValue) => string | null;

/** For a field of a type; null where it holds every value as it is, or refuses it. */
export function heldAsBy(wanted: string, { type, ignoreAbove, scalingFactor }: FoundField): HeldAs | null {
  if (wanted === 'keyword') return ignoreAbove === null ? null : leftOutAbove(ignoreAbove);
  if (wanted !== 'double' && wanted !== 'long') return null;
  switch (type) {
    case 'long':
    case 'integer':
    case 'short':
    case 'byte':
    case 'unsigned_long':
      return roundedBy((value) => Math.trunc(value) + 0);
    case 'float':
      return roundedBy(Math.fround);
    case 'scaled_float':
      return scalingFactor === null
        ? null
        : roundedBy((value) => Math.round(value * scalingFactor) / scalingFactor);
    default:
      return null;
  }
}

function roundedBy(round: (value: number) => number): HeldAs {
  return (value) => {
    if (typeof value !== 'number') return null;
    const held = round(value);
    return held === value ? null : `${value} counts as ${held}`;
  };
}

function leftOutAbove(length: number): HeldAs {
  return (value) =>
    typeof value !== 'string' || value.length <= length
      ? null
      : `a text of ${value.length.toLocaleString('en')} characters is not found`;
}
