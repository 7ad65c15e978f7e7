// What two bodies have in common exactly if they say the same: a short text to look them up by.

import { hash } from 'node:crypto';
import type { JsonObject, JsonValue } from '../../receiver/contract/contract.ts';
import { canonicalNumber, isNumber, parseJson } from '../../receiver/document/exact-number.ts';
import { isNested } from './same-json.ts';

/** The body as a value; a body that is no JSON stands for itself, as text. */
export function valueOfBody(body: string): JsonValue {
  try {
    return parseJson(body) as JsonValue;
  } catch {
    return body;
  }
}

/** Sixteen characters, for the memory; equal for what `sameJson` calls the same, and for nothing else that anybody could find. */
export function contentKey(value: JsonValue): string {
  return keyOfText(canonicalText(value));
}

/** The same of a text. */
export function keyOfText(text: string): string {
  return hash('sha256', text, 'buffer').toString('latin1', 0, 16);
}

/** JSON with the keys of every object in order; -0 is kept. However deep it is. */
export function canonicalText(root: JsonValue): string {
  if (!isNested(root)) return scalarText(root);
  const open: Level[] = [levelOf(root)];
  let text = opening(open[0]!);
  while (open.length > 0) {
    const level = open.at(-1)!;
    const { node, keys } = level;
    const index = level.next;
    if (index === (keys ?? (node as readonly JsonValue[])).length) {
      text += keys === null ? ']' : '}';
      open.pop();
      continue;
    }
    level.next += 1;
    if (index > 0) text += ',';
    let value: JsonValue;
    if (keys === null) value = (node as readonly JsonValue[])[index]!;
    else {
      const key = keys[index]!;
      text += `${JSON.stringify(key)}:`;
      value = (node as JsonObject)[key]!;
    }
    if (isNested(value)) {
      const inner = levelOf(value);
      text += opening(inner);
      open.push(inner);
    } else text += scalarText(value);
  }
  return text;
}

interface Level {
  readonly node: JsonObject | readonly JsonValue[];
  /** Null for a list. */
  readonly keys: readonly string[] | null;
  next: number;
}

function levelOf(node: JsonObject | readonly JsonValue[]): Level {
  return { node, keys: Array.isArray(node) ? null : Object.keys(node).sort(), next: 0 };
}

function opening({ keys }: Level): string {
  return keys === null ? '[' : '{';
}

function scalarText(value: JsonValue): string {
  if (typeof value === 'string') return JSON.stringify(value);
  return isNumber(value) ? canonicalNumber(value) : String(value);
}
