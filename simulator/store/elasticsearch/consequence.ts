// What follows for people who search the index, and for the notifications yet to come.

import { LONGEST_KEYWORD } from '../../../receiver/contract/derive/elasticsearch-mapping.ts';
import type { FoundField } from './found-fields.ts';

/** The integers that a type takes are below this in amount. */
const BOUNDS: Readonly<Record<string, string>> = {
  integer: '2,147,483,648',
  short: '32,768',
  byte: '128',
};
const INTEGERS: ReadonlySet<string> = new Set(['long', 'integer', 'short', 'byte', 'unsigned_long']);
const DECIMALS: ReadonlySet<string> = new Set(['double', 'float', 'half_float', 'scaled_float']);
const TEXTS: ReadonlySet<string> = new Set(['text', 'match_only_text', 'search_as_you_type']);
const WHOLE_TEXTS: ReadonlySet<string> = new Set(['keyword', 'wildcard', 'constant_keyword']);

const OBJECTS: ReadonlySet<string> = new Set(['object', 'nested', 'flattened', 'flat_object']);
const DATES: ReadonlySet<string> = new Set(['date', 'date_nanos']);

/** What follows for searches and for later notifications where a field of the contract is mapped in another way. */
export function consequenceOf(name: string, wanted: string, found: FoundField): string {
  if (!found.enabled) return 'it is kept, and nothing in it is found';
  if (wanted === 'object') return ofLists(found);
  if (OBJECTS.has(found.type)) return 'a single value is refused, and its whole notification with it';
  if (found.type === 'boolean')
    return 'a value other than true and false is refused, and its whole notification with it';
  return wanted === 'keyword' ? ofTexts(name, found) : ofNumbers(wanted, found);
}

function ofLists({ type }: FoundField): string {
  if (type === 'nested')
    return 'only nested queries find anything in it, and a notification with more than 10,000 entries is refused';
  // An object as such is wanted only where all of it is overlooked.
  if (type === 'object')
    return 'its form of unassigned, which is no list, is refused, and its whole notification with it';
  if (OBJECTS.has(type)) return 'its numbers are compared as texts, without sums';
  return 'a list of objects is refused, and its whole notification with it';
}

function ofTexts(name: string, { type, besides, ignoreAbove }: FoundField): string {
  const limit = ignoreAbove?.toLocaleString('en') ?? null;
  if (TEXTS.has(type)) {
    if (besides === null) return 'it is matched word by word, and can be neither sorted nor counted by value';
    const beyond = limit === null ? '' : `, which leaves out texts of more than ${limit} characters`;
    return `it is matched word by word; whole values only as ${name}.${besides}${beyond}`;
  }
  if (type === 'constant_keyword')
    return 'a value other than the first is refused, and its whole notification with it';
  if (WHOLE_TEXTS.has(type)) {
    return limit === null || ignoreAbove! > LONGEST_KEYWORD
      ? 'a text of more than 32,766 bytes is refused, and its whole notification with it'
      : `texts of more than ${limit} characters are kept, and not found`;
  }
  if (DATES.has(type))
    return 'a text that is no date is refused, the empty one as well, and its whole notification with it';
  if (INTEGERS.has(type) || DECIMALS.has(type))
    return 'a text that is no number is refused, and its whole notification with it';
  return `a text that is no ${type} may be refused, and its whole notification with it`;
}

function ofNumbers(wanted: string, { type, scalingFactor }: FoundField): string {
  if (TEXTS.has(type) || WHOLE_TEXTS.has(type))
    return 'numbers are compared as texts: there are no sums, and 9 comes after 10';
  if (DATES.has(type)) return 'numbers count as milliseconds since 1970';
  if (INTEGERS.has(type)) {
    const bound = BOUNDS[type];
    const beyond = bound === undefined ? [] : [`numbers of ${bound} and more are refused`];
    const cut = wanted === 'double' ? ['fractions are cut off in searches and sums'] : [];
    const negative = type === 'unsigned_long' ? ['numbers below 0 are refused'] : [];
    return [...cut, ...beyond, ...negative].join(', and ');
  }
  switch (type) {
    case 'float':
      return 'searches and sums know about seven digits of a number';
    case 'half_float':
      return 'searches and sums know about three digits of a number, and 65,520 and more is refused';
    case 'scaled_float':
      return `searches and sums know steps of ${1 / (scalingFactor ?? 1)}`;
    case 'double':
      return 'integers of more than 9,007,199,254,740,992 are rounded in searches and sums';
    default:
      return `a number that is no ${type} may be refused, and its whole notification with it`;
  }
}
