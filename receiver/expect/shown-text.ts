// Received text on its way to a terminal: no control character of it may act there, and no endless value may flood it.

import type { JsonValue } from '../contract/contract.ts';
import { ExactNumber } from '../document/exact-number.ts';
import { harmless } from '../document/harmless.ts';

const MAX_SHOWN = 60;
const MAX_DEPTH = 3;

/** The text in one line, harmless (`\u001b`) and shortened. */
export function safeText(text: string, max = MAX_SHOWN): string {
  const cut = text.length > max ? `${text.slice(0, max)}…` : text;
  return harmless(cut);
}

/** A value as JSON writes it, harmless and shortened; undefined is `absent`. Looks at no more of it than it shows. */
export function shownValue(value: JsonValue | undefined, max = MAX_SHOWN): string {
  return value === undefined ? 'absent' : shown(value, max, 0);
}

function shown(value: JsonValue, max: number, depth: number): string {
  if (typeof value === 'string')
    return value.length > max
      ? `${safeText(JSON.stringify(value.slice(0, max)).slice(0, -1), Number.POSITIVE_INFINITY)}…"`
      : safeText(JSON.stringify(value), Number.POSITIVE_INFINITY);
  if (value instanceof ExactNumber)
    return value.text.length > max ? `${value.text.slice(0, max)}…` : value.text;
  if (value === null || typeof value !== 'object') return Object.is(value, -0) ? '-0' : String(value);
  const isList = Array.isArray(value);
  const [open, close] = isList ? '[]' : '{}';
  let text = '';
  for (const key in value) {
    if (!Object.hasOwn(value, key)) continue;
    const item = (value as Readonly<Record<string, JsonValue>>)[key]!;
    const room = max - text.length;
    if (room <= 0 || depth >= MAX_DEPTH) return `${open}${text}${text === '' ? '' : ', '}…${close}`;
    const name = isList ? '' : `${shown(key, room, depth)}: `;
    text += `${text === '' ? '' : ', '}${name}${shown(item, Math.max(8, room - name.length), depth + 1)}`;
  }
  return `${open}${text}${close}`;
}

/** `1`, `one`: small numbers in words, for sentences. */
export function countWord(count: number): string {
  return (
    ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'][count] ?? String(count)
  );
}

/** `1 notification`, `2 notifications`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listText(items: readonly string[], last = 'and'): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;
}
