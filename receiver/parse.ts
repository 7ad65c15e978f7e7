// Raw bytes of a body in, what they turned out to be out. It never throws and never hangs, whatever the bytes are.

import { isUtf8 } from 'node:buffer';
import type { JsonObject } from './contract/contract.ts';
import { unpackBody } from './document/content-encoding.ts';
import { isJsonObject, isNumber, parseJson } from './document/exact-number.ts';
import type { BodyContent, BodyProblem } from './journal/record.ts';
import { invalidUtf8At } from './json/invalid-utf8.ts';
import { countMembers, outline } from './json/outline.ts';
import { walkJson } from './json/walk.ts';

/** Deeper bodies are not parsed: a notification is three deep, and whatever works through a value may do so by recursion. */
export const MAX_DEPTH = 100;

/** At most so many duplicate keys are named. */
export const MAX_DUPLICATE_KEYS = 100;

/** What a complete request carries: its body without its Content-Encoding, parsed. */
export function contentOf(request: {
  readonly headers: readonly string[];
  readonly body: Buffer;
}): BodyContent {
  const unpacked = unpackBody(request);
  if (unpacked.kind === 'undecodable') return unusable('undecodable', unpacked.detail);
  return parseBody(unpacked.bytes);
}

/**
 * What a complete body is. Strict JSON in strict UTF-8: a byte order mark is a mistake of the sender (RFC 8259, section 8.1), and
 * saying so is worth more than reading on. `__proto__` and lone surrogates are data like any other.
 */
export function parseBody(bytes: Buffer): BodyContent {
  if (bytes.length === 0) return unusable('empty', 'no body');
  const other = otherEncoding(bytes);
  if (other !== null) return unusable('invalid UTF-8', other);
  if (!isUtf8(bytes)) {
    const at = invalidUtf8At(bytes);
    return unusable(
      'invalid UTF-8',
      `byte 0x${bytes[at]!.toString(16).padStart(2, '0')} at offset ${at} does not belong there`,
    );
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    return unusable('malformed JSON', 'it begins with a byte order mark (EF BB BF), which JSON must not');
  }
  const { members, deepest, longNumbers } = outline(bytes, MAX_DEPTH);
  if (deepest > MAX_DEPTH) return unusable('too deep', `nested more than ${MAX_DEPTH} deep`);
  const text = bytes.toString('utf8');
  let value: unknown;
  try {
    value = longNumbers ? parseJson(text) : JSON.parse(text);
  } catch (error) {
    const { mistake } = walkJson(text, MAX_DUPLICATE_KEYS);
    return unusable('malformed JSON', mistake ?? (error as Error).message);
  }
  if (!isJsonObject(value)) {
    return unusable('not an object', `it is ${kindOf(value)}`);
  }
  const duplicateKeys =
    countMembers(value) === members ? NONE : walkJson(text, MAX_DUPLICATE_KEYS).duplicateKeys;
  return { kind: 'object', value: value as JsonObject, duplicateKeys };
}

const NONE: readonly string[] = [];

/** The first bytes of texts in other encodings, with and without a byte order mark, and of compressed data: none of them begins JSON. */
const SIGNATURES: readonly (readonly [bytes: readonly number[], what: string])[] = [
  [[0xff, 0xfe, 0x00, 0x00], 'UTF-32LE'],
  [[0x00, 0x00, 0xfe, 0xff], 'UTF-32BE'],
  [[0x7b, 0x00, 0x00, 0x00], 'UTF-32LE'],
  [[0x00, 0x00, 0x00, 0x7b], 'UTF-32BE'],
  [[0xff, 0xfe], 'UTF-16LE'],
  [[0xfe, 0xff], 'UTF-16BE'],
  [[0x7b, 0x00], 'UTF-16LE'],
  [[0x00, 0x7b], 'UTF-16BE'],
  [[0x1f, 0x8b], 'gzip'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'zstd'],
];

/** Null for bytes that may be JSON in UTF-8, else what they are. */
function otherEncoding(bytes: Buffer): string | null {
  const found = SIGNATURES.find(([signature]) => signature.every((byte, index) => bytes[index] === byte));
  if (found === undefined) return null;
  const [, what] = found;
  return what.startsWith('UTF')
    ? `the body is ${what}; JSON must be UTF-8 (RFC 8259, section 8.1)`
    : `the body is ${what} data, and no Content-Encoding header says so`;
}

/** A body that cannot be judged, for a reason that lies in the bytes or in how they came. */
export function unusable(problem: BodyProblem, detail: string): BodyContent {
  return { kind: 'unusable', problem, detail };
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'string' ? 'a text' : isNumber(value) ? 'a number' : `${value}`;
}
