import type { JsonValue } from '../../receiver/contract/contract.ts';
import type { Drift } from '../store/store.ts';

const WHOLE: ReadonlySet<string> = new Set(['long', 'integer', 'short', 'byte', 'unsigned_long']);
const FRACTION: ReadonlySet<string> = new Set(['double', 'float', 'half_float', 'scaled_float']);
const TEXT: ReadonlySet<string> = new Set([
  'keyword',
  'text',
  'wildcard',
  'match_only_text',
  'constant_keyword',
]);

/**
 * Whether a field is held in a way that makes other values of those that were sent: a fraction in a field of whole numbers, a
 * number as text, a text as a date. A text that is held as another kind of text, or a number in less room, is none of these.
 */
export function falsifies({ field, wanted, found }: Drift, bodies: readonly JsonValue[]): boolean {
  const type = found?.split(' ')[0];
  if (wanted === null || type === undefined) return false;
  const isNumber = (type: string): boolean => WHOLE.has(type) || FRACTION.has(type);
  if (isNumber(wanted)) {
    if (!isNumber(type)) return true;
    if (FRACTION.has(wanted))
      return WHOLE.has(type) && bodies.some((body) => some(isFraction, body, field.split('.')));
    return (
      FRACTION.has(type) &&
      type !== 'double' &&
      bodies.some((body) => some(isBeyondFloats, body, field.split('.')))
    );
  }
  return TEXT.has(wanted) && !TEXT.has(type);
}

function isFraction(value: JsonValue): boolean {
  return typeof value === 'number' && !Number.isInteger(value);
}

/** A whole number that a float makes another one of. */
function isBeyondFloats(value: JsonValue): boolean {
  return Number.isInteger(value) && Math.fround(value as number) !== value;
}

/** Whether it is so of any value at a path, through the objects of lists. */
function some(
  is: (value: JsonValue) => boolean,
  value: JsonValue | undefined,
  path: readonly string[],
): boolean {
  if (value === undefined) return false;
  if (Array.isArray(value)) return value.some((item) => some(is, item, path));
  const [name, ...rest] = path;
  if (name === undefined) return is(value);
  if (typeof value !== 'object' || value === null) return false;
  const object = value as { readonly [key: string]: JsonValue };
  return Object.hasOwn(object, name) && some(is, object[name], rest);
}
