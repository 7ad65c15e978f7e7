// The quick look at a JSON text: how deep it is and how many members its objects have, without reading any of it. A parsed value
// with fewer members than its text has a key that stands twice.

import { ExactNumber } from '../document/exact-number.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const LETTER_E = 0x65;
/** With so many, whatever they are, a double has room for them. */
const DIGITS_OF_A_DOUBLE = 15;

export interface Outline {
  /** Members of all objects together, those with a duplicate key counted each; right for a well-formed text only. */
  readonly members: number;
  /** Objects and lists one within another at the deepest place; counted no further than one beyond the limit. */
  readonly deepest: number;
  /** Whether there is a number with more than fifteen digits, or with an exponent: a double may not hold it. */
  readonly longNumbers: boolean;
}

/** Scans UTF-8 bytes once, and stops where they go deeper than `maxDepth`. */
export function outline(bytes: Uint8Array, maxDepth: number): Outline {
  let members = 0;
  let depth = 0;
  let deepest = 0;
  let longNumbers = false;
  const length = bytes.length;
  for (let i = 0; i < length; i += 1) {
    const byte = bytes[i]!;
    if (byte === QUOTE) {
      i += 1;
      while (i < length && bytes[i] !== QUOTE) i += bytes[i] === BACKSLASH ? 2 : 1;
    } else if (byte >= ZERO && byte <= NINE) {
      const start = i;
      while (i + 1 < length && (bytes[i + 1]! === POINT || (bytes[i + 1]! >= ZERO && bytes[i + 1]! <= NINE)))
        i += 1;
      if (i - start >= DIGITS_OF_A_DOUBLE || ((bytes[i + 1] ?? 0) | 0x20) === LETTER_E) longNumbers = true;
    } else if (byte === COLON) {
      members += 1;
    } else if ((byte | 0x20) === 0x7b) {
      // `[` and `{` differ by one bit, so do `]` and `}`
      depth += 1;
      if (depth > deepest) {
        deepest = depth;
        if (depth > maxDepth) break;
      }
    } else if ((byte | 0x20) === 0x7d) {
      depth -= 1;
    }
  }
  return { members, deepest, longNumbers };
}

/** Members of all objects of a parsed value together. Recursive: for values whose depth is known to be bounded. */
export function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null || value instanceof ExactNumber) return 0;
  let members = 0;
  if (Array.isArray(value)) {
    for (const item of value) if (typeof item === 'object') members += countMembers(item);
    return members;
  }
  const object = value as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(object)) {
    members += 1;
    const member = object[key];
    if (typeof member === 'object') members += countMembers(member);
  }
  return members;
}
